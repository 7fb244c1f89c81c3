import { expect, test } from 'vitest';
import { isDeeperThan, maxDepth } from './json.ts';

test.each(['[]', '{}'])('counts how deep %s are in one another', (brackets) => {
  const nested = (depth: number) => brackets.charAt(0).repeat(depth) + brackets.charAt(1).repeat(depth);
  expect(isDeeperThan(nested(maxDepth), maxDepth)).toBe(false);
  expect(isDeeperThan(nested(maxDepth + 1), maxDepth)).toBe(true);
});

test('counts lists and objects together', () => {
  expect(isDeeperThan('[{"a":'.repeat(maxDepth / 2), maxDepth)).toBe(false);
  expect(isDeeperThan(`${'[{"a":'.repeat(maxDepth / 2)}[`, maxDepth)).toBe(true);
});

test.each([
  ['beside one another', `[${'[],{},'.repeat(maxDepth)}]`],
  ['in texts', JSON.stringify('[{'.repeat(maxDepth))],
  ['behind an escaped quote', JSON.stringify(`"${'[{'.repeat(maxDepth)}`)],
])('does not count brackets %s', (_where, text) => {
  expect(isDeeperThan(text, maxDepth)).toBe(false);
});
