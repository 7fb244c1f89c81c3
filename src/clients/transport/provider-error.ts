import { CallError } from './call-error.ts';
import type { ReplyFacts } from './transport-errors.ts';

/** A provider understood the call and refused it. Each provider has a class of its own. */
export abstract class ProviderError extends CallError {
  /** The HTTP status; some APIs refuse with 200. */
  readonly status: number;
  /** The body as it came, secrets in it masked. */
  readonly rawReply: string;

  protected constructor(reply: ReplyFacts, found: string, advice: string) {
    super(reply, found, advice);
    this.status = reply.status;
    this.rawReply = reply.rawReply;
  }
}
