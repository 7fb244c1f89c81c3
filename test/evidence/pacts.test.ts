import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contracted, pactFile } from '../../contracts/pact-files.ts';
import { clientDrift } from '../../src/evidence/client-drift.ts';
import { driftOf } from '../../src/evidence/drift.ts';
import { playPacts } from '../../src/evidence/pacts.ts';
import { readPact } from '../../src/verify/read-pact.ts';
import { mocks } from '../support/providers.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { record } from './scripts.ts';

test.each(contracted)('the mock of $name answers all of its contract, as the verifier finds', async (provider) => {
  const pact = readPact(pactFile(provider.name));
  const played = await playPacts(provider, [pact]);
  expect(played.map(({ description }) => description)).toEqual(pact.interactions.map(({ description }) => description));
  expect(played.filter(({ differences }) => differences.length > 0)).toEqual([]);
});

/** The contract with LeadConnector, in which somebody changed a text. */
function changedPact(folder: string, from: string, by: string) {
  const file = join(folder, 'pact.json');
  const text = readFileSync(pactFile('leadconnector'), 'utf8');
  if (!text.includes(from)) throw new Error('The contract has no such text.');
  writeFileSync(file, text.replaceAll(from, by));
  return readPact(file);
}

async function judged(from: string, by: string) {
  using folder = temporaryFolder();
  const { recordings, now } = await record('leadconnector');
  const report = await driftOf(mocks.leadconnector, { recordings, now });
  const played = await playPacts(mocks.leadconnector, [changedPact(folder.path, from, by)]);
  return clientDrift(mocks.leadconnector, report, played);
}

test.each([
  [
    'another text',
    'A user with this email already exists',
    'Email exists',
    '/message',
    'value',
    'leadconnector/email-taken',
  ],
  ['another status', '"status": 201', '"status": 200', 'status', 'status', 'leadconnector/created'],
  [
    'a member that is not there',
    '"lastName": "Deo",\n            "name"',
    '"lastname": "Deo",\n            "name"',
    '/lastname',
    'missing',
    'leadconnector/created',
  ],
] as const)(
  'a client that expects %s where mock and API agree is wrong',
  async (_what, from, by, place, kind, rule) => {
    const { findings } = await judged(from, by);
    const found = findings.find((finding) => finding.place === place);
    expect(found).toMatchObject({ culprit: 'client', rule, kind, says: expect.stringContaining('correct the client') });
    expect(found?.recording).toMatch(/^leadconnector\//);
  },
);

test('what no recording meets is unchecked, and nobody is called wrong', async () => {
  const { findings, unchecked } = await judged('The token is not authorized for this scope.', 'No.');
  expect(findings).toEqual([]);
  expect(unchecked.map(({ description }) => description)).toContain(
    'a request to create a user with a token that may only read',
  );
});
