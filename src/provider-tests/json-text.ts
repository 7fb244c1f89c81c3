import { isJsonObject } from '../kit/protocols/json.ts';

/**
 * JSON as it is written, so that it can say what no JavaScript value can: a member twice, a number such as 1e400. A leaf
 * is the text that stands there.
 */
export type JsonText =
  | { readonly kind: 'leaf'; text: string }
  | { readonly kind: 'object'; members: [name: string, value: JsonText][] }
  | { readonly kind: 'list'; items: JsonText[] };

/** One change to a JSON text; what it changes is chosen by `at`, a number that is taken around the number of places. */
export interface Mutation {
  readonly kind: 'drop' | 'retype' | 'duplicate' | 'rename' | 'add';
  readonly at: number;
  readonly name: string;
  /** What stands there afterwards, as JSON text. */
  readonly value: string;
}

/** The text with all changes made. */
export function mutate(text: string, mutations: readonly Mutation[]): string {
  const root = { kind: 'list', items: [parse(JSON.parse(text))] } satisfies JsonText;
  for (const mutation of mutations) {
    const places = placesIn(root);
    places[mutation.at % places.length]?.[mutation.kind](mutation);
  }
  return root.items.map(print).join('');
}

/** How many values a text has in it, the whole one included. */
export function countValues(text: string): number {
  return placesIn({ kind: 'list', items: [parse(JSON.parse(text))] }).length;
}

function parse(value: unknown): JsonText {
  if (Array.isArray(value)) return { kind: 'list', items: value.map(parse) };
  if (!isJsonObject(value)) return { kind: 'leaf', text: JSON.stringify(value) };
  return { kind: 'object', members: Object.entries(value).map(([name, member]) => [name, parse(member)]) };
}

function print(node: JsonText): string {
  if (node.kind === 'leaf') return node.text;
  if (node.kind === 'list') return `[${node.items.map(print).join(',')}]`;
  return `{${node.members.map(([name, value]) => `${JSON.stringify(name)}:${print(value)}`).join(',')}}`;
}

/** A member or an item, with what can be done to it. */
type Place = Record<Mutation['kind'], (mutation: Mutation) => void>;

function placesIn(node: JsonText): Place[] {
  if (node.kind === 'object') {
    return node.members.flatMap((member) => [memberPlace(node.members, member), ...placesIn(member[1])]);
  }
  return node.kind === 'list' ? node.items.flatMap((item) => [itemPlace(node.items, item), ...placesIn(item)]) : [];
}

function memberPlace(members: [string, JsonText][], member: [string, JsonText]): Place {
  const index = () => members.indexOf(member);
  return {
    drop: () => members.splice(index(), 1),
    retype: ({ value }) => members.splice(index(), 1, [member[0], { kind: 'leaf', text: value }]),
    duplicate: ({ value }) => members.push([member[0], { kind: 'leaf', text: value }]),
    rename: ({ name }) => members.splice(index(), 1, [name, member[1]]),
    add: ({ name, value }) => members.push([name, { kind: 'leaf', text: value }]),
  };
}

function itemPlace(items: JsonText[], item: JsonText): Place {
  const index = () => items.indexOf(item);
  const replace: Place['drop'] = ({ value }) => items.splice(index(), 1, { kind: 'leaf', text: value });
  return {
    drop: () => items.splice(index(), 1),
    retype: replace,
    duplicate: () => items.push(item),
    rename: replace,
    add: ({ value }) => items.push({ kind: 'leaf', text: value }),
  };
}
