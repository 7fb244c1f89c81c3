import { describe, expect, test } from 'vitest';
import { driftOf } from '../../src/evidence/drift.ts';
import { mocks } from '../support/providers.ts';
import type { Plant } from '../support/recorded-calls.ts';
import { getresponse } from './planted/getresponse.ts';
import { leadconnector } from './planted/leadconnector.ts';
import { leeloo } from './planted/leeloo.ts';
import { answer, replacing, status, to } from './planted/plants.ts';
import { sensorpro } from './planted/sensorpro.ts';
import { record, type Scripted, scripted } from './scripts.ts';

const planted = { leeloo, getresponse, leadconnector, sensorpro };

describe.each(scripted)('what an API like %s does otherwise is found, with who is wrong', (name) => {
  test.each(planted[name])('$what', async ({ plant, found }) => {
    const { recordings, now } = await record(name, plant);
    const { findings } = await driftOf(mocks[name], { recordings, now });
    const [worst] = findings.map(({ culprit, rule, kind, place }) => [culprit, rule, kind, place]);
    expect(worst).toEqual(found);
  });
});

const minute = 60_000;
const day = 1_440 * minute;

/** Twice the same script, the second time weeks later, when the API does something else. */
async function changedAfter(name: Scripted, plant: Plant, later = 30 * day) {
  const [first, second] = [await record(name), await record(name, plant)];
  const moved = second.recordings.map(({ file, recording }) => {
    const at = new Date(Date.parse(recording.recorded_at) + later).toISOString();
    return {
      file: `later/${file}`,
      recording: { ...recording, sequence: recording.sequence + 1_000, recorded_at: at },
    };
  });
  return { recordings: [...first.recordings, ...moved], now: second.now + later };
}

test.each([
  ['inside of the schema', 'text', replacing('Sign-in failed.', 'Login failed')],
  ['outside of it', 'new', replacing('"Result":', '"Elapsed":1,"Result":')],
  ['in its status', 'status', status('wrong token', 401)],
] as const)('what changed between two dates is the provider’s, %s', async (_where, kind, plant) => {
  const { findings } = await driftOf(mocks.sensorpro, await changedAfter('sensorpro', plant));
  const found = findings.find((finding) => finding.kind === kind);
  expect(found).toMatchObject({
    culprit: 'provider',
    says: expect.stringMatching(/until 2026-01-01T12:\d\d:00\.000Z/),
  });
});

test('equal requests of one second that were answered otherwise are not judged', async () => {
  const { recordings } = await record('leeloo');
  const [first] = recordings;
  if (!first) throw new Error('The script makes no calls.');
  const { response, sequence } = first.recording;
  const other = { ...response, body: { json: { data: { count_to_process: 7 }, status: 1 } } };
  const refused = recordings.filter(({ file }) => file.includes('create'));
  const wrong = refused[3];
  if (!wrong) throw new Error('The script makes no refused call.');
  const contradiction = {
    ...wrong.recording,
    sequence: sequence + 500,
    response: { ...wrong.recording.response, status: 422 },
  };
  const pair = [wrong, { file: 'leeloo/create-email-account/other.json', recording: contradiction }];
  const report = await driftOf(mocks.leeloo, { recordings: pair, now: Date.now() });
  expect(report).toMatchObject({ agree: 1, drifted: 0, findings: [] });
  expect(report.notJudged).toEqual([
    { recording: 'leeloo/create-email-account/other.json', reason: expect.stringContaining('same second') },
  ]);
  expect(other.status).toBe(200);
});

test('what is no reply of the API is not judged, and never counts as clean', async () => {
  const plants: [Plant, string][] = [
    [status('created', 503), 'the API failed (503)'],
    [status('created', 429), 'too many requests'],
    [to('created', () => ({ status: 200, body: '<html>Please log in</html>' })), 'something between answered'],
    [answer('created', 302, {}), 'it leads elsewhere (302)'],
  ];
  for (const [plant, reason] of plants) {
    const { recordings, now } = await record('leeloo', plant);
    const report = await driftOf(mocks.leeloo, { recordings, now });
    expect(report.notJudged[0]?.reason).toContain(reason);
    expect(report.compared + report.notJudged.length).toBe(recordings.length);
  }
});

test('stale recordings are not compared, and without any age all are', async () => {
  const { recordings, now } = await record('leeloo');
  const count = recordings.length;
  const driftAt = (maxAge: number, at: number) => driftOf(mocks.leeloo, { recordings, now: at, maxAge });
  expect(await driftAt(1, now)).toMatchObject({ stale: 0, compared: count });
  expect(await driftAt(1, now + 2 * day)).toMatchObject({ stale: count, compared: 0, agree: 0 });
  expect(await driftAt(0, now)).toMatchObject({ stale: count, compared: 0, agree: 0 });
});

test('an account that was there before is no drift, and rules that nothing met are unchecked', async () => {
  const { recordings, now } = await record('leadconnector');
  const later = recordings.filter(({ recording }) => recording.response.status !== 201);
  const report = await driftOf(mocks.leadconnector, { recordings: later, now });
  expect(report).toMatchObject({ findings: [], drifted: 0, agree: later.length });
  expect(report.unchecked).toContain('leadconnector/created');
  expect(report.unchecked).not.toContain('leadconnector/email-taken');
});
