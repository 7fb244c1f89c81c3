import { expect, test } from 'vitest';
import { fitsCondition } from './text-condition.ts';

test.each([
  ['EN', '%', true],
  ['EN', '%%', true],
  ['', '%', true],
  ['EN', '', false],
  ['EN', '__', true],
  ['EN', '_', false],
  ['EN', '___', false],
  ['EN', '%_%_%', true],
  ['EN', '%_%_%_%', false],
  ['EN', 'E%N', true],
  ['EEN', 'E%N', true],
  ['ENG', 'E%N', false],
  ['ABAB', '%AB', true],
  ['EN', '[EN]+', false],
])('compares %j with the pattern %j', (text, pattern, fits) => {
  expect(fitsCondition(text, { CONTAINS: pattern })).toBe(fits);
  expect(fitsCondition(text, { NOT_CONTAINS: pattern })).toBe(!fits);
});

test.each(['%', '%_', '_', 'E', '%E'])('comes to an end with a megabyte of %s', (part) => {
  expect(fitsCondition('EN', { CONTAINS: `${part.repeat(1_000_000 / part.length)}q` })).toBe(false);
});
