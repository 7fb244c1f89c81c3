import type { Journal } from '../journal/journal.ts';

/** Where a verifier is, as plain JSON. */
export interface SavedInteraction {
  readonly notedBefore: number;
  readonly isTornDown: boolean;
}

const atFirst: SavedInteraction = { notedBefore: 0, isTornDown: false };

/**
 * Where a verifier is: the states of one interaction add up, and the next interaction begins in a fresh session. One is
 * over after its request, or when the verifier says so.
 */
export class Interaction {
  readonly #journal: Pick<Journal, 'noted'>;
  #notedBefore: number;
  #isTornDown: boolean;

  constructor(journal: Pick<Journal, 'noted'>, { notedBefore, isTornDown }: SavedInteraction = atFirst) {
    this.#journal = journal;
    this.#notedBefore = notedBefore;
    this.#isTornDown = isTornDown;
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

  save(): SavedInteraction {
    return { notedBefore: this.#notedBefore, isTornDown: this.#isTornDown };
  }
}
