import { ProviderError } from '../transport/provider-error.ts';
import type { ReplyFacts } from '../transport/transport-errors.ts';

/** What LeadConnector says about a request that it refuses. */
export interface LeadConnectorRefusalFacts {
  readonly messages: readonly string[];
  readonly error: string | undefined;
  readonly traceId: string | undefined;
}

/** LeadConnector refused the request; nothing was changed. Its HTTP status is in `status`. */
export class LeadConnectorError extends ProviderError {
  override readonly name = 'LeadConnectorError';
  /** Every message, such as `email must be an email`; one, unless the fields of a request were refused. */
  readonly messages: readonly string[];
  /** The name of the status, such as `Bad Request`; some refusals lack it. */
  readonly error: string | undefined;
  /** The id of the exchange, for the provider's support; some refusals lack it. */
  readonly traceId: string | undefined;

  constructor(reply: ReplyFacts, { messages, error, traceId }: LeadConnectorRefusalFacts) {
    const said = messages.join('; ');
    super(
      reply,
      `LeadConnector refused ${reply.method} ${reply.url} with HTTP ${reply.status}: ${said}`,
      adviceFor(reply.status),
    );
    this.messages = messages;
    this.error = error;
    this.traceId = traceId;
  }
}

function adviceFor(status: number): string {
  if (status === 401) return 'Check the token, its scopes and the id of the user.';
  if (status === 403) return 'Use the company and the locations of the token.';
  if (status === 429) return 'Wait before the next request.';
  return 'Correct what it names and send the request again: nothing was changed.';
}
