import type { RecordChange, SavedState, SavedWorld } from '../kit/world/saved-world.ts';

/** Changes of a provider's records, or all records of one. */
export type LogEntry =
  | { readonly provider: string; readonly drawn: number; readonly changes: readonly RecordChange[] }
  | { readonly provider: string; readonly world: SavedWorld };

/** The same, or the records of all providers in the place of those that there were. */
export type RecordsChange = LogEntry | { readonly all: Readonly<Record<string, SavedWorld>> };

interface KeptWorld {
  drawn: number;
  readonly stores: Map<string, Map<string, unknown>>;
}

/** The records of a session beyond its object, with the changes applied that came to them. */
export class Records {
  readonly #worlds = new Map<string, KeptWorld>();

  constructor(saved: SavedState = new Map()) {
    for (const [provider, world] of saved) this.#put(provider, world);
  }

  has(provider: string): boolean {
    return this.#worlds.has(provider);
  }

  apply(change: RecordsChange): void {
    if ('all' in change) this.#replaceAll(change.all);
    else if ('world' in change) this.#put(change.provider, change.world);
    else this.#change(change);
  }

  saved(): Map<string, SavedWorld> {
    return new Map([...this.#worlds].map(([provider, world]) => [provider, savedWorld(world)]));
  }

  #replaceAll(all: Readonly<Record<string, SavedWorld>>): void {
    this.#worlds.clear();
    for (const [provider, world] of Object.entries(all)) this.#put(provider, world);
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
