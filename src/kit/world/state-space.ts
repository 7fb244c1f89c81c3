import { type Bounds, usualBounds } from './bounds.ts';

/** There is no room for what would be stored; it was not. The message says whose bound was met. */
export class StateFullError extends Error {
  override readonly name = 'StateFullError';
}

/** What all sessions of a server have stored together, and how much that may be. */
export class StateSpace {
  readonly #bounds: Pick<Bounds, 'sessionState' | 'allState'>;
  #bytes = 0;

  constructor(bounds: Pick<Bounds, 'sessionState' | 'allState'> = usualBounds) {
    this.#bounds = bounds;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Throws a StateFullError when a session that has some bytes may not have so many more. */
  check(had: number, more: number): void {
    const { sessionState, allState } = this.#bounds;
    if (had + more > sessionState) throw full('the session', had, sessionState);
    if (this.#bytes + more > allState) throw full('all sessions together', this.#bytes, allState);
  }

  grew(bytes: number): void {
    this.#bytes += bytes;
  }
}

/** What one session has of the space. */
export class StateShare {
  readonly #space: StateSpace;
  #bytes = 0;
  #isClosed = false;

  constructor(space: StateSpace) {
    this.#space = space;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Takes so many bytes more; less than none gives some back. Throws a StateFullError, and takes none, when there is no room. */
  take(bytes: number): void {
    if (bytes > 0) this.#space.check(this.#bytes, bytes);
    this.add(bytes);
  }

  /** The same for what is there already, so that there is nothing to refuse. */
  add(bytes: number): void {
    if (this.#isClosed) return;
    this.#bytes += bytes;
    this.#space.grew(bytes);
  }

  /** Gives everything back: the session is dropped, and what requests under way still store goes with it. */
  close(): void {
    this.add(-this.#bytes);
    this.#isClosed = true;
  }
}

function full(whose: string, bytes: number, bound: number): StateFullError {
  return new StateFullError(
    `Cannot store more: the records of ${whose} take ${mebibytes(bytes)} MiB of ${mebibytes(bound)}. Reset sessions that are done (POST /_understudy/reset), or start with more room (--max-session-state, --max-state).`,
  );
}

function mebibytes(bytes: number): string {
  return (bytes / 1_048_576).toFixed(1);
}
