import { expect, test } from 'vitest';
import { ForgettingMap } from './forgetting-map.ts';

/** A map of two generations of two, with entries from 0 up to a number. */
function filledTo(count: number): ForgettingMap<number> {
  const map = new ForgettingMap<number>(2);
  for (let entry = 0; entry < count; entry += 1) map.set(String(entry), entry);
  return map;
}

/** What of it is kept. Each entry is asked for in a map of its own, since one that was asked for is a recent one. */
function keptOf(count: number): (number | undefined)[] {
  return Array.from({ length: count }, (_, entry) => filledTo(count).get(String(entry)));
}

test('an entry is found again, and nothing where none is', () => {
  expect(keptOf(2)).toEqual([0, 1]);
  expect(filledTo(2).get('2')).toBeUndefined();
});

test('an entry is replaced by the next one of its key', () => {
  const map = filledTo(2);
  map.set('1', 7);
  expect(map.get('1')).toBe(7);
});

test('a full generation becomes the older one, and nothing of it is lost', () => {
  expect(keptOf(4)).toEqual([0, 1, 2, 3]);
});

test('the generation before the older one is forgotten', () => {
  expect(keptOf(5)).toEqual([undefined, undefined, 2, 3, 4]);
});

test('what is asked for again outlives its generation', () => {
  const map = filledTo(3);
  expect(map.get('0')).toBe(0);
  map.set('3', 3);
  map.set('4', 4);
  expect([map.get('0'), map.get('1')]).toEqual([0, undefined]);
});

test('what counts as false is kept like anything else', () => {
  const map = new ForgettingMap<boolean>(1);
  map.set('no', false);
  map.set('yes', true);
  expect([map.get('no'), map.get('yes')]).toEqual([false, true]);
});

test('what is under a long key is not kept', () => {
  const map = new ForgettingMap<number>(2, 3);
  map.set('123', 1);
  map.set('1234', 2);
  expect([map.get('123'), map.get('1234')]).toEqual([1, undefined]);
});
