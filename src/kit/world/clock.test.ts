import { expect, test } from 'vitest';
import { Clock } from './clock.ts';

test('runs with real time until it is set', () => {
  let real = 1_000;
  const clock = new Clock(() => real);
  expect(clock.now()).toBe(1_000);
  real = 2_000;
  clock.advance(60);
  expect(clock.now()).toBe(62_000);
  real = 3_000;
  expect(clock.now()).toBe(63_000);
  expect(clock.frozen).toBe(false);
});

test('stands still when it is set, moves when it is advanced, and runs again when it is released', () => {
  const clock = new Clock(() => 1_000);
  clock.freeze(Date.parse('2030-01-01T00:00:00Z'));
  clock.advance(0.5);
  expect(clock.iso()).toBe('2030-01-01T00:00:00.500Z');
  expect(clock.frozen).toBe(true);
  clock.release();
  expect(clock.now()).toBe(1_000);
});

test.each([-1, Date.parse('9999-12-31T23:59:59.999Z') + 1, Number.NaN, Number.POSITIVE_INFINITY])(
  'refuses the time %d',
  (time) => {
    const clock = new Clock(() => 1_000);
    expect(() => clock.freeze(time)).toThrow(RangeError);
    expect(() => clock.advance((time - 1_000) / 1_000)).toThrow(RangeError);
    expect(clock.now()).toBe(1_000);
  },
);
