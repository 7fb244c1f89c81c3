import { describe, expect, test } from 'vitest';
import { compareApi } from '../support/live-calls.ts';
import { mocks } from '../support/providers.ts';
import type { Plant } from '../support/recorded-calls.ts';
import { getresponse } from './planted/getresponse.ts';
import { leadconnector } from './planted/leadconnector.ts';
import { leeloo } from './planted/leeloo.ts';
import { sensorpro } from './planted/sensorpro.ts';
import { type Scripted, scripted, scripts } from './scripts.ts';

const planted = { leeloo, getresponse, leadconnector, sensorpro };

/** Runs a provider's script through a server in the mode compare. */
async function play(name: Scripted, plant?: Plant, options?: Parameters<typeof compareApi>[2]) {
  const { state, run } = scripts[name];
  const api = await compareApi(mocks[name], { state, ...(plant && { plant }) }, options);
  let calls = 0;
  await run(async (label, call) => {
    calls += 1;
    return (await api.call({ label, ...call })) as never;
  });
  return { api, calls };
}

test.each(scripted)('an API like %s that has not drifted agrees with the mock beside it', async (name) => {
  const { api, calls } = await play(name);
  await using _ = api;
  expect(await api.drift()).toEqual({ compared: calls, agree: calls, drifted: 0, notJudged: [], findings: [] });
});

describe.each(scripted)('what an API like %s does otherwise is noted beside it', (name) => {
  // What is hidden before anything is compared cannot be told: credentials that no call issued, and what stands in their places.
  test.each(planted[name].filter(({ what }) => !['any token', 'a key as a number'].includes(what)))(
    '$what',
    async ({ plant, found }) => {
      const { api } = await play(name, plant);
      await using _ = api;
      const [worst] = (await api.drift()).findings.map(({ culprit, rule, kind, place }) => [
        culprit,
        rule,
        kind,
        place,
      ]);
      expect(worst).toEqual(found);
    },
  );
});
