import type { RecordChange, SavedState, SavedWorld } from '../kit/world/saved-world.ts';

/**
 * Keeps a session's stored records beyond the process. A change is told before it counts: what a call accepted can no
 * longer be lost, and when a call throws a StateNotKeptError the session leaves everything as it was.
 */
export interface StateKeeper {
  /** What had been kept when the keeper was opened. */
  readonly saved: SavedState;
  /** Whether anything of the provider is kept. */
  keeps(provider: string): boolean;
  change(provider: string, changes: readonly RecordChange[], drawn: number): void;
  replaceWorld(provider: string, saved: SavedWorld): void;
  replaceAll(saved: SavedState): void;
}

/** A change could not be kept beyond the process, such as on a full disk; it was not made. */
export class StateNotKeptError extends Error {
  override readonly name = 'StateNotKeptError';
}
