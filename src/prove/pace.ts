import { setTimeout as sleep } from 'node:timers/promises';
import type { RateLimits } from '../kit/world/rate-limit.ts';

/** Part of a limit that is used: others may call the same account. */
const share = 0.9;

/** Keeps to the documented limits of an API: whoever wants to send a request waits for its turn. */
export class Pace {
  readonly #limits: { readonly most: number; readonly windowMs: number }[];
  readonly #sent: number[] = [];

  constructor({ limits }: RateLimits = { limits: [] }) {
    this.#limits = limits.map(({ max, windowMs }) => ({ most: Math.max(1, Math.floor(max * share)), windowMs }));
  }

  /** Resolves when a request may be sent, which counts from then on. Rejects when it is no longer to be. */
  async turn(signal: AbortSignal): Promise<void> {
    const waitMs = Math.max(0, ...this.#limits.map((limit) => this.#waitMs(limit)));
    if (waitMs > 0) await sleep(waitMs, undefined, { signal });
    this.#sent.push(Date.now());
  }

  #waitMs({ most, windowMs }: { readonly most: number; readonly windowMs: number }): number {
    const since = this.#sent.at(-most);
    return since === undefined ? 0 : since + windowMs - Date.now();
  }
}
