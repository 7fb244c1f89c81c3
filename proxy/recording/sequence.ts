/** Numbers that grow with time, so that files of several runs and processes have one order: microseconds since 1970. */
export class Sequence {
  #last = 0;

  /** @param startedAt Epoch milliseconds. */
  next(startedAt: number): number {
    this.#last = Math.max(this.#last + 1, Math.floor(startedAt * 1000));
    return this.#last;
  }
}
