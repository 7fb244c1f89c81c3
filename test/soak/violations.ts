/** One thing that must not happen, and happened. */
export interface Violation {
  readonly kind: string;
  readonly message: string;
  /** Which request it was; none for what no single request did. */
  readonly where?: string;
}

/** Explanations of each kind that are kept; the others are only counted. */
const keptOfEach = 10;

/** Everything that must not happen, and happened. */
export class Violations {
  readonly #kept: Violation[] = [];
  readonly #counts = new Map<string, number>();

  add(kind: string, message: string, where?: string): void {
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    if (count <= keptOfEach) this.#kept.push({ kind, message, ...(where !== undefined && { where }) });
  }

  /** The first of each kind. */
  get kept(): readonly Violation[] {
    return this.#kept;
  }

  /** How many there were, by kind. */
  get counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts);
  }

  get total(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }
}
