import type { LimitUsage, RateLimits } from '../../src/kit/world/rate-limit.ts';

const day = { name: 'day', max: 200_000, windowMs: 86_400_000 };
const burst = { name: 'burst', max: 100, windowMs: 10_000 };

/** Public record: HighLevel's developer documentation, rate limits. */
export const rateLimits: RateLimits = {
  limits: [day, burst],
  headers: (usage) => ({
    'X-RateLimit-Limit-Daily': String(day.max),
    'X-RateLimit-Daily-Remaining': remaining(usage, day.name),
    'X-RateLimit-Interval-Milliseconds': String(burst.windowMs),
    'X-RateLimit-Max': String(burst.max),
    'X-RateLimit-Remaining': remaining(usage, burst.name),
  }),
};

function remaining(usage: readonly LimitUsage[], name: string): string {
  return String(usage.find(({ limit }) => limit.name === name)?.remaining ?? 0);
}
