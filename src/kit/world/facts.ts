import { recordWeight } from './weight.ts';
import type { Store } from './world.ts';

/** What facts begin with, by their keys: made once for all sessions. */
export type BegunFacts<Item> = ReadonlyMap<string, Item>;

/** Facts to begin with, by their keys. Throws when two have the same. */
export function begunFacts<Item>(keyOf: (item: Item) => string, items: readonly Item[]): BegunFacts<Item> {
  const facts = new Map(items.map((item) => [keyOf(item), item]));
  if (facts.size < items.length) throw new Error('Cannot begin with facts: two of them have the same key.');
  return facts;
}

/**
 * What a mock knows and no call changes, such as the ids that exist: a state gives it, and without one all sessions share what
 * the mock has from the start. So a session takes no memory for them until it has its own.
 */
export class Facts<Item> implements Store {
  readonly #keyOf: (item: Item) => string;
  readonly #begun: BegunFacts<Item>;
  #facts: BegunFacts<Item>;
  #bytes = 0;

  constructor(keyOf: (item: Item) => string, begun: BegunFacts<Item>) {
    this.#keyOf = keyOf;
    this.#begun = begun;
    this.#facts = begun;
  }

  /** What the session's own facts take in memory. */
  get bytes(): number {
    return this.#bytes;
  }

  get(key: string): Item | undefined {
    return this.#facts.get(key);
  }

  has(key: string): boolean {
    return this.#facts.has(key);
  }

  values(): Item[] {
    return [...this.#facts.values()];
  }

  entries(): [key: string, item: Item][] {
    return [...this.#facts];
  }

  /**
   * Puts others in the place of all. Returns the place of the first whose key an earlier one has, and then changes nothing.
   */
  replaceAll(items: readonly Item[]): number | undefined {
    const facts = new Map<string, Item>();
    let bytes = 0;
    for (const [index, item] of items.entries()) {
      const key = this.#keyOf(item);
      if (facts.has(key)) return index;
      facts.set(key, item);
      bytes += recordWeight([key], item);
    }
    this.#facts = facts;
    this.#bytes = bytes;
    return undefined;
  }

  load(entries: readonly (readonly [key: string, item: Item])[]): void {
    const items = entries.map(([, item]) => item);
    const begun = [...this.#begun.values()];
    const isBegun = items.length === begun.length && items.every((item, index) => item === begun[index]);
    if (isBegun) {
      this.#facts = this.#begun;
      this.#bytes = 0;
    } else if (this.replaceAll(items) !== undefined) {
      throw new Error('Cannot load facts: two of them have the same key.');
    }
  }

  // No call changes them, so that there is nothing to tell or to take back.
  begin(): void {}
  changes(): readonly [] {
    return [];
  }
  commit(): void {}
  rollback(): void {}
}
