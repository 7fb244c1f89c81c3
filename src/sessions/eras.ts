/** The eras of a session's worlds, as plain JSON. */
export interface SavedEras {
  readonly last: number;
  readonly begun: number;
  /** Of the providers whose records were replaced since all were begun. */
  readonly replaced: Readonly<Record<string, number>>;
}

const none: ReadonlyMap<string, number> = new Map();

/**
 * Counts how often a session has begun a provider's records anew, so that a request can tell the world it began with from
 * another one in its place, also where a store makes a new object of the same world for each of its steps.
 */
export class Eras {
  #last: number;
  #begun: number;
  #replaced: ReadonlyMap<string, number>;

  constructor({ last, begun, replaced }: SavedEras = { last: 0, begun: 0, replaced: {} }) {
    this.#last = last;
    this.#begun = begun;
    this.#replaced = last === begun ? none : new Map(Object.entries(replaced));
  }

  of(provider: string): number {
    return this.#replaced.get(provider) ?? this.#begun;
  }

  /** What comes after all that there were. */
  get next(): number {
    return this.#last + 1;
  }

  /** All records are begun anew. */
  begin(): void {
    this.#last = this.next;
    this.#begun = this.#last;
    this.#replaced = none;
  }

  /** Those of one provider are replaced. */
  replace(provider: string): void {
    this.#last = this.next;
    this.#replaced = new Map([...this.#replaced, [provider, this.#last]]);
  }

  save(): SavedEras {
    return { last: this.#last, begun: this.#begun, replaced: Object.fromEntries(this.#replaced) };
  }
}
