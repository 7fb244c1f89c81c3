import { layerCount } from './layers.ts';
import type { Reading } from './reading.ts';

/** Numbers of one reading: its code, its end, its layers, and the place where it is read. */
const width = 4;

/**
 * What can be read at the places of a text. A megabyte may have a million readings, so they are numbers in one array instead
 * of objects; the readings of one place are added one after the other, and stand in that order.
 */
export class ReadingList {
  /** The first reading of each place, by its number; 0 for none. */
  readonly #first: Int32Array;
  #numbers = new Int32Array(16 * width);
  #size = 1;

  constructor(places: number) {
    this.#first = new Int32Array(places);
  }

  /** Of one that is there already, the way with the fewest encodings counts. Whether the reading says anything new. */
  add(place: number, reading: Reading): boolean {
    for (let number = this.first(place); number !== 0; number = this.next(number)) {
      if (this.code(number) === reading.code && this.end(number) === reading.end)
        return this.#simplify(number, reading);
    }
    this.#append(place, reading);
    return true;
  }

  #simplify(number: number, { layers }: Reading): boolean {
    if (layerCount(layers) >= layerCount(this.layers(number))) return false;
    this.#numbers[number * width + 2] = layers;
    return true;
  }

  #append(place: number, { code, end, layers }: Reading): void {
    const at = this.#size * width;
    if (at + width > this.#numbers.length) this.#grow();
    this.#numbers[at] = code;
    this.#numbers[at + 1] = end;
    this.#numbers[at + 2] = layers;
    this.#numbers[at + 3] = place;
    if (this.first(place) === 0) this.#first[place] = this.#size;
    this.#size += 1;
  }

  /** The number of the first reading; 0 for none. */
  first(place: number): number {
    return this.#first[place] ?? 0;
  }

  /** The number of the next one at the same place; 0 for none. */
  next(reading: number): number {
    const next = reading + 1;
    return next < this.#size && this.#at(next, 3) === this.#at(reading, 3) ? next : 0;
  }

  code(reading: number): number {
    return this.#at(reading, 0);
  }

  end(reading: number): number {
    return this.#at(reading, 1);
  }

  layers(reading: number): number {
    return this.#at(reading, 2);
  }

  #at(reading: number, index: number): number {
    return this.#numbers[reading * width + index] ?? 0;
  }

  #grow(): void {
    const grown = new Int32Array(this.#numbers.length * 2);
    grown.set(this.#numbers);
    this.#numbers = grown;
  }
}
