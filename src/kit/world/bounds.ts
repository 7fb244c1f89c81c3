import { getHeapStatistics } from 'node:v8';

/** How much requests may leave behind, and how much one may be answered, in bytes. */
export interface Bounds {
  /** What the stored records of one session take in memory. */
  readonly sessionState: number;
  /** What those of all sessions take. */
  readonly allState: number;
  /** The body of one reply of a mock. */
  readonly reply: number;
}

const mebibyte = 1_048_576;

/** At most half of what Node lets the process have: state that fills the rest would end it. */
const allState = Math.min(1024 * mebibyte, Math.floor(getHeapStatistics().heap_size_limit / 2));

/** What counts where nothing else is said. */
export const usualBounds: Bounds = { sessionState: Math.min(512 * mebibyte, allState), allState, reply: 16 * mebibyte };
