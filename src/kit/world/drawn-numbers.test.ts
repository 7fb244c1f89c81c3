import { expect, test } from 'vitest';
import { DrawnNumbers, drawsPerSeed } from './drawn-numbers.ts';

/** Counts what it gives: 0, 1, 2 and so on. */
function counting() {
  const source = {
    given: 0,
    next() {
      source.given += 1;
      return source.given - 1;
    },
  };
  return source;
}

test('gives the number of each place, in whatever order they are asked for', () => {
  const numbers = new DrawnNumbers(counting());
  const places = [3, 0, 70, 3, drawsPerSeed - 1, 69];
  expect(places.map((place) => numbers.at(place))).toEqual(places);
});

test('draws each number once, however often somebody goes on at a place far behind', () => {
  const source = counting();
  const numbers = new DrawnNumbers(source);
  for (let times = 0; times < 100; times += 1) numbers.at(60_000);
  expect(source.given).toBe(60_001);
});
