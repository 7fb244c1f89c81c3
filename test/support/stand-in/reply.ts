import type { Received } from '../upstream-stand-in.ts';

/** A reply of a played API, as its bytes go out before any compression. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Plays one API. */
export type Play = (request: Received) => Reply;

/** What a JSON object of a request has. */
export type Fields = { readonly [name: string]: unknown };

/** The JSON object in a body; nothing when it is none. */
export function fieldsIn(body: Buffer): Fields | undefined {
  try {
    return asFields(JSON.parse(body.toString()));
  } catch {
    return undefined;
  }
}

/** The value as an object; nothing when it is none. */
export function asFields(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : undefined;
}

/** A text of at least one character. */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** Far from all that RFC 5322 says, as most real APIs. */
export function isEmail(value: unknown): value is string {
  return typeof value === 'string' && /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i.test(value);
}
