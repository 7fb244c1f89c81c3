import { createHmac } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { ItemChange } from './collection.ts';
import type { Random } from './random.ts';
import type { RateLimiter } from './rate-limit.ts';
import type { RecordChange, SavedWorld } from './saved-world.ts';

/** What a world needs of a collection, whatever its records are; `Collection` is one. */
export interface Store {
  entries(): readonly (readonly [key: string, record: unknown])[];
  load(entries: readonly (readonly [key: string, record: unknown])[]): void;
  begin(): void;
  changes(): readonly ItemChange<unknown>[];
  commit(): void;
  rollback(): void;
}

/** A provider's collections by name. Write it as a `type`, not as an `interface`. */
export type StoreSet = Readonly<Record<string, Store>>;

/** What a world is made of. */
export interface WorldParts<Stores> {
  createStores(digest: (password: string) => string): Stores;
  readonly clock: Clock;
  readonly random: Random;
  readonly digestKey: Buffer;
  /** Gives the limiter while limits are in force and the provider has some. */
  readonly limiter: (() => RateLimiter | undefined) | undefined;
  /** Is told of the changes of each transaction, if somebody keeps them; it may throw, and then they are taken back. */
  readonly keep?: ((changes: readonly RecordChange[], drawn: number) => void) | undefined;
}

/** What a provider has in one session: its stored records, and the time, ids and digests that are handed in. */
export class World<Stores extends StoreSet = StoreSet> {
  readonly stores: Stores;
  readonly clock: Clock;
  readonly random: Random;
  readonly #limiter: WorldParts<Stores>['limiter'];
  readonly #digestKey: Buffer;
  readonly #keep: WorldParts<Stores>['keep'];

  constructor({ createStores, clock, random, digestKey, limiter, keep }: WorldParts<Stores>) {
    this.clock = clock;
    this.random = random;
    this.#limiter = limiter;
    this.#digestKey = digestKey;
    this.#keep = keep;
    this.stores = createStores((password) => this.digest(password));
  }

  /** There only while limits are in force and the provider has some. */
  get limiter(): RateLimiter | undefined {
    return this.#limiter?.();
  }

  /** A keyed digest of a password, for sign-ins to compare; the password itself is never kept. */
  digest(password: string): string {
    return createHmac('sha256', this.#digestKey).update(password).digest('hex');
  }

  /** Runs a change; what it stored is taken back when it throws or when `keep` says no to its result. */
  transaction<Result>(change: () => Result, keep: (result: Result) => boolean): Result {
    const collections = Object.values(this.stores);
    for (const collection of collections) collection.begin();
    let kept = false;
    try {
      const result = change();
      if (keep(result)) {
        this.#tellChanges();
        kept = true;
      }
      return result;
    } finally {
      for (const collection of collections) kept ? collection.commit() : collection.rollback();
    }
  }

  /** All stored records as they are now. */
  save(): SavedWorld {
    const stores = Object.entries(this.stores).map(([name, store]) => [name, store.entries()] as const);
    return { drawn: this.random.drawn, stores: Object.fromEntries(stores) };
  }

  /** Puts saved records in the place of the stored ones; ids go on from where the world's are. */
  load(saved: SavedWorld): void {
    for (const [name, store] of Object.entries(this.stores)) store.load(saved.stores[name] ?? []);
  }

  #tellChanges(): void {
    if (!this.#keep) return;
    const changes = Object.entries(this.stores).flatMap(([store, collection]) =>
      collection.changes().map((change) => ({ store, ...change })),
    );
    if (changes.length > 0) this.#keep(changes, this.random.drawn);
  }
}
