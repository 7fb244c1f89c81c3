import type { RequestHead } from '../../src/kit/protocols/http.ts';
import type { Provider } from '../../src/kit/provider.ts';
import type { RawHeaders } from './header-pairs.ts';
import type { RawReply } from './message.ts';

/** Why the bytes of a body are not there: over the limit, or the exchange ended before the body did. */
export type NotKept = 'too-large' | 'incomplete';

/** A body as it passed on the wire, with whatever encoding its headers name; or how much of it passed, and why it is not kept. */
export type CapturedBody =
  | { readonly bytes: Buffer; readonly length: number }
  | { readonly notKept: NotKept; readonly length: number };

/** How much of an exchange is kept in memory, in bytes of each body as it stands on the wire. */
export interface CaptureLimits {
  readonly request: number;
  readonly reply: number;
}

/** What the client sent, before a credential was put in the place of a published one. */
export interface CapturedRequest {
  /** The provider's own method, path and query: no prefix, no session. `head.headers` is what Node made of `rawHeaders`. */
  readonly head: RequestHead;
  /** Without `X-Understudy-*`. */
  readonly rawHeaders: RawHeaders;
  readonly body: CapturedBody;
}

/** What the upstream answered and the client received; connection headers (`Connection`, `Transfer-Encoding`) among its own. */
export type CapturedReply = RawReply<CapturedBody>;

/** How an exchange ended. Only a `whole` one may be recorded: both bodies passed to their last byte. */
export type Ending = 'whole' | 'client-gone' | 'upstream-failed';

/** One exchange with a real API, complete or broken off. Nothing in it is masked. */
export interface UpstreamExchange {
  readonly provider: Provider;
  readonly sessionId: string;
  /** None when the provider has no such operation; `batch` for a JSON-RPC batch. */
  readonly operation: string | undefined;
  /** Base URL of the upstream, as configured. */
  readonly upstream: string;
  readonly request: CapturedRequest;
  /** None when the upstream never answered. */
  readonly reply: CapturedReply | undefined;
  readonly ending: Ending;
  /** When the request came, epoch milliseconds of the real clock. */
  readonly startedAt: number;
  /** Until the last byte of the reply, in milliseconds. */
  readonly durationMs: number;
}
