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
