import { expect, test } from 'vitest';
import { indentSize } from './print-recording.ts';

const values = [
  {},
  [],
  'text',
  null,
  { a: 1 },
  [1, 2, 3],
  { a: [1, { b: null, c: [] }], 'd"': { e: { f: [[['x']]] } } },
  JSON.parse(`${'['.repeat(100)}1,2,3${']'.repeat(100)}`),
];

test.each(values)('is near what indenting adds to %j', (value) => {
  const added = JSON.stringify(value, null, 2).length - JSON.stringify(value).length;
  // A last bracket on a line of its own, and the space behind a name, are not counted.
  expect(indentSize(value, 1_000_000)).toBeGreaterThanOrEqual(added / 2 - 2);
  expect(indentSize(value, 1_000_000)).toBeLessThanOrEqual(added);
});

test('stops counting once it is told enough, in lists in lists too', () => {
  const long = JSON.parse(`${'['.repeat(200)}${'1,'.repeat(10_000)}1${']'.repeat(200)}`);
  expect(indentSize(long, 10_000_000)).toBeGreaterThan(4_000_000);
  expect(indentSize(long, 50_000)).toBeLessThan(100_000);
});
