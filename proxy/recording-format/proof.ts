import type { Provider } from '../../src/kit/provider.ts';
import type { SafeReply } from '../redaction/message.ts';
import type { RedactedRequest } from '../redaction/redaction.ts';

/** What a recording must give again. */
export interface Expected {
  readonly provider: Provider;
  readonly operation: string | undefined;
  /** The request alone, redacted as one that comes now. */
  readonly asked: RedactedRequest;
  /** The same request spelled otherwise, if it is to be proven by that, too: one that is compared with itself alone proves little. */
  readonly respelled: (() => RedactedRequest) | undefined;
  /** What the client received, with nothing replaced but what can only be a secret. */
  readonly reply: SafeReply;
}

/** Whether the text of a file gives the exchange again: what is wrong, or nothing when it is proven. */
export type Prove = (text: string, expected: Expected) => string | undefined;
