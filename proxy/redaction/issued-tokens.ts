/** Tokens that are remembered; beyond, the older half is forgotten, and only redacted at its declared places. */
const maxTokens = 10_000;
/** What all of them may take in memory, in bytes: as much as so many tokens of usual length take. */
export const maxTokenBytes = 64 * 1_048_576;

/** What a token takes beside its characters: its places in the tables of what is searched for, one for each spelling. */
const tokenBytes = 4_096;
/** What each of its characters takes, in all spellings and in what stands for it. */
const characterBytes = 32;

/** The tokens that upstreams issued, with what stands for each, in the order in which they came. */
export class IssuedTokens {
  readonly #maxBytes: number;
  #standIns = new Map<string, string>();
  #bytes = 0;

  constructor(maxBytes: number = maxTokenBytes) {
    this.#maxBytes = maxBytes;
  }

  get(value: string): string | undefined {
    return this.#standIns.get(value);
  }

  /** Whether a token is not so long that all others would have to go for it. */
  mayHold(value: string): boolean {
    return weightOf(value) <= this.#maxBytes / 2;
  }

  /** Forgets the older half when there is no room for a further token; tells whether it did. */
  makeRoom(value: string): boolean {
    const most = this.#maxBytes - weightOf(value);
    if (this.#standIns.size < maxTokens && this.#bytes <= most) return false;
    const isHalf = () => this.#standIns.size <= maxTokens / 2 && this.#bytes <= Math.min(this.#maxBytes / 2, most);
    for (const oldest of this.#standIns.keys()) {
      if (isHalf()) break;
      this.#standIns.delete(oldest);
      this.#bytes -= weightOf(oldest);
    }
    return true;
  }

  set(value: string, standing: string): void {
    if (!this.#standIns.has(value)) this.#bytes += weightOf(value);
    this.#standIns.set(value, standing);
  }

  [Symbol.iterator](): MapIterator<[value: string, standing: string]> {
    return this.#standIns.entries();
  }
}

function weightOf({ length }: string): number {
  return tokenBytes + characterBytes * length;
}
