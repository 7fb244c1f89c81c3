import type { Clock } from './clock.ts';

/** So many requests in a window of time. */
export interface RateLimit {
  readonly name: string;
  readonly max: number;
  readonly windowMs: number;
}

/** What is left of a limit in its current window. */
export interface LimitUsage {
  readonly limit: RateLimit;
  readonly remaining: number;
}

/** The documented limits of a provider; only in force when they are switched on. */
export interface RateLimits {
  readonly limits: readonly RateLimit[];
  /** Headers that every reply carries while limits are in force. */
  headers?(usage: readonly LimitUsage[]): Readonly<Record<string, string>>;
}

/** A window that a request has begun, as plain JSON. */
export interface SavedWindow {
  /** The limit's name. */
  readonly name: string;
  /** Epoch milliseconds, by the session's clock. */
  readonly startedAt: number;
  readonly count: number;
}

/** Counts requests in fixed windows by the session's clock; a window begins with its first request. */
export class RateLimiter {
  readonly #clock: Clock;
  readonly #windows: { readonly limit: RateLimit; startedAt: number; count: number }[];

  constructor(limits: readonly RateLimit[], clock: Clock) {
    this.#clock = clock;
    this.#windows = limits.map((limit) => ({ limit, startedAt: Number.NEGATIVE_INFINITY, count: 0 }));
  }

  /** Counts one request; gives the limit that it exceeds, if any. A refused request is not counted. */
  take(): RateLimit | undefined {
    const now = this.#clock.now();
    for (const window of this.#windows) {
      // A clock that was set back starts a new window too.
      const elapsed = now - window.startedAt;
      if (elapsed >= window.limit.windowMs || elapsed < 0) Object.assign(window, { startedAt: now, count: 0 });
    }
    const exceeded = this.#windows.find(({ limit, count }) => count >= limit.max);
    if (!exceeded) for (const window of this.#windows) window.count += 1;
    return exceeded?.limit;
  }

  /** The windows that were begun. */
  save(): SavedWindow[] {
    return this.#windows
      .filter(({ startedAt }) => Number.isFinite(startedAt))
      .map(({ limit: { name }, startedAt, count }) => ({ name, startedAt, count }));
  }

  /** Goes on with windows that another limiter of the same limits had begun. */
  load(saved: readonly SavedWindow[]): void {
    for (const window of this.#windows) {
      const begun = saved.find(({ name }) => name === window.limit.name);
      if (begun) Object.assign(window, { startedAt: begun.startedAt, count: begun.count });
    }
  }

  usage(): LimitUsage[] {
    return this.#windows.map(({ limit, count }) => ({ limit, remaining: limit.max - count }));
  }
}
