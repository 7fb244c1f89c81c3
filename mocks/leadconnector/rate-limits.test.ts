import { expect, test } from 'vitest';
import { Clock } from '../../src/kit/world/clock.ts';
import { RateLimiter } from '../../src/kit/world/rate-limit.ts';
import { rateLimits } from './rate-limits.ts';

test('refuses the 200,001st request of a day, until a day after the first', () => {
  const clock = new Clock();
  clock.freeze(Date.parse('2030-01-01T00:00:00Z'));
  const limiter = new RateLimiter(rateLimits.limits, clock);
  let exceeded = false;
  for (let burst = 0; burst < 2_000; burst += 1) {
    for (let request = 0; request < 100; request += 1) exceeded ||= limiter.take() !== undefined;
    clock.advance(10);
  }
  expect(exceeded).toBe(false);
  expect(limiter.take()?.name).toBe('day');
  expect(rateLimits.headers?.(limiter.usage())).toMatchObject({
    'X-RateLimit-Daily-Remaining': '0',
    'X-RateLimit-Remaining': '100',
  });
  clock.advance(86_400 - 20_000);
  expect(limiter.take()).toBeUndefined();
});
