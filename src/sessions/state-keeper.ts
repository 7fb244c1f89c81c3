/** One stored record that was put, or removed when no record stands here. */
export interface RecordChange {
  /** The collection's name among the provider's stores. */
  readonly store: string;
  /** The record's primary key. */
  readonly key: string;
  readonly record?: unknown;
}

/** All that a provider has stored in a session. Records are never changed in place, so they are shared, not copied. */
export interface SavedWorld {
  /** How many numbers the provider's ids took, so that no id is drawn twice. */
  readonly drawn: number;
  /** Each collection's records with their primary keys, in their order. They are plain JSON. */
  readonly stores: Readonly<Record<string, readonly (readonly [key: string, record: unknown])[]>>;
}

/** What a session has stored, by provider. Providers that were never used are not in it. */
export type SavedState = ReadonlyMap<string, SavedWorld>;

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
