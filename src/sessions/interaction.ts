import type { Journal } from '../journal/journal.ts';

/**
 * Where a verifier is: the states of one interaction add up, and the next interaction begins in a fresh session. One is
 * over after its request, or when the verifier says so.
 */
export class Interaction {
  readonly #journal: Pick<Journal, 'noted'>;
  #notedBefore = 0;
  #isTornDown = false;

  constructor(journal: Pick<Journal, 'noted'>) {
    this.#journal = journal;
  }

  get isOver(): boolean {
    return this.#isTornDown || this.#journal.noted > this.#notedBefore;
  }

  begin(): void {
    this.#notedBefore = this.#journal.noted;
    this.#isTornDown = false;
  }

  tearDown(): void {
    this.#isTornDown = true;
  }
}
