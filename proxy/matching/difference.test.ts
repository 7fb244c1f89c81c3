import { expect, test } from 'vitest';
import type { CanonicalRequest } from './canonical-request.ts';
import { differenceOf } from './difference.ts';

function request(body: unknown, rest: Partial<CanonicalRequest> = {}): CanonicalRequest {
  return { key: '', length: 0, classes: [], method: 'POST', path: '/', query: [], headers: [], body, ...rest };
}

test.each([
  ['a value', { a: { b: 1 } }, { a: { b: 2 } }, 'body /a/b is 1, recorded is 2', 1],
  ['the whole body', 'one', 'two', 'the body is "one", recorded is "two"', 1],
  ['a member that is missing', { a: 1 }, { a: 1, b: 2 }, 'body /b is absent, recorded is 2', 1],
  [
    'a member that is new',
    { a: 1, b: [[], 2] },
    { a: 1 },
    'body /b/0 is [], recorded is absent; body /b/1 is 2, recorded is absent',
    2,
  ],
  [
    'a value for members',
    { a: 1 },
    { a: { b: 2 } },
    'body /a is 1, recorded is absent; body /a/b is absent, recorded is 2',
    2,
  ],
  [
    'a list for an object',
    { a: ['x'] },
    { a: { 0: 'x' } },
    'body /a/0 is "x", recorded is absent; body /a/0 is absent, recorded is "x"',
    2,
  ],
  ['an item', [1, 2], [1, 3, 4], 'body /1 is 2, recorded is 3; body /2 is absent, recorded is 4', 2],
  [
    'a member of an inherited name',
    { constructor: 1 },
    {},
    'the body is absent, recorded is {}; body /constructor is 1, recorded is absent',
    2,
  ],
  ['nothing', { a: [1, null] }, { a: [1, null] }, '', 0],
])('tells %s', (_what, asked, recorded, text, count) => {
  const difference = differenceOf(request(asked), request(recorded));
  expect(difference.count).toBe(count);
  expect(difference.text.split('; ').sort()).toEqual(text.split('; ').sort());
});

test('method, path, queries and headers come first, and beyond five places are only counted', () => {
  const asked = request([1, 2, 3, 4], { path: '/a', query: [['q', '1']], headers: [['x', '1']] });
  const recorded = request([5, 6, 7, 8], { path: '/b', query: [['q', '2']], headers: [['x', '2']] });
  expect(differenceOf(asked, recorded)).toMatchObject({
    count: 7,
    text: 'the path is /a, recorded is /b; query q is "1", recorded is "2"; header x is "1", recorded is "2"; body /0 is 1, recorded is 5; body /1 is 2, recorded is 6; and 2 more',
  });
});

test('neither names nor values are shown at any length, and none has control characters', () => {
  const { text } = differenceOf(request({ [`\u001b${'n'.repeat(500)}`]: 'v'.repeat(500) }), request({ a: '\u001b' }));
  expect(text).toContain(`body /?${'n'.repeat(73)}... (507 characters) is "${'v'.repeat(79)}... (502 characters)`);
  expect(text.length).toBeLessThan(400);
  expect(text).not.toMatch(/\p{C}/u);
});

test('a long name takes no room for each value below it', () => {
  // A pointer for each would take 40 GB.
  const body = (last: number) => ({ ['n'.repeat(200_000)]: [...Array.from({ length: 200_000 }, () => 1), last] });
  expect(differenceOf(request(body(1)), request(body(2))).count).toBe(1);
});
