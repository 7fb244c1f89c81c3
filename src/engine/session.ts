import { Clock } from './clock.ts';
import { Journal, type JournalSpace } from './journal.ts';
import { isJsonObject } from './json.ts';
import type { Provider } from './provider.ts';
import { type Random, seededRandom } from './random.ts';
import { RateLimiter } from './rate-limit.ts';
import { StateError } from './state-error.ts';
import { type StoreSet, World } from './world.ts';

/** What all sessions of a server share. */
export interface SessionSettings {
  /** Seed of every session's ids. */
  readonly seed: number;
  /** Whether the documented rate limits are in force. */
  readonly rateLimits: boolean;
  /** Key of the password digests; another for each server. */
  readonly digestKey: Buffer;
  readonly journalSpace: JournalSpace;
}

/** Everything that requests leave behind: stored records, journal, clock. Sessions see nothing of each other. */
export class Session {
  readonly id: string;
  readonly journal: Journal;
  readonly clock = new Clock();
  readonly #settings: SessionSettings;
  readonly #worlds = new Map<string, World>();

  constructor(id: string, settings: SessionSettings) {
    this.id = id;
    this.#settings = settings;
    this.journal = new Journal(settings.journalSpace);
  }

  /** The provider's world in this session, made at first use. */
  world<Stores extends StoreSet>(provider: Provider<Stores>): World<Stores>;
  world(provider: Provider): World {
    const known = this.#worlds.get(provider.name);
    if (known) return known;
    const world = this.#createWorld(provider, seededRandom(this.#settings.seed, provider.name));
    this.#worlds.set(provider.name, world);
    return world;
  }

  /**
   * Puts a state in the place of the provider's stored records; ids go on from where they are. Throws a StateError, and
   * changes nothing, when the state breaks its schema or two of its records collide.
   */
  replaceState(provider: Provider, state: unknown): void {
    const complaints = provider.schemas.complaints('state', state);
    if (complaints.length > 0 || !isJsonObject(state)) throw new StateError(provider.name, complaints);
    const world = this.#createWorld(provider, this.world(provider).random);
    provider.state.seed(world, state);
    this.#worlds.set(provider.name, world);
  }

  /** Back to the beginning: records, ids, journal, clock, counted limits. */
  reset(): void {
    this.#worlds.clear();
    this.journal.clear();
    this.clock.release();
  }

  #createWorld(provider: Provider, random: Random): World {
    const limits = this.#settings.rateLimits ? provider.rateLimits?.limits : undefined;
    return new World({
      createStores: provider.state.create,
      clock: this.clock,
      random,
      digestKey: this.#settings.digestKey,
      limiter: limits && new RateLimiter(limits, this.clock),
    });
  }
}
