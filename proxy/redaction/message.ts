import type { NotKept } from '../wire/exchange.ts';

/** Name and value, in the order of the message; repeated names stay repeated. */
export type HeaderPairs = readonly (readonly [name: string, value: string])[];

/** Why a body is not in a recording. Such a recording is never played. */
export type BodyGap = NotKept | 'not-decodable' | 'secret-in-binary';

/** A body without its content encoding, where it is known to be text as that, or how many bytes passed and why they are not kept. */
export type PlainBody =
  | { readonly bytes: Buffer; readonly encoding: string | undefined }
  | TextBody
  | { readonly gap: BodyGap; readonly length: number; readonly encoding: string | undefined };

/** A body that is text. */
export interface TextBody {
  readonly text: string;
  readonly encoding: string | undefined;
  /** The same where it is JSON and was read already. */
  readonly json?: JsonText;
}

/** A text that is JSON, and what it says. */
export interface JsonText {
  readonly text: string;
  readonly value: unknown;
}

/** A request before redaction. */
export interface PlainRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: HeaderPairs;
  readonly body: PlainBody;
}

/** A reply before redaction. */
export interface PlainReply {
  readonly status: number;
  readonly statusText: string;
  readonly headers: HeaderPairs;
  readonly body: PlainBody;
}

/** A body that may leave: text, or bytes that are no text. */
export type SafeBody =
  | TextBody
  | { readonly binary: Buffer; readonly encoding: string | undefined }
  | { readonly gap: BodyGap; readonly length: number; readonly encoding: string | undefined };

/** A request that may leave. */
export interface SafeRequest extends Omit<PlainRequest, 'body'> {
  readonly body: SafeBody;
}

/** A reply that may leave. */
export interface SafeReply extends Omit<PlainReply, 'body'> {
  readonly body: SafeBody;
}

/** `[name, value, name, value]` in pairs, names in lower case. */
export function headerPairs(raw: readonly string[]): HeaderPairs {
  const pairs: [string, string][] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    pairs.push([(raw[index] ?? '').toLowerCase(), raw[index + 1] ?? '']);
  }
  return pairs;
}

/** The value of a header; of a repeated one all values, joined as one list. */
export function headerValue(headers: HeaderPairs, wanted: string): string | undefined {
  let found: string | undefined;
  for (const [name, value] of headers) if (name === wanted) found = found === undefined ? value : `${found}, ${value}`;
  return found;
}

/** The text of a body; nothing when it is none or was not kept. */
export function textInBody(body: SafeBody): string | undefined {
  return 'text' in body ? body.text : undefined;
}
