import { expect, test } from 'vitest';
import { sensorpro } from '../../mocks/sensorpro/provider.ts';
import { heldBytes } from '../../test/support/held-bytes.ts';
import { IssuedTokens, maxTokenBytes } from './issued-tokens.ts';
import { Vault } from './vault.ts';

const mebibyte = 1_048_576;

/** A text of so many characters that shares nothing with any other. */
function token(index: number, length: number): string {
  return JSON.parse(JSON.stringify(`${index}`.padEnd(length, 'aB9/+')));
}

function remembered(tokens: Iterable<readonly [string, string]>): string[] {
  return [...tokens].map(([value]) => value);
}

function take(tokens: IssuedTokens, value: string): boolean {
  const hasForgotten = tokens.makeRoom(value);
  tokens.set(value, '***');
  return hasForgotten;
}

test('ten thousand tokens of usual length are remembered, then the older half is forgotten', () => {
  const tokens = new IssuedTokens();
  for (let index = 0; index < 10_000; index += 1) expect(take(tokens, token(index, 36))).toBe(false);
  expect(take(tokens, token(10_000, 36))).toBe(true);
  const left = remembered(tokens);
  expect([left.length, left[0], left.at(-1)]).toEqual([5_001, token(5_000, 36), token(10_000, 36)]);
});

test('long tokens are forgotten sooner, the oldest first', () => {
  const tokens = new IssuedTokens(mebibyte);
  for (let index = 0; index < 100; index += 1) take(tokens, token(index, 3_000));
  const left = remembered(tokens);
  expect(left.length).toBeLessThanOrEqual(10);
  expect(left.at(-1)).toBe(token(99, 3_000));
});

test('one that would take the place of all others is not held', () => {
  const tokens = new IssuedTokens(mebibyte);
  expect([tokens.mayHold(token(1, 15_000)), tokens.mayHold(token(1, 20_000))]).toEqual([true, false]);
});

test('a vault holds no more of long tokens than it may, and knows the latest in every text', () => {
  const vault = new Vault(sensorpro, []);
  vault.issue(token(0, 20_000), 'token');
  const before = heldBytes();
  for (let index = 1; index < 1_000; index += 1) vault.issue(token(index, 20_000), 'token');
  expect(heldBytes() - before).toBeLessThan(maxTokenBytes);
  expect(vault.standIn(token(999, 20_000))).toBeDefined();
  expect(vault.standIn(token(0, 20_000))).toBeUndefined();
});

test('a vault gives a placeholder for a token that it does not hold', () => {
  const vault = new Vault(sensorpro, []);
  const long = token(1, mebibyte);
  expect(vault.issue(long, 'token')).not.toContain('aB9');
  expect(vault.standIn(long)).toBeUndefined();
});
