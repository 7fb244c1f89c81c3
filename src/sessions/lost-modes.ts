/** Sessions that are remembered at once, by their ids. */
export const maxLost = 100_000;

/** Providers for which a session lost a mode of its own; `any` when it cannot be told any more. */
export type Lost = readonly string[] | 'any';

const nothing: Lost = [];

/**
 * Which sessions had modes of their own when they were dropped. Whoever said "only the mock" must not reach a real API
 * because the server forgot it. Beyond the bound the oldest are forgotten, and from then on every session that begins may
 * have been one of them.
 */
export class LostModes {
  readonly #limit: number;
  readonly #byId = new Map<string, readonly string[]>();
  #hasForgotten = false;

  constructor(limit: number = maxLost) {
    this.#limit = limit;
  }

  /** A session is dropped. */
  remember(id: string, providers: readonly string[]): void {
    if (providers.length === 0) return;
    this.#byId.set(id, providers);
    if (this.#byId.size <= this.#limit) return;
    const [oldest] = this.#byId.keys();
    if (oldest !== undefined) this.#byId.delete(oldest);
    this.#hasForgotten = true;
  }

  /** A session begins: what it had lost is its own affair from now on. */
  take(id: string): Lost {
    const known = this.#byId.get(id);
    this.#byId.delete(id);
    return this.#hasForgotten ? 'any' : (known ?? nothing);
  }
}
