import type { SavedState } from './state-keeper.ts';

/**
 * What a session had stored at one moment, secrets in clear. It shows nothing of itself, and can be restored in any
 * session of the same server, as often as one likes.
 */
export class Snapshot {
  readonly #state: SavedState;
  readonly #digestKey: Buffer;

  constructor(state: SavedState, digestKey: Buffer) {
    this.#state = state;
    this.#digestKey = digestKey;
  }

  /** Throws a TypeError when password digests of this snapshot were made with another key. */
  open(digestKey: Buffer): SavedState {
    if (this.#digestKey.equals(digestKey)) return this.#state;
    throw new TypeError(
      'Cannot restore the snapshot: another server took it, whose passwords this one cannot compare. Take it on this server.',
    );
  }
}
