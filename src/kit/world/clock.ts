/** The times a clock can show, as epoch milliseconds: from 1970 to the year 9999, so that every time prints as ISO 8601. */
const earliest = 0;
const latest = Date.parse('9999-12-31T23:59:59.999Z');

/** How a clock was set, as plain JSON. */
export interface SavedClock {
  /** How far it is before real time, in milliseconds. */
  readonly offset: number;
  /** Epoch milliseconds; none while it runs. */
  readonly frozenAt?: number;
}

/** A session's clock: it runs with real time until it is set; setting freezes it, advancing moves it. */
export class Clock {
  readonly #realNow: () => number;
  #offset = 0;
  #frozenAt: number | undefined;

  constructor(realNow: () => number = Date.now) {
    this.#realNow = realNow;
  }

  /** Epoch milliseconds. */
  now(): number {
    return this.#frozenAt ?? this.#realNow() + this.#offset;
  }

  get frozen(): boolean {
    return this.#frozenAt !== undefined;
  }

  /** Whether it shows real time, as it does until it is set. */
  get real(): boolean {
    return !this.frozen && this.#offset === 0;
  }

  iso(): string {
    return new Date(this.now()).toISOString();
  }

  /** Freezes the clock at a time in epoch milliseconds. Throws a RangeError outside of the years 1970 to 9999. */
  freeze(at: number): void {
    this.#frozenAt = inRange(at);
  }

  /** Moves the clock by seconds, also back. Throws a RangeError outside of the years 1970 to 9999. */
  advance(seconds: number): void {
    const target = inRange(this.now() + seconds * 1000);
    if (this.#frozenAt === undefined) this.#offset += seconds * 1000;
    else this.#frozenAt = target;
  }

  /** How it was set, not what it shows. */
  save(): SavedClock {
    return { offset: this.#offset, ...(this.#frozenAt !== undefined && { frozenAt: this.#frozenAt }) };
  }

  /** Goes on as another clock was set. */
  load({ offset, frozenAt }: SavedClock): void {
    this.#offset = offset;
    this.#frozenAt = frozenAt;
  }

  /** Lets the clock run with real time again. */
  release(): void {
    this.#offset = 0;
    this.#frozenAt = undefined;
  }
}

function inRange(time: number): number {
  if (!(time >= earliest && time <= latest)) throw new RangeError('a time between the years 1970 and 9999 is needed');
  return time;
}
