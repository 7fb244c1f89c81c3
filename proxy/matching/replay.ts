import type { RequestHead } from '../../src/kit/protocols/http.ts';
import type { Provider } from '../../src/kit/provider.ts';
import type { Credential } from '../../src/secrets/credential.ts';
import type { RecordedReply } from '../recording-format/from-recording.ts';
import type { Played } from './play-order.ts';

/** A request to be answered from recordings. */
export interface ReplayRequest {
  readonly provider: Provider;
  readonly head: RequestHead;
  /** As the client sent it; over 1 MiB it is `too-large` and matches nothing. */
  readonly body: Buffer | 'too-large';
  readonly operation: string | undefined;
  /** What this session has had already; the replayer counts in it, a reset empties it. */
  readonly played: Played;
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
  /** Reads the provider's folder anew: called whenever replay is set for it. */
  reload(provider: Provider): Promise<void>;
  /** Reads the provider's folder anew when files came to it or went since it was read. Resolves to whether it did. */
  refresh(provider: Provider): Promise<boolean>;
  /** Files that no session has played, relative to the recordings folder. */
  unused(): Promise<readonly string[]>;
}

/** How recordings are played. */
export interface ReplayerSettings {
  /** The recordings folder. */
  readonly folder: string;
  /** Real credentials of all providers. */
  readonly credentials: readonly Credential[];
  /** Further values that are known to be secret. */
  readonly secrets?: readonly string[] | undefined;
  /** Whether the last recording of a request repeats once all were played. */
  readonly repeatLast: boolean;
  /** Of made-up personal data: the same as when it was recorded. */
  readonly pseudonymSeed: number;
  /** Takes a line about a file that could not be loaded. */
  report(line: string): void;
}
