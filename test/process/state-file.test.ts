import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { StateFileError, StateNotKeptError, startUnderstudy } from '../../src/index.ts';
import { StateFile } from '../../src/stores/state-file/state-file.ts';
import { runCommand } from '../support/run-command.ts';
import { startProcess } from '../support/run-process.ts';

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'understudy-state-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function newPath(): Promise<string> {
  return join(await newFolder(), 'state');
}

function serve(path: string) {
  return startProcess(['start', '--port', '0', '--json', '--quiet', '--state', path]);
}

async function post(url: string, headers: Record<string, string>, body: object) {
  const reply = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: reply.status, headers: reply.headers, body: JSON.parse(await reply.text()) };
}

const leelooToken = { 'X-Leeloo-AuthToken': 'understudy-leeloo-0c1d2e3f4a5b6c7d' };

function createAccount(serverUrl: string, email: string) {
  const body = { data: [{ email }], connection_id: '5cfa283a2e9096000b440d51' };
  return post(`${serverUrl}/leeloo/api/v2/accounts/email`, leelooToken, body);
}

async function storedEmails(serverUrl: string): Promise<string[]> {
  const { accounts } = JSON.parse(await (await fetch(`${serverUrl}/_understudy/state/leeloo`)).text());
  return accounts.map(({ email }: { email: string }) => email);
}

test('kill -9 in the middle of many creates loses no acknowledged one', async () => {
  const path = await newPath();
  const acknowledged: string[] = [];
  for (const round of [1, 2, 3]) {
    await using server = await serve(path);
    expect(await storedEmails(server.listening.url)).toEqual(expect.arrayContaining(acknowledged));
    const killed = new Promise((resolve) => {
      const create = async (client: number) => {
        for (let count = 0; ; count += 1) {
          const email = `r${round}-c${client}-${count}@sherwood.example`;
          const { body } = await createAccount(server.listening.url, email);
          expect(body).toEqual({ data: { count_to_process: 1 }, status: 1 });
          acknowledged.push(email);
          if (acknowledged.length === round * 150) resolve(server.stop('SIGKILL'));
        }
      };
      for (let client = 0; client < 8; client += 1) create(client).catch(() => {});
    });
    expect(await killed).toMatchObject({ code: null });
  }
  await using server = await serve(path);
  const stored = await storedEmails(server.listening.url);
  expect(acknowledged.length).toBeGreaterThanOrEqual(450);
  expect(stored).toEqual(expect.arrayContaining(acknowledged));
  expect(new Set(stored).size).toBe(stored.length);
  expect((await server.stop('SIGTERM')).code).toBe(0);
});

test('goes on where it was: sign-ins, tokens, keys and ids outlive the process, passwords stand nowhere in clear', async () => {
  const path = await newPath();
  const password = 'Canary@Merry1Men!';
  const before = await startUnderstudy({ state: path });
  const { sensorpro, leadconnector } = before.session().credentials;
  const organization = { Organization: sensorpro.organization, User: sensorpro.user };
  const signIn = (url: string, secret: string, user: string = sensorpro.user) =>
    post(
      `${url}/sensorpro/auth/sys/signin`,
      { 'x-apikey': sensorpro.api_key },
      { ...organization, User: user, Password: secret },
    );
  const { Token } = (await signIn(before.url, sensorpro.password)).body;
  const user = {
    User: 'robin@sherwood.example',
    FirstName: 'Robin',
    LastName: 'Hood',
    Email: 'robin@sherwood.example',
  };
  const added = await post(
    `${before.url}/sensorpro/api/Account/AddUpdateUser/${Token}`,
    {},
    { ...user, Password: password, PasswordCnf: password, APIUser: true },
  );
  expect(added.body.Result.TotalErrors).toBe(0);
  const lead = (email: string) => ({
    companyId: leadconnector.company_id,
    firstName: 'Robin',
    lastName: 'Hood',
    email,
    password,
    type: 'account',
    role: 'user',
    locationIds: [leadconnector.location_id],
  });
  const createLead = (url: string, email: string) =>
    post(
      `${url}/leadconnector/users/`,
      { Authorization: `Bearer ${leadconnector.token}`, Version: '2021-07-28' },
      lead(email),
    );
  const first = await createLead(before.url, 'robin@sherwood.example');
  expect(first.status).toBe(201);
  await before.close();

  const kept = await readFile(path, 'utf8');
  expect(kept).not.toContain(password);
  expect(kept).not.toContain(sensorpro.password);
  expect(kept).toContain(Token);
  expect((await stat(path)).mode & 0o777).toBe(0o600);

  await using after = await startUnderstudy({ state: path });
  expect((await signIn(after.url, password, user.User)).body.Token).not.toBe('');
  expect((await signIn(after.url, 'wrong', user.User)).body.Token).toBe('');
  const changed = await post(
    `${after.url}/sensorpro/api/Account/AddUpdateUser/${Token}`,
    {},
    { ...user, LastName: 'Loxley' },
  );
  expect(changed.body.Result.TotalErrors).toBe(0);
  const second = await createLead(after.url, 'marian@sherwood.example');
  expect(second.status).toBe(201);
  expect(second.body.id).not.toBe(first.body.id);
  expect((await createLead(after.url, 'robin@sherwood.example')).status).not.toBe(201);
});

test('keeps seeds, restores and resets of the session default, and of no other', async () => {
  const path = await newPath();
  const accounts = [{ email: 'revolt@xmpl.net', name: 'Robin', connection_id: '5cfa283a2e9096000b440d51' }];
  {
    await using understudy = await startUnderstudy({ state: path });
    const session = understudy.session('default');
    session.seed('leeloo', { accounts });
    const snapshot = session.snapshot();
    session.reset();
    session.restore(snapshot);
    await createAccount(understudy.session('other').url('leeloo').replace('/leeloo', ''), 'other@sherwood.example');
  }
  {
    await using understudy = await startUnderstudy({ state: path });
    expect(understudy.session('default').state('leeloo')).toMatchObject({ accounts });
    expect(understudy.session('other').state('leeloo')).toMatchObject({ accounts: [] });
    understudy.session('default').reset();
  }
  await using understudy = await startUnderstudy({ state: path });
  expect(understudy.session('default').state('leeloo')).toMatchObject({ accounts: [] });
});

test('refuses a file that another server uses, in one line, and takes it over from one that was killed', async () => {
  const path = await newPath();
  const link = `${path}-link`;
  await using server = await serve(path);
  await symlink(path, link);
  for (const name of [path, link]) {
    const { code, stdout, stderr } = await runCommand(['start', '--port', '0', '--state', name]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('another server (process');
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  }
  await server.stop('SIGKILL');
  await using understudy = await startUnderstudy({ state: link });
  await expect(startUnderstudy({ state: path })).rejects.toThrow(StateFileError);
  await understudy.close();
  await (await startUnderstudy({ state: path })).close();
  expect((await readdir(join(path, '..'))).sort()).toEqual(['state', 'state-link']);
});

/** What servers that were killed have left; the last account stands in a line of its own behind the two. */
async function leftByKilled(): Promise<string> {
  const path = await newPath();
  const emails = ['one', 'two', 'three'].map((name) => `${name}@sherwood.example`);
  for (const batch of [emails.slice(0, 1), emails.slice(1)]) {
    await using server = await serve(path);
    for (const email of batch) await createAccount(server.listening.url, email);
    await server.stop('SIGKILL');
  }
  return readFile(path, 'utf8');
}
let left: Promise<string> | undefined;

test.each([
  ['no state file at all', () => 'not a state', []],
  ['a first line that was changed', (text: string) => text.replace('leeloo', 'leelou'), []],
  ['a last line that is not whole', (text: string) => text.slice(0, -9), ['one@sherwood.example']],
  ['a line that was changed', (text: string) => text.replace('two@', 'tvo@'), ['one@sherwood.example']],
  ['a line that is missing', (text: string) => text.replace(/\n.*two@.*\n/, '\n'), ['one@sherwood.example']],
])('sets a damaged file aside, tells so in one line, and starts: %s', async (_what, damage, kept) => {
  left ??= leftByKilled();
  const damaged = damage(await left);
  const path = await newPath();
  await writeFile(path, damaged);

  await using server = await serve(path);
  expect(server.listening.event).toBe('listening');
  const told = JSON.parse(await server.nextLine());
  expect(told).toMatchObject({ level: 'warn', event: expect.stringContaining(`${path} is damaged`) });
  const [aside] = (await readdir(join(path, '..'))).filter((name) => name.startsWith('state.damaged-'));
  expect(told.event).toContain(aside);
  expect(await readFile(join(path, '..', aside ?? ''), 'utf8')).toBe(damaged);
  expect(await storedEmails(server.listening.url)).toEqual(expect.arrayContaining(kept));
  await server.stop('SIGTERM');
  await using again = await serve(path);
  expect(await storedEmails(again.listening.url)).not.toContain('three@sherwood.example');
  await again.stop('SIGTERM');
});

test.each([
  ['in a folder that is not there', 'missing/state', 'its folder does not exist'],
  ['that is a folder', '.', 'it is a folder'],
])('refuses a file %s, in one line', async (_where, name, problem) => {
  const path = join(await newFolder(), name);
  const { code, stderr } = await runCommand(['start', '--port', '0', '--state', path]);
  expect(code).toBe(1);
  expect(stderr).toBe(`Cannot keep the state in ${path}: ${problem}. ${stderr.split('. ').at(-1)}`);
});

test('an empty file is a new one', async () => {
  const path = await newPath();
  await writeFile(path, '');
  await using understudy = await startUnderstudy({ state: path });
  await createAccount(understudy.url, 'one@sherwood.example');
  expect(await storedEmails(understudy.url)).toEqual(['one@sherwood.example']);
  expect(await readdir(join(path, '..'))).not.toContainEqual(expect.stringContaining('damaged'));
});

test('refuses a change that cannot be written, and does not make it', async ({ skip }) => {
  skip(process.platform === 'win32', 'Windows has no limit for the sizes of files.');
  const path = await newPath();
  // No file may grow beyond eight blocks, as on a full disk.
  const limited = ['sh', '-c', 'ulimit -f 8; exec "$@"', 'sh'];
  await using server = await startProcess(['start', '--port', '0', '--json', '--quiet', '--state', path], limited);
  const acknowledged: string[] = [];
  let refused: Awaited<ReturnType<typeof createAccount>> | undefined;
  for (let count = 0; !refused && count < 200; count += 1) {
    const email = `${count}@sherwood.example`;
    const reply = await createAccount(server.listening.url, email);
    if (reply.status === 200) acknowledged.push(email);
    else refused = reply;
  }
  expect(refused?.status).toBe(500);
  expect(refused?.body.error).toEqual({ code: 'state-not-kept', message: expect.stringContaining(path) });
  expect(await storedEmails(server.listening.url)).toEqual(acknowledged);
  await server.stop('SIGKILL');
  await using understudy = await startUnderstudy({ state: path });
  expect(await storedEmails(understudy.url)).toEqual(acknowledged);
});

test('writes its log anew when it has grown, and loses nothing', async () => {
  const path = await newPath();
  const long = 'x'.repeat(400_000);
  const stateFile = StateFile.open(path);
  stateFile.replaceWorld('leeloo', { drawn: 0, stores: { accounts: [] } });
  for (let count = 0; count < 40; count += 1) {
    stateFile.change('leeloo', [{ store: 'accounts', key: String(count % 2), record: { count, long } }], count);
  }
  expect((await stat(path)).size).toBeLessThan(8 * 1_048_576);
  stateFile.close();
  const again = StateFile.open(path);
  expect(again.warning).toBeUndefined();
  expect(again.saved.get('leeloo')).toEqual({
    drawn: 39,
    stores: {
      accounts: [
        ['0', { count: 38, long }],
        ['1', { count: 39, long }],
      ],
    },
  });
  again.close();
  expect(() => again.replaceAll(new Map())).toThrow(StateNotKeptError);
});
