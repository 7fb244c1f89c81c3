import { execFileSync } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { startUnderstudy } from '../../src/app/understudy.ts';
import { mostDrawn } from '../../src/kit/world/random.ts';
import { send } from '../../src/provider-tests/send.ts';
import { storedState, validCall, validCalls } from '../../src/provider-tests/valid-calls.ts';
import { takeLock } from '../../src/stores/state-file/lock.ts';
import { StateFile } from '../../src/stores/state-file/state-file.ts';
import { setAside } from '../../src/stores/state-file/writing.ts';
import { mocks, providers } from '../support/providers.ts';
import { startProcess } from '../support/run-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const connection = '5cfa283a2e9096000b440d51';
const account = { email: 'a@b.example', name: 'A', connection_id: connection };

/** The text of a state file with right checksums. */
function forged(worlds: Readonly<Record<string, object>>, drawn = 0): string {
  const listed = Object.entries(worlds).map(([name, stores]) => [name, { drawn, stores }]);
  const line = JSON.stringify({ understudyState: 1, digestKey: '0'.repeat(64), worlds: listed });
  return `${crc32(line).toString(16).padStart(8, '0')} ${line}\n`;
}

function newPath(text?: string): string {
  const folder = temporaryFolder(text === undefined ? {} : { state: text });
  onTestFinished(() => folder[Symbol.dispose]());
  return join(folder.path, 'state');
}

function asideOf(path: string): string[] {
  return readdirSync(join(path, '..')).filter((name) => name.includes('.damaged-'));
}

/** Starts on a state file; gives what was told of it. */
async function startOn(path: string) {
  const warnings: string[] = [];
  const note = (message: string) => warnings.push(message);
  const understudy = await startUnderstudy({
    state: path,
    env: {},
    logger: { debug() {}, info() {}, warn: note, error: note },
  });
  return Object.assign(understudy, { warnings });
}

test('an absurd number of drawn ids keeps nobody waiting', async () => {
  const path = newPath(forged({ leadconnector: { users: [] } }, mostDrawn));
  // In a process of its own: one that counts for ever could not be ended otherwise.
  await using server = await startProcess(['start', '--port', '0', '--json', '--quiet', '--state', path]);
  const { path: address, method, headers, body } = validCall(mocks.leadconnector, 'create-user');
  const reply = await send(server.listening, method, `/leadconnector${address}`, { headers, body: body(1) });
  expect(reply.status).toBe(201);
  expect(asideOf(path)).toEqual([]);
});

test('a number of drawn ids that no server reaches is set aside', async () => {
  const path = newPath(forged({ leeloo: { accounts: [] } }, mostDrawn + 1));
  await using understudy = await startOn(path);
  expect(understudy.warnings).toEqual([expect.stringContaining('the state begins empty')]);
});

const user = { id: 'a'.repeat(20), email: 'a@b.example' };
const created_on = '2030-01-01 00:00:00';
const settings = { is_default: 'yes', confirmation_subject: 'a', confirmation_body: 'a', optin: 'single', created_on };
const campaign = { CAMPAIGN_ID: 'c1', ACCOUNT_ID: 'a1', name: 'a', ...settings };
const place = { country_code: 'PL', country: 'Poland', city: 'A', street: 'A', zip_code: '1' };
const names = { first_name: 'A', last_name: 'A', email: 'a@b.example', phone: '+48111111111' };
const keys = { ACCOUNT_ID: 'a1', API_KEY: '0'.repeat(32), FROM_FIELD_ID: 'f1' };
const getresponseAccount = { ...keys, ...names, ...place, created_on };
const organization = {
  Company: 'Sub',
  apiKey: '0123456789abcdef0123456789abcdef',
  Parent: 'UNDERSTUDY',
  ShareCredit: false,
  CopyAuthorizedSenderEmail: false,
};
const sensorproUser = {
  ...{ Organization: 'UNDERSTUDY', User: 'a@b.example', FirstName: 'A', LastName: 'B', Email: 'a@b.example' },
  ...{ UICulture: 'en-GB', Culture: 'en-GB', Role: 'Admin', Menu: '*sys' },
  ...{ CampaignAdmin: true, APIUser: true, EnableAdvancedEdit: true },
};

test('records that mocks can have stored are taken as they are', async () => {
  const path = newPath(
    forged({
      getresponse: { accounts: [['a1', getresponseAccount]], campaigns: [['c1', campaign]] },
      sensorpro: { users: [['understudy/a@b.example', sensorproUser]], organizations: [['sub', organization]] },
    }),
  );
  await using understudy = await startOn(path);
  expect(understudy.warnings).toEqual([]);
  expect(understudy.session('default').state('sensorpro')).toMatchObject({ users: [{}], organizations: [{}] });
});

test.each([
  ['without members', 'leeloo', { accounts: [['a', { x: 1 }]] }],
  ['with a member of another type', 'leeloo', { accounts: [[`${connection}/a@b.example`, { ...account, name: 7 }]] }],
  ['with a member of another form', 'leeloo', { accounts: [[`${connection}/a@b.example`, { ...account, tags: 'x' }]] }],
  ['under another key', 'leeloo', { accounts: [['a', account]] }],
  [
    'with the key of another one',
    'leeloo',
    {
      accounts: [
        ['a', account],
        ['b', account],
      ],
    },
  ],
  ['of another mock', 'leadconnector', { users: [[`${connection}/a@b.example`, account]] }],
  ['with half of its members', 'leadconnector', { users: [['a'.repeat(20), user]] }],
  ['of a campaign that no account has', 'getresponse', { campaigns: [['c1', campaign]] }],
  ['without a time', 'getresponse', { accounts: [['a1', { ...getresponseAccount, created_on: undefined }]] }],
  ['whose key is no text', 'getresponse', { accounts: [['a1', { ...getresponseAccount, API_KEY: 5 }]] }],
  ['whose digest is no text', 'sensorpro', { users: [['understudy/a@b.example', { ...sensorproUser, digest: [] }]] }],
  [
    'of another form that says to be there from the start',
    'sensorpro',
    { users: [['understudy/a@b.example', { ...sensorproUser, FirstName: 5, own: true }]] },
  ],
  ['whose token has no end', 'sensorpro', { tokens: [['x', { token: 'x', organization: 'UNDERSTUDY' }]] }],
  ['whose key is a number', 'sensorpro', { organizations: [['sub', { ...organization, apiKey: 5 }]] }],
])('a record %s, of %s, is set aside before anything trusts it, and others are kept', async (_what, name, stores) => {
  const good = { leeloo: { accounts: [[`${connection}/a@b.example`, account]] } };
  const other = name === 'leeloo' ? {} : good;
  const path = newPath(forged({ ...other, [name]: stores }));
  const before = readFileSync(path, 'utf8');
  {
    await using understudy = await startOn(path);
    const aside = asideOf(path);
    expect(understudy.warnings).toEqual([
      expect.stringMatching(
        new RegExp(
          `^The state file .+ is damaged: a record of ${name} .+\\. A copy is set aside as .+; the state of ${name} begins empty\\.$`,
        ),
      ),
    ]);
    expect(aside.map((file) => readFileSync(join(path, '..', file), 'utf8'))).toEqual([before]);
    const fresh = providers.find((provider) => provider.name === name);
    const state = await send(understudy, 'GET', `/_understudy/state/${name}`);
    expect(state.json()).toEqual(fresh?.state.dump(fresh.state.create(String)));
    if (name !== 'leeloo') expect(understudy.session('default').state('leeloo')).toMatchObject({ accounts: [account] });
  }
  await using again = await startOn(path);
  expect(again.warnings).toEqual([]);
});

test('whatever a mock has stored is known again', async () => {
  const path = newPath();
  const stored: string[] = [];
  {
    await using understudy = await startOn(path);
    for (const name of providers.flatMap(({ providerStates }) => providerStates.map((state) => state.name))) {
      const reply = await send(understudy, 'POST', '/_understudy/provider-states', { body: { state: name } });
      expect(reply.status).toBe(200);
    }
    for (const provider of providers) {
      for (const { method, path: address, headers, body } of validCalls(provider)) {
        for (const seed of [1, 2, 3]) {
          await send(understudy, method, `/${provider.name}${address}`, { headers, body: body(seed) });
        }
      }
    }
    for (const provider of providers) stored.push(await storedState(understudy, 'default', provider));
  }
  await using again = await startOn(path);
  expect(again.warnings).toEqual([]);
  const known = await Promise.all(providers.map((provider) => storedState(again, 'default', provider)));
  expect(known).toEqual(stored);
});

test('what is set aside is its owner’s from the beginning, and one copy however often it is', () => {
  const path = newPath('damaged');
  chmodSync(path, 0o644);
  StateFile.open(path).close();
  const [aside = ''] = asideOf(path);
  expect(lstatSync(join(path, '..', aside)).mode & 0o777).toBe(0o600);
  // As at starts that end before the file is written anew.
  for (const day of [1, 2, 3]) setAside(path, Buffer.from('damaged'), new Date(Date.UTC(2030, 0, day)));
  expect(asideOf(path)).toEqual([aside]);
  setAside(path, Buffer.from('damagex'), new Date(Date.UTC(2030, 0, 1)));
  expect(asideOf(path)).toHaveLength(2);
});

test('what is set aside is written through no link', () => {
  const path = newPath('damaged');
  const elsewhere = newPath('mine');
  symlinkSync(elsewhere, `${path}.damaged-20300101T000000Z`);
  const aside = setAside(path, Buffer.from('damaged'), new Date(Date.UTC(2030, 0, 1)));
  expect([aside, readFileSync(elsewhere, 'utf8')]).toEqual([`${path}.damaged-20300101T000000Z-2`, 'mine']);
});

test('a pipe is refused as a state file, and as its lock', ({ skip }) => {
  skip(process.platform === 'win32', 'Windows has no pipes that are files.');
  const path = newPath();
  execFileSync('mkfifo', [path]);
  expect(() => StateFile.open(path)).toThrow('it is a pipe, a socket or a device. Take another file.');
  const other = newPath();
  execFileSync('mkfifo', [`${other}.lock`]);
  expect(() => takeLock(other)).toThrow('another server uses it');
});

test('a file over 512 MiB is refused before it is read', () => {
  const path = newPath('');
  truncateSync(path, 512 * 1_048_576 + 1);
  expect(() => StateFile.open(path)).toThrow('it is over 536870912 bytes. Take another file.');
  mkdirSync(`${path}-folder`);
  expect(() => StateFile.open(`${path}-folder`)).toThrow('it is a folder');
});
