import type { IncomingHttpHeaders } from 'node:http';

/** Header names and values as they stand on the wire, in order, repeated names included: `[name, value, name, value]`. */
export type RawHeaders = readonly string[];

/**
 * Name and value, in the order of the message; repeated names stay repeated, names are in lower case. The one form in which
 * headers are redacted, kept and compared. What passes on the wire keeps its spelling (RawHeaders), and what a mock reads
 * is Node's object.
 */
export type HeaderPairs = readonly (readonly [name: string, value: string])[];

/** `[name, value, name, value]` in pairs. */
export function headerPairs(raw: RawHeaders): HeaderPairs {
  const pairs: [string, string][] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    pairs.push([(raw[index] ?? '').toLowerCase(), raw[index + 1] ?? '']);
  }
  return pairs;
}

/** Headers in pairs as Node has read them, its lists repeated. */
export function pairsOfObject(headers: IncomingHttpHeaders): HeaderPairs {
  const pairs: [name: string, value: string][] = [];
  for (const [name, value] of Object.entries(headers)) {
    if (Array.isArray(value)) for (const each of value) pairs.push([name, each]);
    else if (value !== undefined) pairs.push([name, value]);
  }
  return pairs;
}

/** The value of a header; of a repeated one all values, joined as one list. */
export function headerValue(headers: HeaderPairs, wanted: string): string | undefined {
  let found: string | undefined;
  for (const [name, value] of headers) if (name === wanted) found = found === undefined ? value : `${found}, ${value}`;
  return found;
}
