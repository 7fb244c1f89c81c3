import type { Provider } from '../../src/kit/provider.ts';
import type { SafeReply } from '../redaction/message.ts';
import type { RedactedRequest } from '../redaction/redaction.ts';

/** What a recording must give again. */
export interface Expected {
  readonly provider: Provider;
  readonly operation: string | undefined;
  /** The request alone, redacted as one that comes now. */
  readonly asked: RedactedRequest;
  /** The same request spelled otherwise: what compares a request with itself alone proves nothing. */
  readonly respelled: () => RedactedRequest;
  /** What the client received, with nothing replaced but what can only be a secret. */
  readonly reply: SafeReply;
}

/** Whether the text of a file gives the exchange again: what is wrong, or nothing when it is proven. */
export type Prove = (text: string, expected: Expected) => string | undefined;
