import { isJsonObject } from '../kit/protocols/json.ts';
import type { Provider } from '../kit/provider.ts';
import type { Clock } from '../kit/world/clock.ts';
import { type Random, seededRandom } from '../kit/world/random.ts';
import { RateLimiter, type SavedWindow } from '../kit/world/rate-limit.ts';
import type { RecordChange } from '../kit/world/saved-world.ts';
import { StateError } from '../kit/world/state-error.ts';
import { StateShare } from '../kit/world/state-space.ts';
import { World } from '../kit/world/world.ts';
import { Eras, type SavedEras } from './eras.ts';
import type { WeighedState } from './snapshot.ts';
import type { StateKeeper } from './state-keeper.ts';
import { takesOver } from './take-over.ts';
import type { WorldSettings } from './world-settings.ts';

/** What there is of a session's worlds beside their records, as plain JSON, by provider. */
export interface SavedWorlds {
  readonly eras: SavedEras;
  /** What the records take in memory, in bytes. */
  readonly bytes: Readonly<Record<string, number>>;
  /** The windows of rate limits that were begun. */
  readonly windows: Readonly<Record<string, readonly SavedWindow[]>>;
}

/** What the session of these worlds hands to them. */
interface OfSession {
  readonly clock: Clock;
  areLimitsInForce(): boolean;
  readonly keeper: StateKeeper | undefined;
  readonly saved: SavedWorlds | undefined;
}

const noWindows: ReadonlyMap<string, readonly SavedWindow[]> = new Map();

/** What each provider has in one session, made at its first use. */
export class Worlds {
  readonly #settings: WorldSettings;
  readonly #session: OfSession;
  readonly #share: StateShare;
  readonly #eras: Eras;
  readonly #worlds = new Map<string, World>();
  // What worlds begin with that were not used since it was begun or restored. What a keeper had counts once it is used.
  #begun: WeighedState;
  #windows: ReadonlyMap<string, readonly SavedWindow[]>;

  constructor(settings: WorldSettings, session: OfSession) {
    const { keeper, saved } = session;
    this.#settings = settings;
    this.#session = session;
    this.#share = new StateShare(settings.stateSpace);
    this.#eras = new Eras(saved?.eras);
    this.#begun = { state: keeper?.saved ?? new Map(), bytes: new Map(Object.entries(saved?.bytes ?? {})) };
    this.#windows = saved ? new Map(Object.entries(saved.windows)) : noWindows;
    if (saved) this.#share.add(sumOf(this.#begun.bytes.values()));
  }

  of(provider: Provider): World {
    const known = this.#worlds.get(provider.name);
    if (known) return known;
    const saved = this.#begun.state.get(provider.name);
    const world = this.#create(provider, seededRandom(this.#settings.seed, provider.name, saved?.drawn), this.#windows);
    if (saved) world.load(saved);
    else this.#sow(provider, world);
    this.#share.add(world.settle() - (this.#begun.bytes.get(provider.name) ?? 0));
    this.#worlds.set(provider.name, world);
    return world;
  }

  /** What is the same for the beginning of each session: it was tried when the server started, so that nothing is wrong with it. */
  #sow(provider: Provider, world: World): void {
    const seed = this.#settings.seeds?.get(provider.name);
    if (isJsonObject(seed)) provider.state.seed(world, seed);
  }

  /** Those that were used since they were begun, restored or loaded, by provider. */
  get used(): ReadonlyMap<string, World> {
    return this.#worlds;
  }

  /** As `Session.replaceState`. */
  replace(provider: Provider, state: unknown): void {
    const complaints = provider.schemas.complaints('state', state);
    if (complaints.length > 0 || !isJsonObject(state)) throw new StateError(provider.name, complaints);
    const old = this.of(provider);
    const { keeper } = this.#session;
    const world = this.#create(provider, old.random, noWindows, this.#eras.next);
    provider.state.seed(world, state, old.stores);
    this.#inPlaceOf(old.bytes, world.settle(), () => keeper?.replaceWorld(provider.name, world.save()));
    old.leave();
    this.#eras.replace(provider.name);
    this.#worlds.set(provider.name, world);
  }

  /**
   * Goes on with a provider whose code was loaded anew: with the same records, or, where they are not what it can store, from
   * the beginning. Gives whether they were kept.
   */
  renew(provider: Provider): boolean {
    const old = this.#worlds.get(provider.name);
    if (!old) return true;
    const world = this.#create(provider, old.random, new Map([[provider.name, old.windows()]]));
    const isKept = takesOver(provider, world, old.save());
    const renewed = isKept ? world : this.#create(provider, old.random, noWindows, this.#eras.next);
    this.#share.add(renewed.settle() - old.bytes);
    old.leave();
    if (!isKept) this.#eras.replace(provider.name);
    this.#worlds.set(provider.name, renewed);
    return isKept;
  }

  /** All records, and how far ids were drawn. */
  weigh(): WeighedState {
    const [state, bytes] = [new Map(this.#begun.state), new Map(this.#begun.bytes)];
    for (const [name, world] of this.#worlds) {
      state.set(name, world.save());
      bytes.set(name, world.bytes);
    }
    return { state, bytes };
  }

  /** Puts other records in the place of all. Changes nothing, and throws a StateFullError, when there is no room. */
  begin(begun: WeighedState): void {
    const { keeper } = this.#session;
    this.#inPlaceOf(this.#share.bytes, sumOf(begun.bytes.values()), () => keeper?.replaceAll(begun.state));
    for (const world of this.#worlds.values()) world.leave();
    this.#begun = begun;
    this.#windows = noWindows;
    this.#worlds.clear();
    this.#eras.begin();
  }

  /** Gives the room back: what requests under way still store counts no longer. */
  end(): void {
    this.#share.close();
  }

  save(): SavedWorlds {
    const [bytes, windows] = [new Map(this.#begun.bytes), new Map(this.#windows)];
    for (const [name, world] of this.#worlds) {
      bytes.set(name, world.bytes);
      windows.set(name, world.windows());
    }
    return {
      eras: this.#eras.save(),
      bytes: Object.fromEntries(bytes),
      windows: Object.fromEntries([...windows].filter(([, begun]) => begun.length > 0)),
    };
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

  #create(
    provider: Provider,
    random: Random,
    windows: ReadonlyMap<string, readonly SavedWindow[]>,
    era = this.#eras.of(provider.name),
  ): World {
    const { clock, keeper, areLimitsInForce } = this.#session;
    const limiter = provider.rateLimits && new RateLimiter(provider.rateLimits.limits, clock);
    limiter?.load(windows.get(provider.name) ?? []);
    const world: World = new World({
      createStores: provider.state.create,
      clock,
      random,
      digestKey: this.#settings.digestKey,
      share: this.#share,
      replyBytes: this.#settings.replyBytes,
      limiter,
      areLimitsInForce,
      era,
      keep: keeper && ((changes, drawn) => this.#keep(keeper, provider, world, changes, drawn)),
    });
    return world;
  }

  /** A request that began before a reset may still change a world that the session has no longer. */
  #keep(keeper: StateKeeper, { name }: Provider, world: World, changes: readonly RecordChange[], drawn: number): void {
    if (this.#worlds.get(name) !== world) return;
    // What the mock has from the start is kept with the first change, so that its removal can be kept too.
    if (keeper.keeps(name)) keeper.change(name, changes, drawn);
    else keeper.replaceWorld(name, world.save());
  }
}

function sumOf(numbers: Iterable<number>): number {
  let sum = 0;
  for (const each of numbers) sum += each;
  return sum;
}
