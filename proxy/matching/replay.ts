import type { RequestHead } from '../../src/kit/protocols/http.ts';
import type { Provider } from '../../src/kit/provider.ts';
import type { RecordedReply } from '../recording-format/from-recording.ts';

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

/** No recording fits: the message names the nearest one and the exact difference, without a secret. */
export interface ReplayMiss {
  readonly miss: string;
}

/** Answers from recordings, instead of the mock. */
export interface Replayer {
  /** Rejects only for a mistake of our own. */
  replay(request: ReplayRequest): Promise<RecordedReply | ReplayMiss>;
  /** Reads the provider's folder anew: called whenever replay is set for it. */
  reload(provider: Provider): Promise<void>;
  /** Files that no session has played, relative to the recordings folder. */
  unused(): Promise<readonly string[]>;
}
