import { createHmac } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { ItemChange } from './collection.ts';
import type { Random } from './random.ts';
import type { RateLimiter, SavedWindow } from './rate-limit.ts';
import type { RecordChange, SavedWorld } from './saved-world.ts';
import type { StateShare } from './state-space.ts';

/** What a world needs of a collection, whatever its records are; `Collection` is one. */
export interface Store {
  /** What its records take in memory, in bytes. */
  readonly bytes: number;
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
  /** What the session may store; its worlds take from it together. */
  readonly share: StateShare;
  /** The most bytes that the body of one reply has. */
  readonly replyBytes: number;
  /** None when the provider has no limits. */
  readonly limiter?: RateLimiter | undefined;
  /** Whether limits are in force now. */
  readonly areLimitsInForce?: () => boolean;
  /** Another whenever the session begins the provider's records anew; 0 unless told otherwise. */
  readonly era?: number;
  /** Is told of the changes of each transaction, if somebody keeps them; it may throw, and then they are taken back. */
  readonly keep?: ((changes: readonly RecordChange[], drawn: number) => void) | undefined;
}

/** What a provider has in one session: its stored records, and the time, ids and digests that are handed in. */
export class World<Stores extends StoreSet = StoreSet> {
  readonly stores: Stores;
  readonly clock: Clock;
  readonly random: Random;
  /** The most bytes that the body of one reply has. */
  readonly replyBytes: number;
  /** Tells it from those that the session had before: a request that began with one of them changes this one no longer. */
  readonly era: number;
  readonly #limiter: RateLimiter | undefined;
  readonly #areLimitsInForce: () => boolean;
  readonly #digestKey: Buffer;
  readonly #keep: WorldParts<Stores>['keep'];
  readonly #collections: readonly Store[];
  #share: StateShare | undefined;
  /** What was counted of its records so far. */
  #counted = 0;

  constructor(parts: WorldParts<Stores>) {
    this.clock = parts.clock;
    this.random = parts.random;
    this.replyBytes = parts.replyBytes;
    this.era = parts.era ?? 0;
    this.#share = parts.share;
    this.#limiter = parts.limiter;
    this.#areLimitsInForce = parts.areLimitsInForce ?? (() => true);
    this.#digestKey = parts.digestKey;
    this.#keep = parts.keep;
    this.stores = parts.createStores((password) => this.digest(password));
    this.#collections = Object.values(this.stores);
  }

  /** There only while limits are in force and the provider has some. */
  get limiter(): RateLimiter | undefined {
    return this.#limiter && this.#areLimitsInForce() ? this.#limiter : undefined;
  }

  /** The windows of its limits that requests have begun, whether or not limits are in force now. */
  windows(): SavedWindow[] {
    return this.#limiter?.save() ?? [];
  }

  /** A keyed digest of a password, for sign-ins to compare; the password itself is never kept. */
  digest(password: string): string {
    return createHmac('sha256', this.#digestKey).update(password).digest('hex');
  }

  /** What its records take in memory, once they are settled. */
  get bytes(): number {
    return this.#counted;
  }

  /** Gives what the records take more than was counted; it counts from now on. */
  settle(): number {
    const before = this.#counted;
    let bytes = 0;
    for (const store of this.#collections) bytes += store.bytes;
    this.#counted = bytes;
    return bytes - before;
  }

  /** The session has another in its place: what requests under way still change counts no longer. */
  leave(): void {
    this.#share = undefined;
  }

  /**
   * Runs a change; what it stored is taken back when it throws or when `keep` says no to its result. Throws a
   * StateFullError when there is no room for it.
   */
  transaction<Result>(change: () => Result, keep: (result: Result) => boolean): Result {
    const collections = this.#collections;
    for (const collection of collections) collection.begin();
    let kept = false;
    try {
      const result = change();
      if (keep(result)) {
        this.#take();
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

  /**
   * Puts saved records in the place of the stored ones; ids go on from where the world's are. A store that was not there when
   * they were saved keeps what the mock has from the start.
   */
  load(saved: SavedWorld): void {
    loadStores(this.stores, saved);
  }

  /** Takes the room for what was stored, and has it kept. */
  #take(): void {
    const grown = this.settle();
    try {
      if (grown !== 0) this.#share?.take(grown);
    } catch (error) {
      this.#counted -= grown;
      throw error;
    }
    try {
      this.#tellChanges();
    } catch (error) {
      this.#counted -= grown;
      this.#share?.add(-grown);
      throw error;
    }
  }

  #tellChanges(): void {
    if (!this.#keep) return;
    const changes = Object.entries(this.stores).flatMap(([store, collection]) =>
      collection.changes().map((change) => ({ store, ...change })),
    );
    if (changes.length > 0) this.#keep(changes, this.random.drawn);
  }
}

/** Puts saved records in the place of those that stores have; stores that were not saved keep theirs. */
export function loadStores(stores: StoreSet, { stores: saved }: Pick<SavedWorld, 'stores'>): void {
  for (const [name, store] of Object.entries(stores)) {
    const entries = saved[name];
    if (entries) store.load(entries);
  }
}
