import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { probe, startWatched, type Watched } from '../../src/provider-tests/probe.ts';
import { addressRequest, headerRequest, mutatedRequest, noiseRequest, validRequest } from '../support/odd-requests.ts';
import { providers } from '../support/providers.ts';
import { isThorough } from '../support/thorough.ts';

/** Half as many when not all cases are gone through: each run draws others. */
const runs = (most: number) => (isThorough ? most : Math.ceil(most / 2));

let watched: Watched;
beforeAll(async () => {
  watched = await startWatched();
});
afterAll(() => watched[Symbol.asyncDispose]());

describe.each(providers.map((provider) => [provider.name, provider] as const))('%s', (_name, provider) => {
  test('accepts every sample', async () => {
    const property = fc.asyncProperty(validRequest(provider), async ({ meant, sent, given }) => {
      const { operation, isRefused } = await probe(watched, provider, sent, given);
      expect(operation?.name).toBe(meant);
      // A sample cannot know the id of an account.
      expect(isRefused).toBe(meant === 'get-account');
    });
    await fc.assert(property, { numRuns: runs(40) });
  });

  test.each([
    ['bodies with dropped, retyped, doubled, renamed and added members', mutatedRequest(provider), 250],
    ['bodies of noise', noiseRequest(provider), 60],
    ['other headers', headerRequest(provider), 100],
    ['other addresses', addressRequest(provider), 150],
  ] as const)('answers %s in its own form, and keeps nothing of what it refuses', async (_what, request, numRuns) => {
    const property = fc.asyncProperty(request, async ({ sent, given }) => {
      await probe(watched, provider, sent, given);
    });
    await fc.assert(property, { numRuns: runs(numRuns) });
  });
});

test('leaves Object.prototype as it was', () => {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect({}).not.toHaveProperty('polluted');
});
