import { expect, test } from 'vitest';
import { checkRecordings } from '../proxy/upkeep/check-recordings.ts';
import { scanRecordings } from '../proxy/upkeep/scan-recordings.ts';
import { scrubRecordings } from '../proxy/upkeep/scrub-recordings.ts';
import { readCredentials } from '../proxy/upstream/credentials.ts';
import { readPact } from '../src/verify/read-pact.ts';
import { real, recordingsFolder, verify } from '../test/contracts/stages.ts';
import { providers } from '../test/support/providers.ts';
import { ownersEnv, ownersSecrets, played, startRealApis } from '../test/support/stand-in/real-apis.ts';
import type { Reply } from '../test/support/stand-in/reply.ts';
import { contracted, pactFile, partOfPact } from './pact-files.ts';

const credentials = readCredentials(providers, ownersEnv);

/** The stand-ins are gone when it is done. */
async function verifyAndRecord(pact: string, folder: string) {
  await using apis = await startRealApis();
  return await verify([pact, ...real, '--record', '--recordings', folder, ...apis.flags], ownersEnv);
}

test.each(contracted.filter(({ name }) => played.some((each) => each.name === name)))(
  'the contract with $name holds on an API that is not the mock, and on recordings of it, without a secret in sight',
  async ({ name }) => {
    await using folder = await recordingsFolder();
    const { interactions } = readPact(pactFile(name));
    const all = `${interactions.length} passed, 0 failed, in 1 pacts.\n`;
    const atReal = await verifyAndRecord(pactFile(name), folder.path);
    expect(atReal).toMatchObject({ code: 0, stdout: expect.stringContaining(all), stderr: '' });
    const atReplay = await verify([pactFile(name), '--against', 'replay', '--recordings', folder.path]);
    expect(atReplay).toMatchObject({ code: 0, stdout: expect.stringContaining(all), stderr: '' });
    const written = atReal.stdout + (await folder.text());
    for (const secret of ownersSecrets) expect(written).not.toContain(secret);
    // What sets up states is in no recording: there is one for each interaction.
    const recorded = (await folder.files()).filter((file) => !file.includes('.provider-states'));
    expect(recorded).toHaveLength(interactions.length);
    const settings = { folder: folder.path, providers, credentials, secrets: [] };
    expect((await scanRecordings(settings)).findings).toEqual([]);
    expect(await scrubRecordings(settings)).toMatchObject({ changed: [], problems: [] });
    // The stand-ins say more than their documents, which is a warning.
    const { findings } = await checkRecordings(settings);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  },
);

const drifts: readonly [what: string, provider: string, from: string, to: string, told: readonly string[]][] = [
  ['a field', 'leeloo', '"count_to_process"', '"count"', ['✗ a request to create an email account', '$.data: ']],
  ['a field', 'getresponse', '"ACCOUNT_ID"', '"id"', ['✗ a call to add an account with every field', '$.result: ']],
  ['a field', 'leadconnector', '"roles"', '"role"', ['✗ a request to get a user', '$: ', 'GET /users/']],
  [
    'a text',
    'leadconnector',
    'The user does not exist.',
    'No user.',
    ['✗ a request to delete a user that', '$.message: '],
  ],
  ['a number', 'sensorpro', '"AddCount":1', '"AddCount":"1"', ['✗ a request to add an organization', '$.AddCount: ']],
];

test.each(drifts)('%s of %s that has drifted is found, and told with its place', async (...drift) => {
  const [, drifted, from, to, told] = drift;
  const change = (reply: Reply, provider: string) =>
    provider === drifted ? { ...reply, body: reply.body.replaceAll(from, to) } : reply;
  await using apis = await startRealApis(change);
  using part = partOfPact(drifted, told[0]?.slice('✗ '.length) ?? '');
  const { code, stdout, stderr } = await verify([part.path, ...real, ...apis.flags], ownersEnv);
  for (const text of told) expect(stdout).toContain(text);
  expect(stderr).toBe('Verification failed: 1 of 1 pacts do not hold.\n');
  expect(code).toBe(1);
});

test('a status that has drifted is found', async () => {
  const change = (reply: Reply) => (reply.status === 201 ? { ...reply, status: 200 } : reply);
  await using apis = await startRealApis(change);
  using part = partOfPact('leadconnector', 'a request to create a user with the required fields');
  const { code, stdout } = await verify([part.path, ...real, ...apis.flags], ownersEnv);
  expect(stdout).toContain(
    '✗ a request to create a user with the required fields\n' +
      '      given the LeadConnector token is accepted, and no LeadConnector user exists\n' +
      '      status: expected 201, came 200\n',
  );
  expect(code).toBe(1);
});
