import { expect, test } from 'vitest';
import { leavesBase } from './base-path.ts';

const upstream = 'https://api.example.com/v1/client';

test.each([
  '/..',
  '/../',
  '/../other',
  '/x/../../other',
  '/./../other',
  '/../../v1/other',
  '/../client-of-another',
  '/../Client',
  '/%2e%2e/other',
  '/.%2e/other',
  '/%2E./other',
  '/..%2fother',
  '/x%2f..%2F..%2fother',
  '/..\\other',
  '/..%5cother',
  '\\..\\other',
  '/..;/other',
  '/..;a=b/other',
  '//../other',
  '/x//../../other',
  '/../x/..;/client',
  '/..//client',
  '/../client#/../../other',
])('leaves the base path: %s', (path) => {
  expect(leavesBase(upstream, path)).toBe(true);
});

test.each([
  '/',
  '/x',
  '/x/..',
  '/x/../y',
  '/x/%2e%2e/y',
  '/./x',
  '/%2e',
  '/...',
  '/..x',
  '/x..',
  '/.../x',
  '/x/y/../..',
  '/x/..;a=b/y',
  '/../client/x',
  '/../client',
  '/../../v1/client/x/%2e%2e/y',
  '/%252e%252e/x',
])('does not leave it: %s', (path) => {
  expect(leavesBase(upstream, path)).toBe(false);
});

test('a host without a base path is never left', () => {
  expect(leavesBase('https://api.example.com', '/../../other')).toBe(false);
});

test('a long path is looked at once', () => {
  expect(leavesBase(upstream, '/x/..'.repeat(10_000))).toBe(false);
  expect(leavesBase(upstream, `${'/x/..'.repeat(10_000)}/..`)).toBe(true);
});
