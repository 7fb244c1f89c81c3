import { CallError } from './call-error.ts';
import type { ReplyFacts } from './transport-errors.ts';

/** A provider understood the call and refused it. Each provider has a class of its own. */
export abstract class ProviderError extends CallError {
  /** The HTTP status; some APIs refuse with 200. */
  readonly status: number;
  /** The body as it came, secrets in it masked. */
  readonly rawReply: string;
  // Not among what is printed of an error: a header may be secret.
  readonly #headers: Headers;

  protected constructor(reply: ReplyFacts, found: string, advice: string) {
    super(reply, found, advice);
    this.status = reply.status;
    this.rawReply = reply.rawReply;
    this.#headers = reply.headers;
  }

  /** The reply's headers as they came, such as those of a limit. */
  get headers(): Headers {
    return this.#headers;
  }
}
