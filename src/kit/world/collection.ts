import { recordWeight } from './weight.ts';

type KeyOf<Item> = (item: Item) => string;

/** How records are told apart: a primary key, and further keys by name, each unique in the collection. */
export interface CollectionKeys<Item> {
  readonly primary: KeyOf<Item>;
  readonly unique?: Readonly<Record<string, KeyOf<Item>>>;
}

/** A record that was put under its primary key; none for one that was removed. */
export interface ItemChange<Item> {
  readonly key: string;
  readonly record?: Item;
}

interface Step<Item> extends ItemChange<Item> {
  undo(): void;
}

interface Index<Item> {
  readonly keyOf: KeyOf<Item>;
  readonly items: Map<string, Item>;
}

/**
 * Records in the order of their insertion, found by unique keys at the same cost however many there are. Changes made
 * between `begin` and `rollback` are taken back.
 */
export class Collection<Item> {
  readonly #primary: Index<Item>;
  readonly #unique = new Map<string, Index<Item>>();
  readonly #indexes: readonly Index<Item>[];
  #steps: Step<Item>[] | undefined;
  #bytes = 0;

  constructor(keys: CollectionKeys<Item>) {
    this.#primary = { keyOf: keys.primary, items: new Map() };
    for (const [name, keyOf] of Object.entries(keys.unique ?? {})) this.#unique.set(name, { keyOf, items: new Map() });
    this.#indexes = [this.#primary, ...this.#unique.values()];
  }

  get size(): number {
    return this.#primary.items.size;
  }

  /** What the records and their keys take in memory; never less than they do. */
  get bytes(): number {
    return this.#bytes;
  }

  values(): Item[] {
    return [...this.#primary.items.values()];
  }

  /** The records with their primary keys. */
  entries(): [key: string, record: Item][] {
    return [...this.#primary.items];
  }

  get(primary: string): Item | undefined {
    return this.#primary.items.get(primary);
  }

  /** Finds by one of the unique keys. */
  find(name: string, key: string): Item | undefined {
    const index = this.#unique.get(name);
    if (!index) throw new Error(`Cannot find by ${name}: the collection has no such key.`);
    return index.items.get(key);
  }

  /** Throws when a key is taken: handlers look first, so a duplicate here is a mistake in a handler or a seed. */
  insert(item: Item): void {
    const keys = this.#keysOf(item);
    this.#refuseTaken(keys);
    this.#set(keys, item);
    this.#note(() => this.#unset(item), keys, item);
  }

  /** Puts a record in the place of another with the same primary key. Throws when another key is taken. */
  replace(old: Item, item: Item): void {
    const keys = this.#keysOf(item);
    this.#refuseTaken(keys, old);
    this.#bytes -= recordWeight(this.#keysOf(old), old);
    for (const { keyOf, items } of this.#unique.values()) items.delete(keyOf(old));
    this.#set(keys, item);
    this.#note(() => this.replace(item, old), keys, item);
  }

  remove(item: Item): void {
    const keys = this.#keysOf(item);
    this.#unset(item);
    this.#note(() => this.#set(keys, item), keys);
  }

  clear(): void {
    for (const { items } of this.#indexes) items.clear();
    this.#bytes = 0;
  }

  /** Puts entries in the place of all records. */
  load(entries: readonly (readonly [key: string, record: Item])[]): void {
    this.clear();
    for (const [, record] of entries) this.insert(record);
  }

  begin(): void {
    this.#steps = [];
  }

  /** What was done since `begin`, in its order. */
  changes(): readonly ItemChange<Item>[] {
    return this.#steps ?? [];
  }

  commit(): void {
    this.#steps = undefined;
  }

  rollback(): void {
    const steps = this.#steps ?? [];
    this.#steps = undefined;
    for (const { undo } of steps.reverse()) undo();
  }

  /** An item's key in each index, the primary one first: made once, since every key is a new text. */
  #keysOf(item: Item): string[] {
    return this.#indexes.map(({ keyOf }) => keyOf(item));
  }

  #refuseTaken(keys: readonly string[], old?: Item): void {
    for (const [at, { items }] of this.#indexes.entries()) {
      const holder = items.get(keys[at] ?? '');
      if (holder !== undefined && holder !== old)
        throw new Error('Cannot store a record: one of its unique keys is taken.');
    }
  }

  #set(keys: readonly string[], item: Item): void {
    for (const [at, { items }] of this.#indexes.entries()) items.set(keys[at] ?? '', item);
    this.#bytes += recordWeight(keys, item);
  }

  #unset(item: Item): void {
    const keys = this.#keysOf(item);
    for (const [at, { items }] of this.#indexes.entries()) items.delete(keys[at] ?? '');
    this.#bytes -= recordWeight(keys, item);
  }

  #note(undo: () => void, [key = '']: readonly string[], record?: Item): void {
    this.#steps?.push({ undo, key, ...(record !== undefined && { record }) });
  }
}
