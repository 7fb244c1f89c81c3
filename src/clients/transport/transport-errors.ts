import { CallError, type CallFacts } from './call-error.ts';

/** The call failed for another reason than that the provider refused it. */
export abstract class TransportError extends CallError {}

/** No whole reply came in time. Whether the provider performed the call is unknown. */
export class RequestTimeoutError extends TransportError {
  override readonly name = 'RequestTimeoutError';
  readonly timeoutMs: number;

  constructor(call: CallFacts, timeoutMs: number) {
    super(
      call,
      `${call.method} ${call.url} had no whole reply after ${timeoutMs} ms`,
      'Find out whether it was performed before you repeat it, or raise timeoutMs.',
    );
    this.timeoutMs = timeoutMs;
  }
}

/** The connection was refused, broke, or was never made. If it broke, the provider may have performed the call. */
export class ConnectionError extends TransportError {
  override readonly name = 'ConnectionError';
  /** The system's word for it, such as `ECONNREFUSED` or `ECONNRESET`, if there is one. */
  readonly code: string | undefined;

  constructor(call: CallFacts, code: string | undefined, cause: unknown) {
    super(
      call,
      `the connection for ${call.method} ${call.url} failed${code === undefined ? '' : ` with ${code}`}`,
      'Check the base URL and that the server runs; a call that creates something may have been performed.',
      { cause },
    );
    this.code = code;
  }
}

/** What a reply was that a client cannot use. */
export interface ReplyFacts extends CallFacts {
  /** The HTTP status. */
  readonly status: number;
  readonly headers: Headers;
  /** The body as it came, secrets in it masked. */
  readonly rawReply: string;
}

/** A reply came, but its body is no JSON. */
export class NotJsonError extends TransportError {
  override readonly name = 'NotJsonError';
  readonly status: number;
  /** The body as it came, secrets in it masked. */
  readonly rawReply: string;

  constructor(reply: ReplyFacts) {
    super(
      reply,
      `${reply.method} ${reply.url} was answered with HTTP ${reply.status} and a body that is no JSON`,
      'Check that the base URL is that of the API; rawReply has the body.',
    );
    this.status = reply.status;
    this.rawReply = reply.rawReply;
  }
}

/** A reply came and is JSON, but neither the success nor a refusal as the API's documents have them. */
export class UnexpectedReplyError extends TransportError {
  override readonly name = 'UnexpectedReplyError';
  readonly status: number;
  /** The body as it came, secrets in it masked. */
  readonly rawReply: string;

  constructor(reply: ReplyFacts, missing: string) {
    super(
      reply,
      `${reply.method} ${reply.url} was answered with HTTP ${reply.status} and without ${missing}`,
      'Look at rawReply before you repeat the call: it may have been performed.',
    );
    this.status = reply.status;
    this.rawReply = reply.rawReply;
  }
}
