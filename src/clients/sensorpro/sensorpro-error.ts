import type { SensorproErrorMessage } from '../../../mocks/sensorpro/generated/schemas.ts';
import { ProviderError } from '../transport/provider-error.ts';
import type { ReplyFacts } from '../transport/transport-errors.ts';

/** What Sensorpro says about a call that it refuses. */
export interface SensorproRefusalFacts {
  readonly errorMessages: readonly SensorproErrorMessage[];
  readonly requestId: string;
}

/** Sensorpro refused the call; nothing was changed. */
export class SensorproError extends ProviderError {
  override readonly name = 'SensorproError';
  /** Every ErrorMessage of the reply's Result. */
  readonly errorMessages: readonly SensorproErrorMessage[];
  /** The id of the call, for the provider's support. */
  readonly requestId: string;

  constructor(reply: ReplyFacts, { errorMessages, requestId }: SensorproRefusalFacts) {
    const said = errorMessages.map(({ Code, Description }) => `${Code} ${Description}`).join('; ');
    super(
      reply,
      `Sensorpro refused ${reply.method} ${reply.url}: ${said || 'it names no error'}`,
      'Correct what it names and call again: nothing was changed.',
    );
    this.errorMessages = errorMessages;
    this.requestId = requestId;
  }
}
