import { ProviderError } from '../transport/provider-error.ts';
import type { ReplyFacts } from '../transport/transport-errors.ts';

/** The error of a JSON-RPC reply. */
export interface GetResponseRefusalFacts {
  readonly code: number;
  readonly reason: string;
  readonly data: string | undefined;
}

/** GetResponse refused the call; nothing was created. */
export class GetResponseError extends ProviderError {
  override readonly name = 'GetResponseError';
  /** -1 for the errors of methods and keys; the others are those of JSON-RPC, such as -32602. */
  readonly code: number;
  /** GetResponse's own message, such as `Email already taken`. */
  readonly reason: string;
  /** What it says besides, such as `Attribute params must be reference to hash`; JSON where it is no text. */
  readonly data: string | undefined;

  constructor(reply: ReplyFacts, { code, reason, data }: GetResponseRefusalFacts) {
    const more = data ? ` (${data})` : '';
    super(
      reply,
      `GetResponse refused ${reply.method} ${reply.url} with ${code} "${reason}"${more}`,
      'Correct that and call again: nothing was created. It names one error at a time.',
    );
    this.code = code;
    this.reason = reason;
    this.data = data;
  }
}
