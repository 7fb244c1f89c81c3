import type { RecordChange, SavedState, SavedWorld } from '../kit/world/saved-world.ts';
import type { World } from '../kit/world/world.ts';
import type { RecordsChange } from './records.ts';
import type { StateKeeper } from './state-keeper.ts';

/** Collects what changes in the records of a session, for its store to keep all of it at once. */
export class RecordChanges implements StateKeeper {
  readonly saved: SavedState;
  readonly #list: RecordsChange[] = [];
  /** How many numbers the ids of the providers took of which something is kept. */
  readonly #drawn: Map<string, number>;

  constructor(saved: SavedState) {
    this.saved = saved;
    this.#drawn = drawnOf(saved);
  }

  /** In their order. */
  get list(): readonly RecordsChange[] {
    return this.#list;
  }

  keeps(provider: string): boolean {
    return this.#drawn.has(provider);
  }

  change(provider: string, changes: readonly RecordChange[], drawn: number): void {
    this.#list.push({ provider, changes, drawn });
    this.#drawn.set(provider, drawn);
  }

  replaceWorld(provider: string, world: SavedWorld): void {
    this.#list.push({ provider, world });
    this.#drawn.set(provider, world.drawn);
  }

  replaceAll(state: SavedState): void {
    this.#list.push({ all: Object.fromEntries(state) });
    this.#drawn.clear();
    for (const [provider, drawn] of drawnOf(state)) this.#drawn.set(provider, drawn);
  }

  /** Ids that were drawn without storing anything are not drawn again, either. */
  noteDraws(worlds: ReadonlyMap<string, World>): void {
    for (const [provider, world] of worlds) {
      const { drawn } = world.random;
      if (drawn === (this.#drawn.get(provider) ?? 0)) continue;
      if (this.keeps(provider)) this.change(provider, [], drawn);
      else this.replaceWorld(provider, world.save());
    }
  }
}

function drawnOf(state: SavedState): Map<string, number> {
  return new Map([...state].map(([provider, { drawn }]) => [provider, drawn] as const));
}
