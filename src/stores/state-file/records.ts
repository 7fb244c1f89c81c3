import type { RecordChange, SavedState, SavedWorld } from '../../sessions/state-keeper.ts';

/** One line of the file after its first: changes of a provider's records, or all records of one. */
export type LogEntry =
  | { readonly provider: string; readonly drawn: number; readonly changes: readonly RecordChange[] }
  | { readonly provider: string; readonly world: SavedWorld };

interface KeptWorld {
  drawn: number;
  readonly stores: Map<string, Map<string, unknown>>;
}

/** The records that the file holds, with the changes of its log applied. */
export class Records {
  readonly #worlds = new Map<string, KeptWorld>();

  constructor(saved: SavedState = new Map()) {
    for (const [provider, world] of saved) this.#put(provider, world);
  }

  has(provider: string): boolean {
    return this.#worlds.has(provider);
  }

  apply(entry: LogEntry): void {
    if ('world' in entry) this.#put(entry.provider, entry.world);
    else this.#change(entry);
  }

  saved(): Map<string, SavedWorld> {
    return new Map([...this.#worlds].map(([provider, world]) => [provider, savedWorld(world)]));
  }

  #put(provider: string, { drawn, stores }: SavedWorld): void {
    const kept = Object.entries(stores).map(([name, entries]) => [name, new Map(entries)] as const);
    this.#worlds.set(provider, { drawn, stores: new Map(kept) });
  }

  #change({ provider, drawn, changes }: Extract<LogEntry, { changes: unknown }>): void {
    const world = this.#worlds.get(provider) ?? { drawn, stores: new Map() };
    world.drawn = drawn;
    for (const { store, key, record } of changes) {
      const records = world.stores.get(store) ?? new Map();
      if (record === undefined) records.delete(key);
      else records.set(key, record);
      world.stores.set(store, records);
    }
    this.#worlds.set(provider, world);
  }
}

function savedWorld({ drawn, stores }: KeptWorld): SavedWorld {
  return { drawn, stores: Object.fromEntries([...stores].map(([name, records]) => [name, [...records]])) };
}
