import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Example, exampleBody, readExamples } from '../kit/example.ts';
import { maxBodyBytes } from '../kit/protocols/http.ts';
import type { Provider } from '../kit/provider.ts';
import { brokenBodies, type Hostile, oddBodies, oddHeads } from './hostile-requests.ts';
import { playAlone, playTogether } from './isolation.ts';
import { plantings } from './plantings.ts';
import { type Outcome, probe, startWatched, type Watched } from './probe.ts';
import { putBack } from './put-back.ts';
import { leaks, type Overheard, startOverheard } from './secret-leaks.ts';
import { type ValidCall, validCalls } from './valid-calls.ts';
import './to-be-none.ts';

/** Has tested how a provider behaves towards whoever comes, on a server of its own. */
export function testBehaviour(provider: Provider): void {
  let watched: Watched<Provider>;
  let overheard: Overheard;
  beforeAll(async () => {
    watched = await startWatched([provider]);
    overheard = await startOverheard(provider);
  });
  afterAll(async () => {
    await watched[Symbol.asyncDispose]();
    await overheard[Symbol.asyncDispose]();
  });

  describe('refusals leave nothing behind, and replies are its own', () => {
    const live = [...readExamples(provider)].filter(([, example]) => isAlone(example));
    test.each(live)('%s', async (_file, { given, request }) => {
      const { method, path, headers = {} } = request;
      await probe(watched, provider, { method, path, headers, body: exampleBody(request) }, given?.state);
    });
  });

  describe.each(validCalls(provider).map((call) => [call.operation.name, call] as const))('%s', (_name, call) => {
    const valid = call.body(1);
    const attempt = (changes: Hostile[1]): Promise<Outcome> => {
      const { method, path, headers, given } = call;
      return probe(watched, provider, { method, path, headers, body: valid, ...changes }, given);
    };
    testHostile(call, valid, attempt);
  });

  test('takes the state that it shows into a fresh session, and draws nothing again that is stored', async () => {
    for (const call of validCalls(provider)) await putBack(watched, provider, call);
  });

  test('sessions at once see what each of them sees alone, to the byte', async () => {
    expect(await playTogether(provider)).toEqual(await playAlone(provider));
  });

  test.each(plantings)('a secret in %s is shown nowhere', async (_where, planting) => {
    const advice = 'Say where it stands: `x-secret` in a schema, or a place in `secrets`.';
    for (const call of validCalls(provider)) expect(await leaks(overheard, provider, call, planting)).toBeNone(advice);
  });
}

/** What stands in the way of sending an example by itself: bounds, limits and what happened before. */
function isAlone({ given = {} }: Example): boolean {
  return given.bounds === undefined && given.rate_limits === undefined && given.steps === undefined;
}

function testHostile(call: ValidCall, valid: string, attempt: (changes: Hostile[1]) => Promise<Outcome>): void {
  test('answers odd types, headers, queries, paths and methods in its own words', async () => {
    for (const [, changes] of oddHeads(call)) await attempt(changes);
  });
  if (valid === '') return;
  test.each(brokenBodies(valid))('refuses a body that is broken: %s', async (_what, changes) => {
    expect((await attempt(changes)).isRefused).toBe(true);
  });
  test('refuses a body of a byte too many', async () => {
    const { isRefused, reply } = await attempt({ body: `{"a":"${'x'.repeat(maxBodyBytes - 7)}"}` });
    expect([reply.status, isRefused]).toEqual([413, true]);
  });
  test('answers odd values in each place of its body in its own words', async () => {
    for (const [, changes] of oddBodies(valid)) await attempt(changes);
    expect({}).not.toHaveProperty('polluted');
  });
}
