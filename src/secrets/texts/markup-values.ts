import { isDescribed, isDescribing } from '../secret-names.ts';
import type { FoundValue, NameReader, Span } from './found.ts';

// Neither reaches beyond the next `<`, so that a text is read once.
const tag =
  /<(?<qualified>(?:[\w.-]{1,64}:)?(?<name>[\w.-]{1,64}))(?<attributes>\s(?:[^<>"']|"[^"<]*"|'[^'<]*')*|\s[^<>]*)?>/g;
const attribute =
  /(?<![\w:.-])(?:[\w.-]{1,64}:)?(?<name>[\w.-]{1,64})\s{0,8}=\s{0,8}(?:"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<bare>[^\s"'<>=`]+))/g;
const whiteSpace = /\s*/y;
/** Elements without an end in one text; beyond, one ends where the next tag begins. */
const maxUnclosed = 16;
const dataBegins = '<![CDATA[';
const dataEnds = ']]>';

/**
 * Finds what is secret in XML and HTML: elements of secret names, whatever attributes, white space or CDATA sections they
 * have, and what an attribute describes (`<input name="csrf_token" value="...">`, `<add key="password" value="..."/>`).
 */
export function findInMarkup<Role>(text: string, reader: NameReader<Role>): FoundValue<Role>[] {
  const found: FoundValue<Role>[] = [];
  if (!text.includes('<')) return found;
  const elements = new Elements(text);
  tag.lastIndex = 0;
  for (let match = tag.exec(text); match; match = tag.exec(text)) {
    const { qualified = '', name = '', attributes = '' } = match.groups ?? {};
    const end = match.index + match[0].length;
    const described = describedIn(attributes, end - 1 - attributes.length, reader);
    found.push(...described.found);
    const role = secretRole(name, reader) ?? described.ofContent;
    if (role === undefined || attributes.endsWith('/')) continue;
    const content = elements.content(qualified, end);
    for (const place of elements.texts(content)) found.push({ ...place, role });
    tag.lastIndex = content.end;
  }
  return found;
}

function secretRole<Role>(name: string, reader: NameReader<Role>): Role | undefined {
  const role = reader.ofName(name);
  return role !== undefined && reader.isSecret(role) ? role : undefined;
}

/** What one attribute says of another one, or, where there is no other one, of the content. */
function describedIn<Role>(attributes: string, offset: number, reader: NameReader<Role>) {
  const read = [...attributes.matchAll(attribute)].map(attributeOf);
  const says = read.filter(({ name }) => isDescribing(name));
  const role = says.map(({ start, end }) => secretRole(attributes.slice(start, end), reader)).find(Boolean);
  if (role === undefined) return { found: [], ofContent: undefined };
  const values = read.filter(({ name, start, end }) => (isDescribed(name) || name === 'content') && end > start);
  return {
    found: values.map(({ start, end }): FoundValue<Role> => ({ start: offset + start, end: offset + end, role })),
    ofContent: values.length === 0 ? role : undefined,
  };
}

function attributeOf({ index, 0: found, groups }: RegExpExecArray) {
  const { name = '', double, single, bare } = groups ?? {};
  const end = index + found.length - (bare === undefined ? 1 : 0);
  return { name, start: end - (bare ?? double ?? single ?? '').length, end };
}

/** Reads the contents of elements. */
class Elements {
  readonly #text: string;
  /** How many ends were looked for in vain, each to the end of the text. */
  #unclosed = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** From a place to the end of the element, or, when it has none, to the next tag. */
  content(name: string, start: number): Span {
    const next = this.#indexOf('<', this.#afterData(start));
    if (this.#text.startsWith(`</${name}`, next)) return { start, end: next };
    const closing = this.#unclosed < maxUnclosed ? this.#text.indexOf(`</${name}`, start) : -1;
    if (closing === -1) this.#unclosed += 1;
    return { start, end: closing === -1 ? next : closing };
  }

  /** The texts between tags, without white space around them. */
  texts({ start, end }: Span): Span[] {
    const found: Span[] = [];
    for (let at = start; at < end; ) {
      const data = this.#dataAt(at);
      const until = Math.min(end, data?.end ?? this.#indexOf('<', at));
      found.push(...this.#trimmed(data?.start ?? at, until));
      at = data ? until + dataEnds.length : this.#indexOf('>', until) + 1;
      if (!data && this.#dataAt(until)) at = until;
    }
    return found;
  }

  #trimmed(start: number, end: number): Span[] {
    const text = this.#text.slice(start, end);
    const trimmed = text.trim();
    const from = start + text.length - text.trimStart().length;
    return trimmed === '' ? [] : [{ start: from, end: from + trimmed.length }];
  }

  /** What a CDATA section has that begins at a place. */
  #dataAt(place: number): Span | undefined {
    if (!this.#text.startsWith(dataBegins, place)) return undefined;
    const start = place + dataBegins.length;
    return { start, end: this.#indexOf(dataEnds, start) };
  }

  #afterData(start: number): number {
    whiteSpace.lastIndex = start;
    whiteSpace.test(this.#text);
    let at = whiteSpace.lastIndex;
    for (let data = this.#dataAt(at); data; data = this.#dataAt(at)) at = data.end + dataEnds.length;
    return at;
  }

  #indexOf(text: string, from: number): number {
    const at = this.#text.indexOf(text, from);
    return at === -1 ? this.#text.length : at;
  }
}
