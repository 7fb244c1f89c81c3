/** Gives one number after the other, from 0 up to, not including, 1. */
export interface NumberSource {
  next(): number;
}

/** So many numbers come from one seed, and the next ones from another. */
export const drawsPerSeed = 65_536;

/**
 * The numbers of one seed by their place. A source only gives them one after the other, so they are kept as far as somebody
 * asked: whoever goes on at a place far behind, as a session does that was loaded, finds it at once.
 */
export class DrawnNumbers {
  readonly #source: NumberSource;
  readonly #numbers = new Float64Array(drawsPerSeed);
  #known = 0;

  constructor(source: NumberSource) {
    this.#source = source;
  }

  /** @param place From 0 up to, not including, `drawsPerSeed`. */
  at(place: number): number {
    for (; this.#known <= place; this.#known += 1) this.#numbers[this.#known] = this.#source.next();
    return this.#numbers[place] ?? 0;
  }
}
