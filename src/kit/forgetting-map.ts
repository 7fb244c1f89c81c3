/**
 * What was found out once, under keys that anybody may send. It has two generations of bounded size: a full one becomes the
 * older one, whose entries are forgotten with it unless they are asked for again. So it never grows beyond twice its size,
 * and what is in use is not lost when it is full. What must be forgotten by age or by weight in bytes (issued tokens, modes of
 * dropped sessions) keeps its own account.
 */
export class ForgettingMap<Value extends NonNullable<unknown>> {
  readonly #most: number;
  readonly #longestKey: number;
  #recent = new Map<string, Value>();
  #older: ReadonlyMap<string, Value> | undefined;

  /** @param most Entries of one generation. @param longestKey What is under a longer key is not kept, in characters. */
  constructor(most: number, longestKey = Number.POSITIVE_INFINITY) {
    this.#most = most;
    this.#longestKey = longestKey;
  }

  get(key: string): Value | undefined {
    const value = this.#recent.get(key);
    if (value !== undefined || !this.#older) return value;
    const old = this.#older.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: string, value: Value): void {
    if (key.length > this.#longestKey) return;
    if (this.#recent.size >= this.#most) {
      this.#older = this.#recent;
      this.#recent = new Map();
    }
    this.#recent.set(key, value);
  }
}
