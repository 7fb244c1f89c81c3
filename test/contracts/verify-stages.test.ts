import { mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { encoders } from '../support/encoders.ts';
import { ownersEnv, startRealApis } from '../support/stand-in/real-apis.ts';
import type { Reply } from '../support/stand-in/reply.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { creation4, pact } from './pact-fixtures.ts';
import { real, recordingsFolder, verify } from './stages.ts';

const fromState = (name: string) => ({ type: 'ProviderState', expression: `\${${name}}`, dataType: 'STRING' });
const generators = {
  header: { 'X-Leeloo-AuthToken': fromState('token') },
  body: { '$.data[0].email': fromState('email'), '$.connection_id': fromState('connection_id') },
};
const states = ['the Leeloo token is accepted', 'a Leeloo connection exists', 'no Leeloo account exists'];
const request = { ...creation4.request, generators };

/** A creation that takes everything from its states. */
function creating(description: string, ...names: readonly string[]) {
  return { ...creation4, description, request, providerStates: [...states, ...names].map((name) => ({ name })) };
}

const created = creating('creates an account');
const tagged = creating('creates a tagged account', 'a Leeloo tag exists');
const again = creating('creates an account again', 'a Leeloo account exists');
const { UNDERSTUDY_LEELOO_TAG_ID: _tag, ...withoutTag } = ownersEnv;
const token = `${ownersEnv.UNDERSTUDY_LEELOO_TOKEN}`;
const otherToken = `${ownersEnv.UNDERSTUDY_LEADCONNECTOR_TOKEN}`;

/** Changes what Leeloo's stand-in says. */
function leeloo(change: (reply: Reply) => Reply) {
  return startRealApis((reply, provider) => (provider === 'leeloo' ? change(reply) : reply));
}

test('real APIs are not asked unless that is allowed and there are credentials', async () => {
  await using apis = await startRealApis();
  using folder = temporaryFolder({ 'pact.json': pact('4.0', [created]) });
  const refused = await verify([folder.path, '--against', 'real', ...apis.flags], ownersEnv);
  expect(refused).toEqual({
    code: 2,
    stdout: '',
    stderr: 'Cannot verify against the real APIs: the calls create accounts there. Add --allow-writes if they may.\n',
  });
  expect(await verify([folder.path, ...real, ...apis.flags])).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'Cannot verify against the real API of Leeloo: there are no credentials for it. Set UNDERSTUDY_LEELOO_TOKEN in the environment or in a file .env.\n',
  });
  using other = temporaryFolder({ 'pact.json': pact('4.0', [], { provider: { name: 'sensorpro' } }) });
  const { stderr } = await verify([other.path, ...real, ...apis.flags], { UNDERSTUDY_SENSORPRO_USER: 'me' });
  expect(stderr).toContain(
    'Set UNDERSTUDY_SENSORPRO_API_KEY, UNDERSTUDY_SENSORPRO_ORGANIZATION, UNDERSTUDY_SENSORPRO_PASSWORD in',
  );
  expect(Object.values(apis.servers).flatMap(({ received }) => received)).toEqual([]);
});

test.each([
  [['--record'], 'Cannot use --record with --against mock: no real API is asked. Add --against real.'],
  [['--against', 'replay', '--upstream', 'leeloo=http://127.0.0.1:1'], 'Cannot use --upstream with --against replay'],
  [['--against', 'replay', '--recordings', '/nowhere/at/all'], 'Cannot read the recordings folder /nowhere/at/all:'],
  [[...real, '--upstream', 'leeloo=http://api.example.com'], 'real credentials of leeloo would travel in clear'],
  [[...real, '--upstream', 'lelo=http://127.0.0.1:1'], 'Did you mean leeloo?'],
])('refuses %j in one line', async (args, problem) => {
  using folder = temporaryFolder({ 'pact.json': pact('4.0', [created]) });
  const { code, stderr } = await verify([folder.path, ...args], ownersEnv);
  expect(stderr).toContain(problem);
  expect(stderr.trim()).not.toContain('\n');
  expect(code).toBe(2);
});

test('what a stage cannot set up is skipped and says why, for people and for machines', async () => {
  await using apis = await startRealApis();
  using folder = temporaryFolder({ 'pact.json': pact('4.0', [created, tagged]) });
  const people = await verify([folder.path, ...real, ...apis.flags], withoutTag);
  const reason = 'Nobody gave a tag id of a real account. Set UNDERSTUDY_LEELOO_TAG_ID.';
  expect(people.stdout).toContain(
    [
      '  ✓ creates an account',
      '  - creates a tagged account (skipped)',
      `      given ${[...states, 'a Leeloo tag exists'].join(', and ')}`,
      `      cannot be set up: ${reason}`,
    ].join('\n'),
  );
  expect(people.stdout).toContain('1 passed, 0 failed, 1 skipped, in 1 pacts.');
  expect(people).toMatchObject({ code: 0, stderr: '' });
  const machines = await verify([folder.path, ...real, ...apis.flags, '--json'], withoutTag);
  expect(machines.code).toBe(0);
  const lines = machines.stdout.trim().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { result: 'passed' },
    { description: 'creates a tagged account', result: 'skipped', reason, differences: [] },
    { event: 'pact', verified: true, passed: 1, failed: 0, pending: 0, skipped: 1 },
    { event: 'verified', verified: true, passed: 1, failed: 0, pending: 0, skipped: 1 },
  ]);
});

test('a pact of which nothing could be tried is no success', async () => {
  await using apis = await startRealApis();
  using folder = temporaryFolder({ 'a.json': pact('4.0', [tagged]), 'b.json': pact('4.0', [created]) });
  const { code, stdout, stderr } = await verify([folder.path, ...real, ...apis.flags], withoutTag);
  expect(stdout).toContain('✗ None of its interactions could be tried here, so it proves nothing.');
  expect(stderr).toBe('Verification failed: nothing was tried of 1 of 2 pacts.\n');
  expect(code).toBe(1);
});

test('a state whose calls are refused is skipped, with what was answered and no secret', async () => {
  await using apis = await leeloo((reply) => ({ ...reply, status: 503, body: `{"status":0,"you":"${token}"}` }));
  using folder = temporaryFolder({ 'pact.json': pact('4.0', [again]) });
  const { code, stdout } = await verify([folder.path, ...real, ...apis.flags], ownersEnv);
  expect(stdout).toContain(
    'cannot be set up: The account could not be created. POST /api/v2/accounts/email was answered 503 {"status":0,"you":"***"}.',
  );
  expect(code).toBe(1);
});

const leaks: readonly [where: string, change: (reply: Reply) => Reply][] = [
  ['a member', (reply) => ({ ...reply, body: `{"status":1,"data":{"count_to_process":"${token}"}}` })],
  ['the name of a member', (reply) => ({ ...reply, body: `{"status":1,"data":{"${token}":1}}` })],
  ['a member, as that of another provider', (reply) => ({ ...reply, body: `{"status":"${otherToken}"}` })],
  ['a member, percent-encoded', (reply) => ({ ...reply, body: `{"status":"${encoders.everyByte(token)}"}` })],
  ['a text', (reply) => ({ ...reply, body: `"you are ${token}` })],
  ['a list', (reply) => ({ ...reply, body: `[["${token}"]]` })],
  ['base64', (reply) => ({ ...reply, body: `{"status":"${Buffer.from(token).toString('base64')}"}` })],
  ['a header', (reply) => ({ ...reply, headers: { 'Content-Type': `application/${token}` } })],
];

test.each(leaks)('a real credential that comes back in %s is not printed', async (_where, change) => {
  await using apis = await leeloo(change);
  const response = { ...creation4.response, headers: { 'Content-Type': ['application/json'] } };
  using folder = temporaryFolder({ 'pact.json': pact('4.0', [{ ...created, response }]) });
  for (const flags of [[], ['--json']]) {
    const { code, stdout, stderr } = await verify([folder.path, ...real, ...apis.flags, ...flags], ownersEnv);
    expect(stdout).toContain('creates an account');
    for (const secret of [token, otherToken, encoders.everyByte(token)]) expect(stdout + stderr).not.toContain(secret);
    expect(stdout + stderr).not.toContain(Buffer.from(token).toString('base64').slice(0, 20));
    expect(code).toBe(1);
  }
});

test('an upstream that is away fails, and is named', async () => {
  using folder = temporaryFolder({ 'pact.json': pact('4.0', [created]) });
  const flags = ['--upstream', 'leeloo=http://127.0.0.1:1'];
  const { code, stdout, stderr } = await verify([folder.path, ...real, ...flags], ownersEnv);
  expect(stdout).toContain('status: expected 200, came 502');
  expect(stderr).toContain('Cannot get a reply of leeloo from http://127.0.0.1:1');
  expect(code).toBe(1);
});

test('a replay skips what was never recorded, and fails where it has no recording of the request', async () => {
  await using recordings = await recordingsFolder();
  await using apis = await startRealApis();
  using folder = temporaryFolder({ 'pact.json': pact('4.0', [created]) });
  const flags = ['--recordings', recordings.path];
  await verify([folder.path, ...real, '--record', ...flags, ...apis.flags], ownersEnv);
  const stateless = { ...creation4, description: 'creates an account without states' };
  using more = temporaryFolder({ 'pact.json': pact('4.0', [created, tagged, stateless]) });
  const { code, stdout } = await verify([more.path, '--against', 'replay', ...flags]);
  expect(stdout).toContain('✓ creates an account\n  - creates a tagged account (skipped)');
  expect(stdout).toContain(
    `cannot be set up: No values of its states are kept in ${recordings.path}. Record them with --against real --record.`,
  );
  expect(stdout).toContain(
    '✗ creates an account without states\n' +
      '      Cannot replay POST /leeloo/api/v2/accounts/email: no recording is of this request. Nearest is',
  );
  expect(code).toBe(1);
});

test('a contract that is recorded anew replays by its new values', async () => {
  await using recordings = await recordingsFolder();
  await using apis = await startRealApis();
  using folder = temporaryFolder({ 'pact.json': pact('4.0', [created]) });
  const flags = ['--recordings', recordings.path];
  for (let count = 0; count < 2; count += 1)
    await verify([folder.path, ...real, '--record', ...flags, ...apis.flags], ownersEnv);
  expect(await readdir(join(recordings.path, '.provider-states', 'leeloo'))).toHaveLength(1);
  await rm(join(recordings.path, '.provider-states', 'leeloo'), { recursive: true });
  expect((await verify([folder.path, '--against', 'replay', ...flags])).stdout).toContain('1 skipped');
  expect((await recordings.files()).filter((file) => file.endsWith('.json'))).toHaveLength(2);
});

const kept = { version: 1, provider: 'leeloo', consumer: 'shop', description: '', states: [], values: {} };
const broken: readonly [what: string, text: string, problem: string][] = [
  ['cut short', JSON.stringify(kept).slice(0, 40), 'it is cut short or no JSON'],
  ['foreign', '{"log": {}}', "must have required property 'version'"],
  ['newer', JSON.stringify({ ...kept, version: 2 }), 'its format is version 2, and this program knows 1'],
  [
    'hostile',
    JSON.stringify({ ...kept, values: { token: { toString: 'x' } } }),
    '/values/token must be string,boolean',
  ],
  ['another provider’s', JSON.stringify({ ...kept, provider: 'sensorpro' }), 'it is of another provider'],
];

test.each(broken)('kept values that are %s are told before anything is verified', async (_what, text, problem) => {
  await using recordings = await recordingsFolder();
  await using apis = await startRealApis();
  using folder = temporaryFolder({ 'pact.json': pact('4.0', [created]) });
  const flags = ['--recordings', recordings.path];
  await verify([folder.path, ...real, '--record', ...flags, ...apis.flags], ownersEnv);
  const [file = ''] = (await recordings.files()).filter((name) => name.includes('.provider-states'));
  await writeFile(file, text);
  const { code, stdout, stderr } = await verify([join(folder.path, 'pact.json'), '--against', 'replay', ...flags]);
  expect(stdout).toBe('');
  expect(stderr).toContain('Cannot use .provider-states/leeloo/');
  expect(stderr).toContain(problem);
  expect(code).toBe(2);
});

test('kept values are neither read nor written through a symbolic link', async () => {
  await using recordings = await recordingsFolder();
  await using elsewhere = await recordingsFolder();
  await using apis = await startRealApis();
  using folder = temporaryFolder({ 'pact.json': pact('4.0', [created]) });
  await mkdir(join(recordings.path, '.provider-states'));
  await symlink(elsewhere.path, join(recordings.path, '.provider-states', 'leeloo'));
  const flags = ['--record', '--recordings', recordings.path];
  const { code, stderr } = await verify([folder.path, ...real, ...flags, ...apis.flags], ownersEnv);
  expect(stderr).toContain('it is a symbolic link. Put a folder there.');
  expect(code).toBe(0);
  expect(await elsewhere.files()).toEqual([]);
});
