import { expect, test } from 'vitest';
import { readTime } from './read-time.ts';

test.each([
  ['2030-01-01T00:00:00Z', Date.UTC(2030, 0, 1)],
  ['2028-02-29', Date.UTC(2028, 1, 29)],
  ['2030-12-31T23:59:59.999+02:00', Date.UTC(2030, 11, 31, 21, 59, 59, 999)],
  ['1999-01-01T00:30Z', Date.UTC(1999, 0, 1, 0, 30)],
])('%s is a time', (text, time) => {
  expect(readTime(text)).toBe(time);
});

test.each([
  '2025-02-30T00:00:00Z',
  '2025-02-29',
  '2030-04-31T10:00:00+02:00',
  '2030-13-01',
  '2030-00-10',
  '2030-01-00',
  '2030-01-01T25:00:00Z',
  '2030-01-01T00:00:00',
  '1 January 2030',
  '',
])('%s is none', (text) => {
  expect(readTime(text)).toBeUndefined();
});
