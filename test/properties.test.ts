import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { providers } from '../mocks/index.ts';
import type { Provider } from '../src/engine/provider.ts';
import { startUnderstudy, type Understudy } from '../src/understudy.ts';
import {
  addressRequest,
  headerRequest,
  mutatedRequest,
  noiseRequest,
  type OddRequest,
  validRequest,
} from './odd-requests.ts';
import { expectOwnReply, isRefusal } from './provider-replies.ts';
import { arrange, sendTo, storedState } from './valid-calls.ts';

let understudy: Understudy;
const complaints: string[] = [];

beforeAll(async () => {
  const note = (message: string, details?: object) => complaints.push(`${message} ${JSON.stringify(details)}`);
  understudy = await startUnderstudy({ logger: { debug() {}, info() {}, warn: note, error: note } });
});
afterAll(() => understudy.close());

/** Sends a request to a session of its own; gives what came of it. */
async function perform(provider: Provider, { given, sent }: OddRequest) {
  complaints.length = 0;
  const session = understudy.session();
  await arrange(understudy, session.id, provider, given);
  const before = await storedState(understudy, session.id, provider);
  const reply = await sendTo(understudy, session.id, provider, sent);
  const after = await storedState(understudy, session.id, provider);
  const [entry] = session.requests();
  const operation = provider.operations.find(({ name }) => name === entry?.operation);
  return { reply, operation, before, after };
}

async function expectHarmless(provider: Provider, request: OddRequest): Promise<void> {
  const { reply, operation, before, after } = await perform(provider, request);
  expectOwnReply(provider, operation, reply);
  if (isRefusal(provider, operation, reply)) expect(after).toBe(before);
  expect(complaints).toEqual([]);
}

describe.each(providers.map((provider) => [provider.name, provider] as const))('%s', (_name, provider) => {
  test('accepts every sample', async () => {
    const property = fc.asyncProperty(validRequest(provider), async (request) => {
      const { reply, operation } = await perform(provider, request);
      expectOwnReply(provider, operation, reply);
      expect(operation?.name).toBe(request.meant);
      // A sample cannot know the id of an account.
      expect(isRefusal(provider, operation, reply)).toBe(request.meant === 'get-account');
    });
    await fc.assert(property, { numRuns: 40 });
  });

  test.each([
    ['bodies with dropped, retyped, doubled, renamed and added members', mutatedRequest(provider), 300],
    ['bodies of noise', noiseRequest(provider), 100],
    ['other headers', headerRequest(provider), 150],
    ['other addresses', addressRequest(provider), 200],
  ] as const)('answers %s in its own form, and keeps nothing of what it refuses', async (_what, request, numRuns) => {
    await fc.assert(
      fc.asyncProperty(request, (odd) => expectHarmless(provider, odd)),
      { numRuns },
    );
  });
});

test('leaves Object.prototype as it was', () => {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect({}).not.toHaveProperty('polluted');
});
