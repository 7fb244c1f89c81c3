import { isJsonObject, parseJson, pointerSegment, pointerSegments } from '../kit/protocols/json.ts';

/*
 * A reply may name what was sent. In a correction, `{{/data/0/email}}` stands for the value at that place of the request's JSON, so
 * that it holds for other values, too.
 */

/** Shorter values stand in every text. */
const shortest = 4;

/** A text with what was sent in the place of its marks; nothing when one of them names what was not. */
export function filledIn(text: string, body: unknown): string | undefined {
  let isFilled = true;
  const filled = text.replaceAll(/\{\{(\/[^{}]*)\}\}/g, (_mark, pointer: string) => {
    const value = valueAt(body, pointer);
    if (typeof value === 'string') return value;
    isFilled = false;
    return '';
  });
  return isFilled ? filled : undefined;
}

/** A text with marks in the place of what was sent. No mark is looked into again for another value. */
export function marked(text: string, body: unknown): string {
  const longestFirst = textsIn(body, '').sort(([, one], [, other]) => other.length - one.length);
  return longestFirst
    .reduce<Part[]>((parts, found) => parts.flatMap((part) => parted(part, found)), [{ text }])
    .map((part) => ('mark' in part ? `{{${part.mark}}}` : part.text))
    .join('');
}

type Part = { readonly text: string } | { readonly mark: string };

/** A part of a text with a mark between what stood around a value. */
function parted(part: Part, [mark, value]: readonly [pointer: string, value: string]): Part[] {
  if ('mark' in part) return [part];
  return part.text.split(value).flatMap((text, index) => (index === 0 ? [{ text }] : [{ mark }, { text }]));
}

function textsIn(value: unknown, pointer: string): [pointer: string, value: string][] {
  if (typeof value === 'string') return value.length >= shortest ? [[pointer, value]] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => textsIn(inner, `${pointer}/${pointerSegment(name)}`));
}

/** The value at a JSON pointer; nothing where there is none. */
export function valueAt(value: unknown, pointer: string): unknown {
  return pointerSegments(pointer).reduce<unknown>((inner, segment) => {
    if (Array.isArray(inner)) return inner[Number(segment)];
    return isJsonObject(inner) && Object.hasOwn(inner, segment) ? inner[segment] : undefined;
  }, value);
}

/** A copy of a value with another one at a JSON pointer, or none. */
export function withValueAt(value: unknown, pointer: string, to: unknown): unknown {
  const [segment, ...rest] = pointerSegments(pointer);
  if (segment === undefined) return to;
  const deeper = rest.map((each) => `/${pointerSegment(each)}`).join('');
  if (Array.isArray(value)) {
    const items = value.map((item, index) => (String(index) === segment ? withValueAt(item, deeper, to) : item));
    return deeper === '' && Number(segment) === value.length
      ? [...items, to]
      : items.filter((item) => item !== undefined);
  }
  if (!isJsonObject(value)) return value;
  const inner = withValueAt(Object.hasOwn(value, segment) ? value[segment] : undefined, deeper, to);
  const others = Object.entries(value).map(([name, member]): [string, unknown] => [
    name,
    name === segment ? inner : member,
  ]);
  const all = Object.hasOwn(value, segment) ? others : [...others, [segment, inner] as [string, unknown]];
  return Object.fromEntries(all.filter(([, member]) => member !== undefined));
}

/** What a request's body says: parsed where it is JSON, else its text. */
export function saidIn(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  const parsed = parseJson(body);
  return parsed ? parsed.value : body.toString('utf8');
}
