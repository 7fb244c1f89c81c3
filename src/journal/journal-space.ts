import { secretIndex } from '../secrets/masking.ts';
import type { SpellingIndex } from '../secrets/spellings.ts';
import { LatestExchange } from './kept-exchange.ts';

/** What all journals of a server hold together, in bytes. */
export const maxJournalBytes = 64 * 1_048_576;

/** The part of the space that is freed beyond what is needed, so that journals are compared once for hundreds of requests. */
const spare = 1 / 64;

/** What a space is made of. */
export interface JournalSpaceSettings {
  /** In bytes. */
  readonly limit?: number | undefined;
  /** Values that are masked wherever they stand. */
  readonly secrets?: readonly string[] | undefined;
}

/** What the space knows of a journal. */
interface Bounded {
  /** What it holds; nothing when it has no entries. */
  readonly bytes: number;
  dropOldest(): void;
}

/**
 * What all journals of a server share. It bounds them together: when they outgrow it, the largest give up their oldest
 * entries.
 */
export class JournalSpace {
  readonly latest = new LatestExchange();
  /** What no journal shows, whichever provider was called. */
  readonly secrets: SpellingIndex;
  readonly #limit: number;
  readonly #journals = new Set<Bounded>();
  #total = 0;

  constructor({ limit = maxJournalBytes, secrets = [] }: JournalSpaceSettings = {}) {
    this.#limit = limit;
    this.secrets = secretIndex(secrets);
  }

  get bytes(): number {
    return this.#total;
  }

  /** A journal that was empty holds something from now on. */
  enter(journal: Bounded): void {
    this.#journals.add(journal);
  }

  /** A journal that entered holds so many bytes more than before. */
  grew(bytes: number): void {
    this.#total += bytes;
    if (this.#total > this.#limit) this.#makeRoom();
  }

  shrank(bytes: number): void {
    this.#total -= bytes;
  }

  /** A journal is empty now. */
  leave(journal: Bounded): void {
    this.#journals.delete(journal);
  }

  #makeRoom(): void {
    const journals = [...this.#journals];
    const sizes = journals.map(({ bytes }) => bytes);
    const most = evenShare(sizes, this.#limit * (1 - spare));
    for (const journal of journals) while (journal.bytes > most) journal.dropOldest();
  }
}

/** The size to which the largest must come down, so that all fit into the total together. */
function evenShare(sizes: readonly number[], total: number): number {
  let left = total;
  const ascending = sizes.toSorted((one, other) => one - other);
  for (const [at, size] of ascending.entries()) {
    const share = left / (ascending.length - at);
    if (size > share) return share;
    left -= size;
  }
  return Number.POSITIVE_INFINITY;
}
