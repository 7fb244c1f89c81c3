import type { RequestHead } from '../../src/kit/protocols/http.ts';
import type { Provider } from '../../src/kit/provider.ts';
import type { SecretRole } from '../../src/kit/secret-place.ts';

/** Header names and values as they stand on the wire, in order, repeated names included: `[name, value, name, value]`. */
export type RawHeaders = readonly string[];

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

/** What the upstream answered and the client received. */
export interface CapturedReply {
  readonly status: number;
  /** The words after the status; empty when there were none. */
  readonly statusText: string;
  /** As the upstream sent them, connection headers (`Connection`, `Transfer-Encoding`) among them. */
  readonly rawHeaders: RawHeaders;
  readonly body: CapturedBody;
}

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

/** A published credential of a mock and the real one that takes its place upstream. */
export interface Credential {
  /** Name of the provider; the value goes nowhere else. */
  readonly provider: string;
  readonly role: SecretRole;
  /** What the mock publishes and clients send. */
  readonly published: string;
  readonly value: string;
}

/**
 * Watches chunks on their way. It only takes references: a stream is never paused, delayed or changed by it, and nothing
 * is kept of a body once it is over the limit.
 */
export interface BodyTap {
  add(chunk: Buffer): void;
  /** What was captured; `ended` tells whether the body came to its own end. */
  captured(ended: boolean): CapturedBody;
}

/** Keeps exchanges. The client has its reply already. */
export interface Recorder {
  readonly limits: CaptureLimits;
  /**
   * Takes an exchange, broken ones too, which it reports but never keeps as good ones. Returns at once, and throws
   * nothing: what cannot be written is logged.
   */
  record(exchange: UpstreamExchange): void;
  /** Resolves when everything taken so far is on the disk or was reported. */
  flush(): Promise<void>;
}

/** A request to be answered from recordings. */
export interface ReplayRequest {
  readonly provider: Provider;
  readonly head: RequestHead;
  /** As the client sent it; over 1 MiB it is `too-large` and matches nothing. */
  readonly body: Buffer | 'too-large';
  readonly operation: string | undefined;
  /** How often each key was played in this session; the replayer counts in it, a reset empties it. */
  readonly played: Map<string, number>;
}

/** What a recording answers: the body decoded, its headers without content coding and length. */
export interface RecordedReply {
  readonly status: number;
  readonly statusText: string;
  readonly rawHeaders: RawHeaders;
  readonly body: Buffer;
  /** The recording's file, relative to the recordings folder. */
  readonly recording: string;
}

/** No recording fits: the message names the nearest one and the exact difference, without a secret. */
export interface ReplayMiss {
  readonly miss: string;
}

/** Answers a request to one provider. */
export type Player = (request: ReplayRequest) => RecordedReply | ReplayMiss;

/** Answers from recordings, instead of the mock. */
export interface Replayer {
  /**
   * Resolves, once the provider's folder is read, to what answers its requests. That does not wait, and counts in nothing but
   * the session's positions. Rejects only for a mistake of our own.
   */
  player(provider: Provider): Promise<Player>;
  /** The same for one request. */
  replay(request: ReplayRequest): Promise<RecordedReply | ReplayMiss>;
  /** Reads the provider's folder anew: called whenever replay is set for it. */
  reload(provider: Provider): Promise<void>;
  /** Files that no session has played, relative to the recordings folder. */
  unused(): Promise<readonly string[]>;
}
