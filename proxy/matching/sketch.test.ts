import { expect, test } from 'vitest';
import type { CanonicalRequest } from './canonical-request.ts';
import { distance, sketchOf } from './sketch.ts';

function request(body: unknown, rest: Partial<CanonicalRequest> = {}): CanonicalRequest {
  return { key: '', length: 0, classes: [], method: 'POST', path: '/a/b', query: [], headers: [], body, ...rest };
}

const list = Array.from({ length: 500 }, (_, index) => ({ email: `${index}@a.example`, name: `Name ${index}` }));

test.each([
  ['the same', { a: 1 }, { a: 1 }, 0],
  ['one value', { a: 1, b: 2 }, { a: 1, b: 3 }, 2],
  ['a member more', { a: 1 }, { a: 1, b: 3 }, 1],
  ['a text for a number', { a: 1 }, { a: '1' }, 0],
])('tells how far apart bodies are: %s', (_what, one, other, expected) => {
  expect(distance(sketchOf(request(one)), sketchOf(request(other)))).toBe(expected);
});

test('of long bodies the one that differs in one place is nearer than one that differs in many', () => {
  const asked = sketchOf(request(list));
  const near = sketchOf(request(list.with(7, { email: 'z@a.example', name: 'Z' })));
  const far = sketchOf(request(list.map(({ name }) => ({ name, email: 'x' }))));
  expect(distance(asked, near)).toBeLessThan(distance(asked, far));
  expect(asked.length).toBe(32);
});

test('method, path, query and headers count', () => {
  const asked = sketchOf(request({}));
  for (const other of [
    { method: 'PUT' },
    { path: '/a/c' },
    { query: [['q', '1']] as const },
    { headers: [['x', '1']] as const },
  ])
    expect(distance(asked, sketchOf(request({}, other)))).toBeGreaterThan(0);
});
