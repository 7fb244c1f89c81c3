import type { NotKept } from '../wire/exchange.ts';
import type { ReplyWith, RequestWith } from '../wire/message.ts';

/** Why a body is not in a recording. Such a recording is never played. */
export type BodyGap = NotKept | 'not-decodable' | 'secret-in-binary';

/** What is known of a body that is not kept: how many bytes passed, and why. */
export interface MissingBody {
  readonly gap: BodyGap;
  readonly length: number;
  readonly encoding: string | undefined;
}

/** A body without its content encoding, where it is known to be text as that. */
export type PlainBody = { readonly bytes: Buffer; readonly encoding: string | undefined } | TextBody | MissingBody;

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

/** A body that may leave: text, or bytes that are no text. */
export type SafeBody = TextBody | { readonly binary: Buffer; readonly encoding: string | undefined } | MissingBody;

/** Before redaction. */
export type PlainRequest = RequestWith<PlainBody>;
/** Before redaction. */
export type PlainReply = ReplyWith<PlainBody>;
/** A request that may leave. */
export type SafeRequest = RequestWith<SafeBody>;
/** A reply that may leave. */
export type SafeReply = ReplyWith<SafeBody>;

/** The text of a body; nothing when it is none or was not kept. */
export function textInBody(body: SafeBody): string | undefined {
  return 'text' in body ? body.text : undefined;
}
