import { Journal } from '../journal/journal.ts';
import type { JournalSpace } from '../journal/journal-space.ts';
import { isJsonObject } from '../kit/protocols/json.ts';
import type { Provider } from '../kit/provider.ts';
import { Clock } from '../kit/world/clock.ts';
import { type Random, seededFraction, seededRandom } from '../kit/world/random.ts';
import { RateLimiter } from '../kit/world/rate-limit.ts';
import type { RecordChange } from '../kit/world/saved-world.ts';
import { StateError } from '../kit/world/state-error.ts';
import { StateShare, type StateSpace } from '../kit/world/state-space.ts';
import { type StoreSet, World } from '../kit/world/world.ts';
import { FaultPlan } from './fault-plan.ts';
import { Interaction } from './interaction.ts';
import type { Lost } from './lost-modes.ts';
import type { Mode } from './mode.ts';
import { noModes, type OwnMode, OwnModes } from './own-modes.ts';
import { Snapshot, type WeighedState } from './snapshot.ts';
import type { StateKeeper } from './state-keeper.ts';

/** What all sessions of a server share. */
export interface SessionSettings {
  /** Seed of every session's ids. */
  readonly seed: number;
  /** Whether the documented rate limits are in force at the beginning. */
  readonly rateLimits: boolean;
  /** Key of the password digests; another for each server. */
  readonly digestKey: Buffer;
  readonly journalSpace: JournalSpace;
  readonly stateSpace: StateSpace;
  /** The most bytes that the body of one reply of a mock has. */
  readonly replyBytes: number;
}

/** What makes one session another than the others at its beginning. */
export interface SessionBeginning {
  /** Keeps what is stored beyond the process. */
  readonly keeper?: StateKeeper | undefined;
  /** What an earlier session of this id had, and no longer has. */
  readonly lost?: Lost;
}

/** Everything that requests leave behind: stored records, journal, faults, clock. Sessions see nothing of each other. */
export class Session {
  readonly id: string;
  readonly journal: Journal;
  readonly clock = new Clock();
  readonly faults = new FaultPlan();
  /** How often each recording was played. */
  readonly played = new Map<string, number>();
  /** Whether the providers' documented rate limits are in force. */
  rateLimits: boolean;
  readonly interaction: Interaction;
  readonly #settings: SessionSettings;
  #modes: OwnModes;
  readonly #worlds = new Map<string, World>();
  readonly #keeper: StateKeeper | undefined;
  readonly #share: StateShare;
  // What worlds begin with that were not used since it was begun or restored. What a keeper had counts once it is used.
  #saved: WeighedState;

  constructor(id: string, settings: SessionSettings, { keeper, lost = [] }: SessionBeginning = {}) {
    this.id = id;
    this.#settings = settings;
    this.rateLimits = settings.rateLimits;
    this.#keeper = keeper;
    this.#share = new StateShare(settings.stateSpace);
    this.#saved = { state: keeper?.saved ?? new Map(), bytes: new Map() };
    this.journal = new Journal(settings.journalSpace);
    this.interaction = new Interaction(this.journal);
    this.#modes = OwnModes.lost(lost);
  }

  /** The mode that it has set for a provider, by its name. */
  mode(provider: string): OwnMode | undefined {
    return this.#modes.of(provider);
  }

  /** Providers for which the session has, or had and lost, a mode of its own. */
  get ownModes(): readonly string[] {
    return this.#modes.providers;
  }

  setMode(provider: string, mode: Mode): void {
    this.#modes = this.#modes.with(provider, mode);
  }

  /** The provider's world in this session, made at first use. */
  world<Stores extends StoreSet>(provider: Provider<Stores>): World<Stores>;
  world(provider: Provider): World {
    const known = this.#worlds.get(provider.name);
    if (known) return known;
    const saved = this.#saved.state.get(provider.name);
    const world = this.#createWorld(provider, seededRandom(this.#settings.seed, provider.name, saved?.drawn));
    if (saved) world.load(saved);
    this.#share.add(world.settle() - (this.#saved.bytes.get(provider.name) ?? 0));
    this.#worlds.set(provider.name, world);
    return world;
  }

  /**
   * Puts a state in the place of the provider's stored records; ids go on from where they are. Changes nothing and throws
   * a StateError when the state breaks its schema or two of its records collide, a StateFullError when there is no room.
   */
  replaceState(provider: Provider, state: unknown): void {
    const complaints = provider.schemas.complaints('state', state);
    if (complaints.length > 0 || !isJsonObject(state)) throw new StateError(provider.name, complaints);
    const old = this.world(provider);
    const world = this.#createWorld(provider, old.random);
    provider.state.seed(world, state);
    this.#inPlaceOf(old.bytes, world.settle(), () => this.#keeper?.replaceWorld(provider.name, world.save()));
    old.leave();
    this.#worlds.set(provider.name, world);
  }

  /** Everything stored, to be restored later: records and how far ids were drawn; neither journal nor clock. */
  snapshot(): Snapshot {
    const [state, bytes] = [new Map(this.#saved.state), new Map(this.#saved.bytes)];
    for (const [name, world] of this.#worlds) {
      state.set(name, world.save());
      bytes.set(name, world.bytes);
    }
    return new Snapshot({ state, bytes }, this.#settings.digestKey);
  }

  /**
   * Puts what a snapshot holds in the place of all stored records. Throws a TypeError for another server's snapshot, a
   * StateFullError when there is no room.
   */
  restore(snapshot: Snapshot): void {
    this.#begin(Snapshot.open(snapshot, this.#settings.digestKey));
  }

  /** Chance by the server's seed: a number from 0 up to, not including, 1, always the same for one scope. */
  chance(scope: string): number {
    return seededFraction(this.#settings.seed, scope);
  }

  /** Back to the beginning: records, ids, journal, faults, clock, limits, modes; lost ones count no longer, either. */
  reset(): void {
    this.rateLimits = this.#settings.rateLimits;
    this.faults.clear();
    this.#modes = noModes;
    this.played.clear();
    this.beginInteraction();
  }

  /** For a verifier's next interaction: records, ids, journal and clock as at the beginning; faults and modes stay. */
  beginInteraction(): void {
    this.#begin({ state: new Map(), bytes: new Map() });
    this.journal.clear();
    this.clock.release();
    this.interaction.begin();
  }

  /** The server has it no longer: requests that are still under way leave nothing behind. */
  end(): void {
    this.journal.close();
    this.#share.close();
  }

  #begin(saved: WeighedState): void {
    const bytes = [...saved.bytes.values()].reduce((sum, each) => sum + each, 0);
    this.#inPlaceOf(this.#share.bytes, bytes, () => this.#keeper?.replaceAll(saved.state));
    for (const world of this.#worlds.values()) world.leave();
    this.#saved = saved;
    this.#worlds.clear();
  }

  /** Takes the room for what comes in the place of something else, and has it kept. */
  #inPlaceOf(old: number, now: number, keep: () => void): void {
    this.#share.take(now - old);
    try {
      keep();
    } catch (error) {
      this.#share.add(old - now);
      throw error;
    }
  }

  #createWorld(provider: Provider, random: Random): World {
    const limiter = provider.rateLimits && new RateLimiter(provider.rateLimits.limits, this.clock);
    const world: World = new World({
      createStores: provider.state.create,
      clock: this.clock,
      random,
      digestKey: this.#settings.digestKey,
      share: this.#share,
      replyBytes: this.#settings.replyBytes,
      limiter: () => (this.rateLimits ? limiter : undefined),
      keep: this.#keeper && ((changes, drawn) => this.#keep(provider, world, changes, drawn)),
    });
    return world;
  }

  /** A request that began before a reset may still change a world that the session has no longer. */
  #keep(provider: Provider, world: World, changes: readonly RecordChange[], drawn: number): void {
    if (!this.#keeper || this.#worlds.get(provider.name) !== world) return;
    // What the mock has from the start is kept with the first change, so that its removal can be kept too.
    if (this.#keeper.keeps(provider.name)) this.#keeper.change(provider.name, changes, drawn);
    else this.#keeper.replaceWorld(provider.name, world.save());
  }
}
