import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startUnderstudy } from '../../src/index.ts';
import { send } from '../../src/provider-tests/send.ts';
import { mocks } from '../support/providers.ts';
import { recordedFiles } from '../support/recorded-files.ts';
import { runCommand } from '../support/run-command.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { startStandIn } from '../support/upstream-stand-in.ts';

interface Asked {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Records a request to Sensorpro, then replays others: gives their statuses and what recordings they got. */
async function replayed(recorded: readonly Asked[], asked: readonly Asked[]) {
  using folder = temporaryFolder();
  await using api = await startStandIn((response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(`{"number":${api.received.length}}`),
  );
  await using understudy = await startUnderstudy({
    modes: { sensorpro: 'record' },
    upstreams: { sensorpro: api.url },
    recordings: folder.path,
  });
  const ask = async ({ path, headers, body }: Asked) => {
    const { status, text } = await send(understudy, 'POST', `/sensorpro${path}`, {
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return status === 200 ? Object(JSON.parse(text)).number : status;
  };
  for (const each of recorded) await ask(each);
  await send(understudy, 'PUT', '/_understudy/providers/sensorpro/mode', { body: { mode: 'replay' } });
  const found: unknown[] = [];
  for (const each of asked) found.push(await ask(each));
  return found;
}

const { organization, user, password } = mocks.sensorpro.credentials;
const path = '/auth/sys/signin';

test('members in any order are the same request, also when several of them are secret', async () => {
  const own = { Organization: organization, User: user, Password: password };
  const others = { Organization: 'acme', User: 'ann@acme.example', Password: 'Known.123', PasswordCnf: 'Other.123' };
  for (const body of [own, others]) {
    const turned = Object.fromEntries(Object.entries(body).reverse());
    expect(await replayed([{ path, body }], [{ path, body: turned }])).toEqual([1]);
  }
});

test('secrets that change places are another request', async () => {
  const body = { User: 'ann@acme.example', Password: 'Known.123', PasswordCnf: 'Known.123' };
  const other = { ...body, PasswordCnf: 'Other.123' };
  expect(await replayed([{ path, body }], [{ path, body: other }])).toEqual([501]);
});

test('a query in any order is the same request, also when several of its members are secret', async () => {
  const asked = (query: string) => ({ path: `${path}?${query}`, body: {} });
  const recorded = 'token=first-secret-0123456789&x=1&password=second-secret-0123456789';
  const turned = 'password=second-secret-0123456789&token=first-secret-0123456789&x=1';
  expect(await replayed([asked(recorded)], [asked(turned)])).toEqual([1]);
});

test('bytes of a query that are no text are told apart', async () => {
  const asked = (query: string) => ({ path: `${path}?${query}`, body: {} });
  expect(await replayed([asked('name=M%E4ller')], [asked('name=M%F6ller')])).toEqual([501]);
  expect(await replayed([asked('name=M%E4ller')], [asked('name=M%25E4ller')])).toEqual([501]);
  expect(await replayed([asked('name=M%E4ller')], [asked('name=M%e4ller')])).toEqual([1]);
  expect(await replayed([asked('a=x+y&b=%C3%A4')], [asked('b=%c3%a4&a=x%20y')])).toEqual([1]);
});

test.each([
  ['range', 'bytes=0-99', 'bytes=100-199'],
  ['if-none-match', '"one"', '"two"'],
  ['if-modified-since', 'Thu, 01 Jan 2026 00:00:00 GMT', 'Fri, 02 Jan 2026 00:00:00 GMT'],
  ['accept', 'text/csv', 'application/xml'],
  ['accept-language', 'de', 'pl'],
])('the header %s chooses the reply', async (name, one, other) => {
  const asked = (value: string) => ({ path, headers: { [name]: value }, body: {} });
  expect(await replayed([asked(one), asked(other)], [asked(other), asked(one)])).toEqual([2, 1]);
  expect(await replayed([asked(one)], [asked(other)])).toEqual([501]);
});

test.each(['*/*', 'application/json', 'application/json, text/plain, */*', 'text/html, application/*;q=0.8'])(
  'a client that accepts %s is answered as one that says nothing',
  async (accept) => {
    const [said, silent] = [
      { path, headers: { accept, 'accept-language': '*' }, body: {} },
      { path, body: {} },
    ];
    expect(await replayed([said], [silent])).toEqual([1]);
    expect(await replayed([silent], [said])).toEqual([1]);
  },
);

test("a replayed reply is of the session's time, and has the limits that the API told", async () => {
  using folder = temporaryFolder();
  const told = { RateLimit: '"user";r=9;t=1', 'RateLimit-Policy': '"user";q=10;w=1', 'X-RateLimit-Remaining': '9' };
  await using api = await startStandIn((response) => response.writeHead(200, told).end('{}'));
  await using understudy = await startUnderstudy({
    modes: { sensorpro: 'record' },
    upstreams: { sensorpro: api.url },
    recordings: folder.path,
  });
  const ask = () => send(understudy, 'POST', `/sensorpro${path}`, { body: '{}' });
  await ask();
  const session = understudy.session('default');
  session.mode('sensorpro', 'replay');
  session.clock.set('2030-01-02T03:04:05Z');
  const { headers } = await ask();
  expect(headers['x-understudy-source']).toBe('recording');
  expect(headers.date).toBe('Wed, 02 Jan 2030 03:04:05 GMT');
  expect(headers).toMatchObject({
    ratelimit: '"user";r=9;t=1',
    'ratelimit-policy': '"user";q=10;w=1',
    'x-ratelimit-remaining': '9',
  });
});

test('a recording that begins with a byte-order mark is one like the others', async () => {
  using folder = temporaryFolder();
  await using api = await startStandIn((response) => response.end('{}'));
  const upstreams = { sensorpro: api.url };
  await using recorder = await startUnderstudy({ modes: { sensorpro: 'record' }, upstreams, recordings: folder.path });
  await send(recorder, 'POST', `/sensorpro${path}`, { body: '{}' });
  await recorder.close();
  const [file = ''] = recordedFiles(folder.path);
  const at = join(folder.path, file);
  writeFileSync(at, `\uFEFF${readFileSync(at, 'utf8')}`);
  await using understudy = await startUnderstudy({ modes: { sensorpro: 'replay' }, recordings: folder.path });
  expect((await send(understudy, 'POST', `/sensorpro${path}`, { body: '{}' })).status).toBe(200);
});

/** A server in front of an API that counts its calls; what is played tells which call it was. */
async function startCounting(recordings: string) {
  const api = await startStandIn((response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(`{"number":${api.received.length}}`),
  );
  const understudy = await startUnderstudy({ upstreams: { sensorpro: api.url }, recordings });
  const set = (mode: string) => send(understudy, 'PUT', '/_understudy/providers/sensorpro/mode', { body: { mode } });
  const ask = async (times: number) => {
    const numbers = [];
    for (let time = 0; time < times; time += 1) {
      const { status, text } = await send(understudy, 'POST', `/sensorpro${path}`, { body: '{}' });
      numbers.push(status === 200 ? JSON.parse(text).number : status);
    }
    return numbers;
  };
  return {
    set,
    ask,
    async [Symbol.asyncDispose]() {
      await understudy.close();
      await api[Symbol.asyncDispose]();
    },
  };
}

test('what is recorded again is played in the place of what was, by this server and by another', async () => {
  using folder = temporaryFolder();
  await using server = await startCounting(folder.path);
  await server.set('record');
  expect(await server.ask(2)).toEqual([1, 2]);
  await server.set('replay');
  expect(await server.ask(3)).toEqual([1, 2, 501]);
  await server.set('record');
  expect(await server.ask(2)).toEqual([3, 4]);
  await server.set('replay');
  expect(await server.ask(3)).toEqual([3, 4, 501]);
  await using other = await startCounting(folder.path);
  await other.set('record');
  expect(await other.ask(1)).toEqual([1]);
  await other.set('replay');
  expect(await other.ask(2)).toEqual([1, 501]);
});

test('a place in a list of recordings outlives no reload', async () => {
  using folder = temporaryFolder();
  await using server = await startCounting(folder.path);
  await server.set('record');
  await server.ask(3);
  await server.set('replay');
  expect(await server.ask(3)).toEqual([1, 2, 3]);
  for (const name of readdirSync(folder.path)) rmSync(join(folder.path, name), { recursive: true });
  await server.set('record');
  await server.ask(2);
  await server.set('replay');
  expect(await server.ask(2)).toEqual([4, 5]);
});

test('prune deletes what is never played, and nothing else; with --dry-run it only lists it', async () => {
  using folder = temporaryFolder({ 'notes.txt': 'mine' });
  await using server = await startCounting(folder.path);
  for (let run = 0; run < 2; run += 1) {
    await server.set('record');
    await server.ask(2);
    await server.set('replay');
    await server.ask(1);
  }
  const files = () => recordedFiles(folder.path).filter((file) => file.endsWith('.json'));
  const [one = ''] = files();
  mkdirSync(join(folder.path, 'aside/sensorpro'), { recursive: true });
  copyFileSync(join(folder.path, String(one)), join(folder.path, 'aside/sensorpro/failed.json'));
  mkdirSync(join(folder.path, 'others'));
  writeFileSync(join(folder.path, 'others/state.json'), '{}');
  const tried = await runCommand(['recordings', 'prune', '--dry-run', '--recordings', folder.path]);
  expect(tried.stdout).toMatch(
    /: it was recorded again\n.+: it was recorded again\nWould delete 3 recordings; 2 stay\.\n$/s,
  );
  expect(files()).toHaveLength(6);
  const pruned = await runCommand(['recordings', 'prune', '--recordings', folder.path, '--json']);
  const lines = pruned.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toEqual([
    { file: 'aside/sensorpro/failed.json', reason: 'it failed its check' },
    { file: expect.stringContaining('sensorpro/'), reason: 'it was recorded again' },
    { file: expect.stringContaining('sensorpro/'), reason: 'it was recorded again' },
  ]);
  expect(files()).toHaveLength(3);
  await server.set('replay');
  // The session has played the first of them already.
  expect(await server.ask(1)).toEqual([4]);
});

test('a secret that breaks the rules of one of its places breaks them in whatever order those come', async () => {
  const body = { CnfPassword: 'weak', Password: 'weak' };
  const path = '/api/Account/AddSubOrganization/a-token';
  expect(await replayed([{ path, body }], [{ path, body: { Password: 'weak', CnfPassword: 'weak' } }])).toEqual([1]);
});

test('one secret as a number and as a text is told apart in whatever order they come', async () => {
  const [number, text] = [{ Password: 12_345_678 }, { PasswordCnf: '12345678' }];
  const ask = (...parts: readonly object[]) => ({ path, body: Object.assign({}, ...parts) });
  expect(await replayed([ask(number, text)], [ask(text, number)])).toEqual([1]);
  const turned = { Password: '12345678', PasswordCnf: 12_345_678 };
  expect(await replayed([ask(number, text)], [ask(turned)])).toEqual([501]);
});

test('a text that holds a secret is the same before and behind it', async () => {
  const body = { note: 'it is Known.123', Password: 'Known.123' };
  expect(
    await replayed([{ path, body }], [{ path, body: Object.fromEntries(Object.entries(body).reverse()) }]),
  ).toEqual([1]);
});

/** The same form with a boundary of the client's own. */
function form(boundary: string, name = 'Robin', file = 'caf\u00e9') {
  const part = (header: string, value: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; ${header}\r\n\r\n${value}\r\n`;
  const text = `${part('name="name"', name)}${part('name="file"; filename="a.bin"', file)}--${boundary}--\r\n`;
  return { type: `multipart/form-data; boundary=${boundary}`, body: Buffer.from(text, 'latin1') };
}

test.each([
  ['text', 'a text'],
  ['bytes that are no text', 'caf\u00e9'],
])('a form of %s is the same with any boundary', async (_what, file) => {
  using folder = temporaryFolder();
  await using api = await startStandIn((response) => response.writeHead(200).end(String(api.received.length)));
  await using understudy = await startUnderstudy({
    modes: { leadconnector: 'record' },
    upstreams: { leadconnector: api.url },
    recordings: folder.path,
  });
  const ask = async ({ type, body }: ReturnType<typeof form>) => {
    const url = `${understudy.url}/leadconnector/medias/upload-file`;
    const reply = await fetch(url, { method: 'POST', headers: { 'content-type': type }, body });
    return reply.status === 200 ? Number(await reply.text()) : reply.status;
  };
  const drawn = ['----WebKitFormBoundary7MA4YWxkTrZu0gW', '----formdata-undici-012345678901', 'simple'];
  await ask(form(drawn[0] ?? '', 'Robin', file));
  await ask(form(drawn[1] ?? '', 'Kim', file));
  await send(understudy, 'PUT', '/_understudy/providers/leadconnector/mode', { body: { mode: 'replay' } });
  const found = [
    await ask(form(drawn[2] ?? '', 'Kim', file)),
    await ask(form(drawn[0] ?? '', 'Robin', file)),
    await ask(form(drawn[1] ?? '', 'Kim', `${file}!`)),
  ];
  expect(found).toEqual([2, 1, 501]);
});

test('a file that comes while the server runs is played, without a restart', async () => {
  using made = temporaryFolder();
  using used = temporaryFolder();
  await using api = await startStandIn((response) => response.writeHead(200).end('{"number":1}'));
  const upstreams = { sensorpro: api.url };
  const asked = { body: { Organization: 'acme' } };
  {
    await using recording = await startUnderstudy({ modes: { sensorpro: 'record' }, upstreams, recordings: made.path });
    await send(recording, 'POST', `/sensorpro${path}`, asked);
  }
  mkdirSync(join(used.path, 'sensorpro'));
  await using understudy = await startUnderstudy({ modes: { sensorpro: 'replay' }, recordings: used.path });
  const ask = async () => (await send(understudy, 'POST', `/sensorpro${path}`, asked)).status;
  expect(await ask()).toBe(501);
  const [file = ''] = recordedFiles(made.path);
  mkdirSync(join(used.path, file, '..'), { recursive: true });
  copyFileSync(join(made.path, file), join(used.path, file));
  expect(await ask()).toBe(200);
  // Played once; what is there is known.
  expect(await ask()).toBe(501);
});

test('a note that somebody wrote into a file is kept, without a secret in it, and the file is played', async () => {
  using folder = temporaryFolder();
  await using api = await startStandIn((response) => response.writeHead(200).end('{"number":1}'));
  const asked = { body: { Organization: 'acme' } };
  {
    await using recording = await startUnderstudy({
      modes: { sensorpro: 'record' },
      upstreams: { sensorpro: api.url },
      recordings: folder.path,
    });
    await send(recording, 'POST', `/sensorpro${path}`, asked);
  }
  const [file = ''] = recordedFiles(folder.path);
  const whole = join(folder.path, file);
  const noted = (note: string) =>
    writeFileSync(whole, `${JSON.stringify({ ...JSON.parse(readFileSync(whole, 'utf8')), note }, null, 2)}\n`);
  noted('from the account of our tests');
  expect(await runCommand(['recordings', 'check', '--recordings', folder.path])).toMatchObject({ code: 0 });
  expect(await runCommand(['recordings', 'scrub', '--recordings', folder.path])).toMatchObject({ code: 0 });
  expect(readFileSync(whole, 'utf8')).toContain('"note": "from the account of our tests"');
  await using understudy = await startUnderstudy({ modes: { sensorpro: 'replay' }, recordings: folder.path });
  expect((await send(understudy, 'POST', `/sensorpro${path}`, asked)).status).toBe(200);
  noted('password: Tr0ub4dor-and-3');
  expect(await runCommand(['recordings', 'check', '--recordings', folder.path])).toMatchObject({ code: 1 });
  await runCommand(['recordings', 'scrub', '--recordings', folder.path]);
  expect(readFileSync(whole, 'utf8')).not.toContain('Tr0ub4dor');
});
