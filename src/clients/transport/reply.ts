import type { CallFacts } from './call-error.ts';
import { NotJsonError, type ReplyFacts, UnexpectedReplyError } from './transport-errors.ts';

/** A whole HTTP reply, of whatever status. */
export class Reply implements ReplyFacts {
  readonly action: string;
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly rawReply: string;
  /** Masks the call's secrets in a text that the provider chose. */
  readonly masked: (text: string) => string;
  readonly #text: string;

  constructor(
    call: CallFacts,
    { status, headers }: Pick<ReplyFacts, 'status' | 'headers'>,
    text: string,
    masked: (text: string) => string,
  ) {
    this.action = call.action;
    this.method = call.method;
    this.url = call.url;
    this.status = status;
    this.headers = headers;
    this.rawReply = masked(text);
    this.masked = masked;
    this.#text = text;
  }

  /** Whether the status is one of success; some APIs refuse with such a status, too. */
  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  /**
   * The body. Throws a NotJsonError if it is no JSON. Read by itself, not as the mocks read theirs: a client shares nothing
   * with them but generated types.
   */
  json(): unknown {
    try {
      return JSON.parse(this.#text);
    } catch {
      throw new NotJsonError(this);
    }
  }

  /** The error to throw for a body that is neither the success nor a refusal as documented. */
  lacks(missing: string): UnexpectedReplyError {
    return new UnexpectedReplyError(this, missing);
  }
}
