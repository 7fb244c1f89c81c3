import type { StateSpace } from '../kit/world/state-space.ts';

/** What the worlds of all sessions of a server are made with. */
export interface WorldSettings {
  /** Seed of every session's ids. */
  readonly seed: number;
  /** Key of the password digests; another for each server. */
  readonly digestKey: Buffer;
  readonly stateSpace: StateSpace;
  /** The most bytes that the body of one reply of a mock has. */
  readonly replyBytes: number;
  /** What sessions have stored at their beginning, by provider; each was tried before. */
  readonly seeds?: ReadonlyMap<string, unknown>;
}
