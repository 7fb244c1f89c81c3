import { expect, test } from 'vitest';
import { Clock } from './clock.ts';
import { RateLimiter } from './rate-limit.ts';

const burst = { name: 'burst', max: 2, windowMs: 10_000 };
const day = { name: 'day', max: 3, windowMs: 86_400_000 };

test('names the limit that is used up, and starts anew after its window', () => {
  const clock = new Clock();
  clock.freeze(0);
  const limiter = new RateLimiter([burst, day], clock);
  expect([limiter.take(), limiter.take(), limiter.take()]).toEqual([undefined, undefined, burst]);
  expect(limiter.usage().map(({ remaining }) => remaining)).toEqual([0, 1]);
  clock.advance(10);
  expect([limiter.take(), limiter.take()]).toEqual([undefined, day]);
  clock.advance(86_400);
  expect(limiter.take()).toBeUndefined();
});

test('starts anew when the clock is set back', () => {
  const clock = new Clock();
  clock.freeze(50_000);
  const limiter = new RateLimiter([burst], clock);
  for (let count = 0; count < 3; count += 1) limiter.take();
  clock.freeze(0);
  expect(limiter.take()).toBeUndefined();
});
