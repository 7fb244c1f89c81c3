/** A set of numbers as bits. It forgets all but the last 14 of a number, so it may have more than was added, never less. */
export class CodeSet {
  readonly #bits = new Uint32Array(512);

  add(code: number): void {
    const bit = code & 0x3fff;
    this.#bits[bit >> 5] = (this.#bits[bit >> 5] ?? 0) | (1 << (bit & 31));
  }

  has(code: number): boolean {
    const bit = code & 0x3fff;
    return (((this.#bits[bit >> 5] ?? 0) >> (bit & 31)) & 1) === 1;
  }
}
