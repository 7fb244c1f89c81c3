import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mocks } from '../../test/support/providers.ts';
import { recordings, replayed, type Sketch } from '../../test/support/upstream-exchange.ts';
import type { RecordedReply } from '../recording-format/from-recording.ts';
import type { ReplayMiss } from './replay.ts';

const { leadconnector, leeloo, sensorpro, getresponse } = mocks;
const authorized = (token: string) => [
  'Content-Type',
  'application/json',
  'Version',
  '2021-07-28',
  'Authorization',
  `Bearer ${token}`,
];

function createUser(email: string, status = 201, token: string = leadconnector.credentials.token): Sketch {
  return {
    provider: leadconnector,
    operation: 'create-user',
    path: '/users/',
    request: { headers: authorized(token), body: { firstName: 'A', email } },
    status,
    reply: { body: { email, status } },
  };
}

test('429 then 200, created then taken: recordings of one request play in their order', async () => {
  await using folder = await recordings();
  await folder.record(
    createUser('a@b.example', 429),
    createUser('other@b.example', 201),
    createUser('a@b.example', 201),
    createUser('a@b.example', 400),
  );
  const replayer = folder.replayer();
  const played = new Map();
  const statuses = [];
  for (let time = 0; time < 3; time += 1)
    statuses.push(statusOf(await replayer.replay(replayed(createUser('a@b.example'), played))));
  expect(statuses).toEqual([429, 201, 400]);
});

test('a request whose recordings were all played is a miss that says so, and positions belong to sessions', async () => {
  await using folder = await recordings();
  await folder.record(createUser('a@b.example'));
  const replayer = folder.replayer();
  const played = new Map();
  await replayer.replay(replayed(createUser('a@b.example'), played));
  const miss = missOf(await replayer.replay(replayed(createUser('a@b.example'), played)));
  expect(miss).toMatch(
    /^Cannot replay POST \/leadconnector\/users\/: its only recording was played in this session \(leadconnector\/create-user\/post-201-\w+\.json\)/,
  );
  expect(statusOf(await replayer.replay(replayed(createUser('a@b.example'))))).toBe(201);
  played.clear();
  expect(statusOf(await replayer.replay(replayed(createUser('a@b.example'), played)))).toBe(201);
});

test('every reply has the headers that were recorded with it', async () => {
  await using folder = await recordings();
  const tagged = (email: string, etag: string): Sketch => ({
    ...createUser(email),
    reply: { headers: ['Content-Type', 'application/json', 'ETag', etag], body: {} },
  });
  const sketches = [tagged('a@b.example', '"1"'), tagged('b@b.example', '"2"'), tagged('c@b.example', '"1"')];
  await folder.record(...sketches);
  const replayer = folder.replayer();
  const etags = [];
  for (const sketch of sketches) {
    const answer = await replayer.replay(replayed(sketch));
    etags.push('rawHeaders' in answer ? answer.rawHeaders.at(-1) : answer.miss);
  }
  expect(etags).toEqual(['"1"', '"2"', '"1"']);
});

test('the last recording repeats when that is asked for', async () => {
  await using folder = await recordings({ repeatLast: true });
  await folder.record(createUser('a@b.example', 429), createUser('a@b.example'));
  const replayer = folder.replayer();
  const played = new Map();
  const statuses = [];
  for (let time = 0; time < 4; time += 1)
    statuses.push(statusOf(await replayer.replay(replayed(createUser('a@b.example'), played))));
  expect(statuses).toEqual([429, 201, 201, 201]);
});

test('a request is the same in any order of members and parameters, and with another spelling of numbers and spaces', async () => {
  await using folder = await recordings();
  const headers = authorized('a-token-of-mine');
  await folder.record({
    ...createUser(''),
    query: 'b=2&a=1',
    request: { headers, body: '{"n": 0.50, "a": {"x": 1, "y": 2}}' },
  });
  const asked = { ...createUser(''), query: 'a=1&b=2', request: { headers, body: '{"a":{"y":2,"x":1},"n":0.5}' } };
  expect(statusOf(await folder.replayer().replay(replayed(asked)))).toBe(201);
});

test('numbers that JavaScript cannot hold are told apart', async () => {
  await using folder = await recordings();
  const request = (body: string) => ({ ...createUser(''), request: { headers: authorized('t'), body } });
  await folder.record(request('{"n":9007199254740993}'));
  expect(missOf(await folder.replayer().replay(replayed(request('{"n":9007199254740992}'))))).toContain(
    '9007199254740993',
  );
});

test('a miss names the nearest recording and the exact difference', async () => {
  await using folder = await recordings();
  await folder.record(createUser('a@b.example'), {
    ...createUser('c@d.example'),
    request: { headers: authorized('t'), body: { x: 1 } },
  });
  const miss = missOf(await folder.replayer().replay(replayed(createUser('z@b.example'))));
  expect(miss).toMatch(
    /Nearest is leadconnector\/create-user\/post-201-\w+\.json: body \/email is "z@b\.example", recorded is "a@b\.example"\. Record it with --mode leadconnector=record/,
  );
});

test('a miss without any recording says so, and shows no secret', async () => {
  await using folder = await recordings();
  const sketch = {
    ...createUser('a@b.example', 201, 'my-own-secret-token'),
    query: 'access_token=my-own-secret-token',
  };
  const miss = missOf(await folder.replayer().replay(replayed(sketch)));
  expect(miss).toContain('there are no recordings of leadconnector that can be played');
  expect(miss).not.toContain('my-own-secret-token');
});

test('of very many recordings the nearest is named', async () => {
  await using folder = await recordings();
  await folder.record(...Array.from({ length: 300 }, (_, index) => createUser(`user-${index}@b.example`)));
  const asked = createUser('user-207@b.example');
  const miss = missOf(await folder.replayer().replay(replayed({ ...asked, query: 'a=1' })));
  expect(miss).toMatch(/Nearest is \S+: query a is "1", recorded is absent\. Record it/);
});

test('a recording that is there and cannot be played is named with its reason', async () => {
  await using folder = await recordings();
  await folder.record(createUser('a@b.example'));
  const [file = ''] = await folder.files();
  const path = join(folder.folder, file);
  const text = readFileSync(path, 'utf8').replace(
    '"verdict": "proven"',
    '"verdict": "not-playable", "reason": "a body is over the limit"',
  );
  writeFileSync(path, text);
  const miss = missOf(await folder.replayer().replay(replayed(createUser('a@b.example'))));
  expect(miss).toContain(
    `no recording of it can be played. There is ${file}, but it cannot be played: a body is over the limit. Record`,
  );
});

test('a recording of the same credential is preferred, then one of the same kind, then any', async () => {
  await using folder = await recordings();
  const { token, read_only_token } = leadconnector.credentials;
  await folder.record(
    createUser('a@b.example', 401, 'a-wrong-token'),
    createUser('a@b.example', 403, read_only_token),
    createUser('a@b.example', 201, token),
  );
  const replay = async (used: string) =>
    statusOf(await folder.replayer().replay(replayed(createUser('a@b.example', 0, used))));
  expect(await replay(token)).toBe(201);
  expect(await replay(read_only_token)).toBe(403);
  expect(await replay('another-wrong-token')).toBe(401);
  await using single = await recordings();
  await single.record(createUser('a@b.example', 201, 'a-real-token-of-mine'));
  expect(statusOf(await single.replayer().replay(replayed(createUser('a@b.example'))))).toBe(201);
});

test('a refusal of a wrong credential is never the second reply to a right one', async () => {
  await using folder = await recordings();
  await folder.record(createUser('a@b.example', 201), createUser('a@b.example', 401, 'a-wrong-token'));
  const [replayer, played] = [folder.replayer(), new Map()];
  await replayer.replay(replayed(createUser('a@b.example'), played));
  expect(missOf(await replayer.replay(replayed(createUser('a@b.example'), played)))).toContain('its only recording');
});

test('a request without a credential is not one with', async () => {
  await using folder = await recordings();
  await folder.record(createUser('a@b.example'));
  const bare = {
    ...createUser('a@b.example'),
    request: { headers: authorized('').slice(0, 4), body: { firstName: 'A', email: 'a@b.example' } },
  };
  expect(missOf(await folder.replayer().replay(replayed(bare)))).toMatch(
    /header authorization is absent, recorded is "Bearer <secret 1>"/,
  );
});

test('log in, take the token, use the token: the replayed token finds what was done with the real one', async () => {
  const signIn: Sketch = {
    provider: sensorpro,
    operation: 'sign-in',
    path: '/auth/sys/signin',
    request: { body: { Organization: 'A', User: 'u', Password: 'p' } },
  };
  const use = (token: string, status = 200): Sketch => ({
    provider: sensorpro,
    operation: 'add-update-user',
    path: `/api/Account/AddUpdateUser/${token}`,
    request: { body: { UserId: 'x' } },
    status,
    reply: { body: { status } },
  });
  const tokens = ['0e9a1f77-1b2c-4d3e-8f90-123456789abc', '1e9a1f77-1b2c-4d3e-8f90-123456789abc'] as const;
  await using folder = await recordings();
  await folder.record(
    ...tokens.flatMap((token, index) => [{ ...signIn, reply: { body: { Token: token } } }, use(token, 200 + index)]),
  );
  const [replayer, played] = [folder.replayer(), new Map()];
  const taken = [];
  for (const _ of tokens) taken.push(JSON.parse(bodyOf(await replayer.replay(replayed(signIn, played)))).Token);
  expect(statusOf(await replayer.replay(replayed(use(taken[1]), played)))).toBe(201);
  expect(statusOf(await replayer.replay(replayed(use(taken[0]), played)))).toBe(200);
  for (const token of tokens) expect(await folder.text()).not.toContain(token);
});

test('the reply to a JSON-RPC call has the id that is asked with, of any kind', async () => {
  const call = (id: unknown, reply: unknown): Sketch => ({
    provider: getresponse,
    operation: 'ping',
    path: '/',
    request: { body: { jsonrpc: '2.0', method: 'ping', params: ['k'.repeat(32)], id } },
    reply: { body: reply },
  });
  await using folder = await recordings();
  await folder.record(call(1, { jsonrpc: '2.0', id: 1, result: { ping: 'pong', id: 1 } }));
  const reply = await folder.replayer().replay(replayed(call('seven', undefined)));
  expect(bodyOf(reply)).toBe('{"jsonrpc":"2.0","id":"seven","result":{"ping":"pong","id":1}}');
});

test('ids of things tell requests apart, at addresses that nobody plays and inside of calls', async () => {
  await using folder = await recordings();
  const contact = (id: string): Sketch => ({
    provider: leadconnector,
    method: 'GET',
    path: `/contacts/${id}`,
    reply: { body: { id } },
  });
  const account = (id: string): Sketch => ({
    provider: getresponse,
    operation: 'get-account',
    path: '/',
    request: { body: { id: 1, method: 'get_account', params: ['k', { id }] } },
    reply: { body: { id: 1, result: id } },
  });
  await folder.record(contact('C2QujeCh8ZnC7al2InWR'), account('a'));
  const replayer = folder.replayer();
  expect(missOf(await replayer.replay(replayed(contact('D3QujeCh8ZnC7al2InWR'))))).toContain('the path is');
  expect(missOf(await replayer.replay(replayed(account('b'))))).toContain('body /params/1/id is "b", recorded is "a"');
  expect(statusOf(await replayer.replay(replayed(contact('C2QujeCh8ZnC7al2InWR'))))).toBe(200);
});

test('people who were made up when recorded are found by their real data', async () => {
  const create: Sketch = {
    provider: leeloo,
    operation: 'create-email-account',
    path: '/api/v2/accounts/email',
    request: { body: { data: [{ email: 'jane.roe@corp.example', name: 'Jane Roe' }] } },
  };
  await using folder = await recordings({ pseudonymSeed: 1 });
  await folder.record(create);
  expect(await folder.text()).not.toMatch(/jane|roe|corp/i);
  expect(statusOf(await folder.replayer().replay(replayed(create)))).toBe(200);
});

test('new files are seen when replay is set again', async () => {
  await using folder = await recordings();
  const replayer = folder.replayer();
  await replayer.reload(leadconnector);
  expect(folder.reports).toEqual([]);
  await folder.record(createUser('a@b.example'));
  expect(missOf(await replayer.replay(replayed(createUser('a@b.example'))))).toContain('no recordings');
  await replayer.reload(leadconnector);
  expect(statusOf(await replayer.replay(replayed(createUser('a@b.example'))))).toBe(201);
});

test('recordings that no session played are listed', async () => {
  await using folder = await recordings();
  await folder.record(createUser('a@b.example'), createUser('c@d.example'));
  const replayer = folder.replayer();
  await replayer.replay(replayed(createUser('a@b.example')));
  const unused = await replayer.unused();
  expect(unused).toHaveLength(1);
  expect(await folder.files()).toContain(unused[0]);
});

test('a folder that is not there is told in one line, and every request is a miss', async () => {
  await using folder = await recordings({ folder: '/nowhere/at/all' });
  expect(missOf(await folder.replayer().replay(replayed(createUser('a@b.example'))))).toContain('no recordings');
  expect(folder.reports).toEqual([
    'Cannot read the recordings folder /nowhere/at/all: there is none. Record something first, with --mode record, or name another with --recordings.',
  ]);
});

function statusOf(reply: RecordedReply | ReplayMiss): number | string {
  return 'status' in reply ? reply.status : reply.miss;
}

function missOf(reply: RecordedReply | ReplayMiss): string {
  return 'miss' in reply ? reply.miss : `status ${reply.status}`;
}

function bodyOf(reply: RecordedReply | ReplayMiss): string {
  return 'body' in reply ? reply.body.toString() : reply.miss;
}
