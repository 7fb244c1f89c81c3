import { createHmac } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { Collection } from './collection.ts';
import type { Random } from './random.ts';
import type { RateLimiter } from './rate-limit.ts';

/** A provider's collections by name. Write it as a `type`, not as an `interface`. */
export type StoreSet = Readonly<Record<string, Pick<Collection<never>, 'begin' | 'commit' | 'rollback'>>>;

/** What a world is made of. */
export interface WorldParts<Stores> {
  createStores(digest: (password: string) => string): Stores;
  readonly clock: Clock;
  readonly random: Random;
  readonly digestKey: Buffer;
  readonly limiter: RateLimiter | undefined;
}

/** What a provider has in one session: its stored records, and the time, ids and digests that are handed in. */
export class World<Stores extends StoreSet = StoreSet> {
  readonly stores: Stores;
  readonly clock: Clock;
  readonly random: Random;
  /** There only when limits are switched on and the provider has some. */
  readonly limiter: RateLimiter | undefined;
  readonly #digestKey: Buffer;

  constructor({ createStores, clock, random, digestKey, limiter }: WorldParts<Stores>) {
    this.clock = clock;
    this.random = random;
    this.limiter = limiter;
    this.#digestKey = digestKey;
    this.stores = createStores((password) => this.digest(password));
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
      kept = keep(result);
      return result;
    } finally {
      for (const collection of collections) kept ? collection.commit() : collection.rollback();
    }
  }
}
