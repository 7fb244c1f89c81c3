import { Clock } from './clock.ts';
import { FaultPlan } from './fault-plan.ts';
import { Interaction } from './interaction.ts';
import { Journal } from './journal.ts';
import type { JournalSpace } from './journal-space.ts';
import { isJsonObject } from './json.ts';
import type { Lost } from './lost-modes.ts';
import type { Mode } from './mode.ts';
import type { Provider } from './provider.ts';
import { type Random, seededFraction, seededRandom } from './random.ts';
import { RateLimiter } from './rate-limit.ts';
import { Snapshot } from './snapshot.ts';
import { StateError } from './state-error.ts';
import type { RecordChange, SavedState, StateKeeper } from './state-keeper.ts';
import { type StoreSet, World } from './world.ts';

/** What all sessions of a server share. */
export interface SessionSettings {
  /** Seed of every session's ids. */
  readonly seed: number;
  /** Whether the documented rate limits are in force at the beginning. */
  readonly rateLimits: boolean;
  /** Key of the password digests; another for each server. */
  readonly digestKey: Buffer;
  readonly journalSpace: JournalSpace;
}

/** `lost`: the session was dropped with a mode of its own, and nobody has set it again. */
export type OwnMode = Mode | 'lost';

/** One for all sessions without modes of their own: of a thousand such, none would be in the processor's cache. */
const noModes: ReadonlyMap<string, OwnMode> = new Map();

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
  #modes: ReadonlyMap<string, OwnMode> = noModes;
  /** Whether it may have had modes of its own that nobody remembers. */
  #mayHaveLost = false;
  readonly #worlds = new Map<string, World>();
  readonly #keeper: StateKeeper | undefined;
  // What worlds begin with that were not used since the session was begun or restored.
  #saved: SavedState;

  constructor(id: string, settings: SessionSettings, { keeper, lost = [] }: SessionBeginning = {}) {
    this.id = id;
    this.#settings = settings;
    this.rateLimits = settings.rateLimits;
    this.#keeper = keeper;
    this.#saved = keeper?.saved ?? new Map();
    this.journal = new Journal(settings.journalSpace);
    this.interaction = new Interaction(this.journal);
    if (lost === 'any') this.#mayHaveLost = true;
    else if (lost.length > 0) this.#modes = new Map(lost.map((provider) => [provider, 'lost']));
  }

  /** The mode that the session has set for a provider, by its name. */
  mode(provider: string): OwnMode | undefined {
    return this.#modes.get(provider) ?? (this.#mayHaveLost ? 'lost' : undefined);
  }

  /** Providers for which the session has, or had and lost, a mode of its own. */
  get ownModes(): readonly string[] {
    return [...this.#modes.keys()];
  }

  setMode(provider: string, mode: Mode): void {
    this.#modes = new Map([...this.#modes, [provider, mode]]);
  }

  /** The provider's world in this session, made at first use. */
  world<Stores extends StoreSet>(provider: Provider<Stores>): World<Stores>;
  world(provider: Provider): World {
    const known = this.#worlds.get(provider.name);
    if (known) return known;
    const saved = this.#saved.get(provider.name);
    const world = this.#createWorld(provider, seededRandom(this.#settings.seed, provider.name, saved?.drawn));
    if (saved) world.load(saved);
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
    this.#keeper?.replaceWorld(provider.name, world.save());
    this.#worlds.set(provider.name, world);
  }

  /** Everything stored, to be restored later: records and how far ids were drawn; neither journal nor clock. */
  snapshot(): Snapshot {
    const worlds = [...this.#worlds].map(([name, world]) => [name, world.save()] as const);
    return new Snapshot(new Map([...this.#saved, ...worlds]), this.#settings.digestKey);
  }

  /** Puts what a snapshot holds in the place of all stored records. Throws a TypeError for another server's snapshot. */
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
    this.#mayHaveLost = false;
    this.played.clear();
    this.beginInteraction();
  }

  /** For a verifier's next interaction: records, ids, journal and clock as at the beginning; faults and modes stay. */
  beginInteraction(): void {
    this.#begin(new Map());
    this.journal.clear();
    this.clock.release();
    this.interaction.begin();
  }

  #begin(state: SavedState): void {
    this.#keeper?.replaceAll(state);
    this.#saved = state;
    this.#worlds.clear();
  }

  #createWorld(provider: Provider, random: Random): World {
    const limiter = provider.rateLimits && new RateLimiter(provider.rateLimits.limits, this.clock);
    const world: World = new World({
      createStores: provider.state.create,
      clock: this.clock,
      random,
      digestKey: this.#settings.digestKey,
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
