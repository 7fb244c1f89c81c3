import type { SavedState } from '../kit/world/saved-world.ts';

/** All that was stored, and what it takes in memory, in bytes, by provider. */
export interface WeighedState {
  readonly state: SavedState;
  readonly bytes: ReadonlyMap<string, number>;
}

/**
 * What a session had stored at one moment, secrets in clear. It shows nothing of itself, and can be restored in any
 * session of the same server, as often as one likes.
 */
export class Snapshot {
  readonly #state: WeighedState;
  readonly #digestKey: Buffer;

  constructor(state: WeighedState, digestKey: Buffer) {
    this.#state = state;
    this.#digestKey = digestKey;
  }

  /**
   * For the engine alone, so it is no member of snapshots. Throws a TypeError for what is no snapshot, and for one whose
   * password digests were made with another key.
   */
  static open(snapshot: Snapshot, digestKey: Buffer): WeighedState {
    if (!(#state in snapshot)) {
      throw new TypeError('Cannot restore the value: it is no snapshot. Pass what session.snapshot() returned.');
    }
    if (snapshot.#digestKey.equals(digestKey)) return snapshot.#state;
    throw new TypeError(
      'Cannot restore the snapshot: another server took it, whose passwords this one cannot compare. Take it on this server.',
    );
  }
}
