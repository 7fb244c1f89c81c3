import type { Replayer } from '../../proxy/matching/replay.ts';
import type { Recorder } from '../../proxy/recording/recorder.ts';
import type { Forwardable } from '../../proxy/upstream/forwardable.ts';
import type { Forwarded } from '../../proxy/upstream/upstream-proxy.ts';
import type { CaptureLimits, UpstreamExchange } from '../../proxy/wire/exchange.ts';
import type { ComparedSession } from '../evidence/compared-session.ts';
import type { Timing } from '../journal/journal-entry.ts';
import type { ApiVersion } from '../kit/api-version.ts';
import type { Catalogue } from '../kit/catalogue.ts';
import type { DriftNote } from '../kit/drift-note.ts';
import type { Exchange } from '../kit/exchange.ts';
import type { Provider } from '../kit/provider.ts';
import type { ProviderIdentity } from '../kit/provider-identity.ts';
import type { RuleCounts } from '../rule-coverage/rule-counts.ts';
import type { SessionStore } from '../sessions/session-store.ts';
import type { Modes } from './modes/chosen-modes.ts';
import type { ServerSettings } from './settings.ts';

/** The way to the real APIs. */
export interface UpstreamAccess {
  /** Base URL of a provider's upstream. */
  url(provider: ProviderIdentity): string;
  /** The real credentials of a provider, which nobody gets to see. */
  secrets(provider: ProviderIdentity): readonly string[];
  forward(call: Forwardable, limits: CaptureLimits): Promise<Forwarded>;
}

/** What is recorded and played. */
export interface RecordingAccess {
  recorder(): Promise<Recorder>;
  replayer(): Promise<Replayer>;
}

/** What compares the real APIs with the mocks while they answer. */
export interface ComparisonAccess {
  comparison(): Promise<Comparison>;
  /** Takes what will be noted in a session when it is compared; resolves when it is. */
  underWay(sessionId: string, noting: Promise<void>): Promise<void>;
  /** Resolves when what is being compared now is noted. */
  settled(sessionId: string): Promise<void>;
}

/** Asks the mock what a real API was asked. */
export interface Comparison {
  readonly limits: CaptureLimits;
  /** @param session That of the request, with what the provider had in it when the request came. */
  compare(exchange: UpstreamExchange, session: ComparedSession): Promise<DriftNote>;
}

/** How clients that call the providers' own hosts come here. */
export interface ReachAccess {
  /** What such a client needs. */
  access(): Promise<object>;
}

/** Is told what sessions are asked, as it happens. Nothing that it is told is masked. */
export interface Observer {
  exchange(sessionId: string, exchange: Exchange, timing: Timing): void;
  /** A request that no recording fits; the message holds no secret. */
  miss(sessionId: string, message: string): void;
}

/** What the server is made of; the composition root fills it. */
export interface ServerContext {
  readonly config: ServerSettings;
  readonly providers: Catalogue;
  readonly store: SessionStore;
  readonly modes: Modes;
  readonly upstreams: UpstreamAccess;
  readonly recordings: RecordingAccess;
  readonly comparisons: ComparisonAccess;
  readonly ruleCounts: RuleCounts;
  readonly reach: ReachAccess;
  readonly observer?: Observer | undefined;
  /** The package's version. */
  readonly version: string;
  /** Aborted when the server begins to stop. */
  readonly stopping: AbortSignal;
  /** Makes a provider's OpenAPI description, for a server at this URL. */
  describe(provider: Provider, serverUrl: string, version?: ApiVersion): Promise<object>;
}
