import { Journal, type SavedJournal } from '../journal/journal.ts';
import type { JournalSpace } from '../journal/journal-space.ts';
import type { Provider } from '../kit/provider.ts';
import { Clock } from '../kit/world/clock.ts';
import { seededFraction } from '../kit/world/random.ts';
import type { StoreSet, World } from '../kit/world/world.ts';
import { FaultPlan, type PlanFault } from './fault-plan.ts';
import { Interaction } from './interaction.ts';
import type { Lost } from './lost-modes.ts';
import type { Mode } from './mode.ts';
import { OverridePlan } from './overrides/override-plan.ts';
import { noModes, type OwnMode, OwnModes } from './own-modes.ts';
import type { SavedParts } from './saved-session.ts';
import { sealSnapshot, unsealSnapshot } from './sealed-snapshot.ts';
import { Snapshot } from './snapshot.ts';
import type { StateKeeper } from './state-keeper.ts';
import type { WorldSettings } from './world-settings.ts';
import { Worlds } from './worlds.ts';

/** What all sessions of a server share. */
export interface SessionSettings extends WorldSettings {
  /** Whether the documented rate limits are in force at the beginning. */
  readonly rateLimits: boolean;
  readonly journalSpace: JournalSpace;
}

/** A session as it was left, but for its records, which its keeper has. */
export interface LeftSession {
  readonly parts: SavedParts;
  readonly journal: SavedJournal;
  /** Makes a fault again of how it was planned. */
  readonly planFault: PlanFault;
}

/** What makes one session another than the others at its beginning. */
export interface SessionBeginning {
  /** Keeps what is stored beyond the session's object. */
  readonly keeper?: StateKeeper | undefined;
  /** What an earlier session of this id had, and no longer has. */
  readonly lost?: Lost;
  /** What it goes on with. */
  readonly left?: LeftSession | undefined;
}

/** Everything that requests leave behind: stored records, journal, faults, clock. Sessions see nothing of each other. */
export class Session {
  readonly id: string;
  readonly journal: Journal;
  readonly clock = new Clock();
  readonly faults = new FaultPlan();
  readonly overrides = new OverridePlan();
  /** How often each recording was played. */
  readonly played: Map<string, number>;
  /** Whether the providers' documented rate limits are in force. */
  rateLimits: boolean;
  readonly interaction: Interaction;
  readonly #settings: SessionSettings;
  #modes: OwnModes;
  readonly #worlds: Worlds;

  constructor(id: string, settings: SessionSettings, { keeper, lost = [], left }: SessionBeginning = {}) {
    this.id = id;
    this.#settings = settings;
    this.rateLimits = left?.parts.rateLimits ?? settings.rateLimits;
    this.#worlds = new Worlds(settings, {
      clock: this.clock,
      areLimitsInForce: () => this.rateLimits,
      keeper,
      saved: left?.parts.worlds,
    });
    this.journal = new Journal(settings.journalSpace, left?.journal);
    this.interaction = new Interaction(this.journal, left?.parts.interaction);
    this.played = new Map(Object.entries(left?.parts.played ?? {}));
    this.#modes = left ? OwnModes.load(left.parts.modes) : OwnModes.lost(lost);
    if (!left) return;
    this.clock.load(left.parts.clock);
    this.faults.load(left.parts.faults, left.planFault);
    this.overrides.load(left.parts.overrides);
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
    return this.#worlds.of(provider);
  }

  /** The worlds that were used since they were begun, restored or loaded, by provider. */
  get usedWorlds(): ReadonlyMap<string, World> {
    return this.#worlds.used;
  }

  /**
   * Puts a state in the place of the provider's stored records; ids go on from where they are. Changes nothing and throws
   * a StateError when the state breaks its schema or two of its records collide, a StateFullError when there is no room.
   */
  replaceState(provider: Provider, state: unknown): void {
    this.#worlds.replace(provider, state);
  }

  /**
   * Goes on with a provider whose code was loaded anew. Gives whether its records were kept; those that it cannot store are
   * dropped.
   */
  renew(provider: Provider): boolean {
    return this.#worlds.renew(provider);
  }

  /** Everything stored, to be restored later: records and how far ids were drawn; neither journal nor clock. */
  snapshot(): Snapshot {
    return new Snapshot(this.#worlds.weigh(), this.#settings.digestKey);
  }

  /**
   * Puts what a snapshot holds in the place of all stored records. Throws a TypeError for another server's snapshot, a
   * StateFullError when there is no room.
   */
  restore(snapshot: Snapshot): void {
    this.#worlds.begin(Snapshot.open(snapshot, this.#settings.digestKey));
  }

  /** Another one with the same records at the same time: nothing that happens there is seen here. Whoever takes it ends it. */
  apart(): Session {
    const other = new Session(this.id, this.#settings);
    other.restore(this.snapshot());
    other.clock.load(this.clock.save());
    return other;
  }

  /** A snapshot as a text that may leave the server; only this one can restore it. */
  sealedSnapshot(): string {
    return sealSnapshot(this.snapshot(), this.#settings.digestKey);
  }

  /** As `restore`. Throws a TypeError for a text that another server has sealed, or nobody. */
  restoreSealed(text: string): void {
    const snapshot = unsealSnapshot(text, this.#settings.digestKey);
    if (!snapshot)
      throw new TypeError('Cannot restore the snapshot: this server did not take it. Take one with POST snapshot.');
    this.restore(snapshot);
  }

  /** Chance by the server's seed: a number from 0 up to, not including, 1, always the same for one scope. */
  chance(scope: string): number {
    return seededFraction(this.#settings.seed, scope);
  }

  /** Back to the beginning: records, ids, journal, faults, overrides, clock, limits, modes; lost ones count no longer, either. */
  reset(): void {
    this.rateLimits = this.#settings.rateLimits;
    this.faults.clear();
    this.overrides.clear();
    this.#modes = noModes;
    this.played.clear();
    this.beginInteraction();
  }

  /** For a verifier's next interaction: records, ids, journal and clock as at the beginning; faults, overrides and modes stay. */
  beginInteraction(): void {
    this.#worlds.begin({ state: new Map(), bytes: new Map() });
    this.journal.clear();
    this.clock.release();
    this.interaction.begin();
  }

  /** The server has it no longer: requests that are still under way leave nothing behind. */
  end(): void {
    this.journal.close();
    // Their functions are kept for the whole process.
    this.overrides.clear();
    this.#worlds.end();
  }

  /** What it is made of beside records and journal, which only grow: they are kept by what came to them. */
  save(): SavedParts {
    return {
      clock: this.clock.save(),
      faults: this.faults.save(),
      overrides: this.overrides.save(),
      modes: this.#modes.save(),
      rateLimits: this.rateLimits,
      played: Object.fromEntries(this.played),
      interaction: this.interaction.save(),
      worlds: this.#worlds.save(),
    };
  }
}
