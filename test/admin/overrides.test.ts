import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  connectUnderstudy,
  OverrideError,
  type SessionHandle,
  startUnderstudy,
  type Understudy,
} from '../../src/index.ts';
import { makersKept } from '../../src/sessions/overrides/reply-makers.ts';
import { startStandIn } from '../support/upstream-stand-in.ts';

let understudy: Understudy;
beforeAll(async () => {
  understudy = await startUnderstudy();
});
afterAll(() => understudy.close());

const account = { data: [{ email: 'robin@sherwood.example' }], connection_id: '5cfa283a2e9096000b440d51' };

function create(session: Pick<SessionHandle, 'url' | 'credentials'>, body: unknown = account): Promise<Response> {
  return fetch(`${session.url('leeloo')}/api/v2/accounts/email`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Leeloo-AuthToken': session.credentials.leeloo.token },
    body: JSON.stringify(body),
  });
}

function ask(session: SessionHandle, method: string, body?: unknown): Promise<Response> {
  const url = `${understudy.url}/~${session.id}/_understudy/overrides`;
  return fetch(url, { method, ...(body !== undefined && { body: JSON.stringify(body) }) });
}

test('a reply that is given answers as it is, so many times, and is told in the journal', async () => {
  const session = understudy.session();
  const body = { status: 0, error: { code: 'SOON_GONE' } };
  session.override(
    'leeloo',
    'create-email-account',
    { status: 409, headers: { 'Retry-After': '7' }, body },
    { times: 1 },
  );
  const reply = await create(session);
  expect([reply.status, reply.headers.get('retry-after'), reply.headers.get('content-type')]).toEqual([
    409,
    '7',
    'application/json; charset=utf-8',
  ]);
  expect(reply.headers.get('x-understudy-source')).toBe('override');
  expect(await reply.json()).toEqual(body);
  expect(session.state('leeloo').accounts).toEqual([]);
  expect(session.requests()).toMatchObject([
    { source: 'override', operation: 'create-email-account', response: { status: 409, body } },
  ]);
  expect(session.overrides()).toEqual([]);
  expect((await create(session)).headers.get('x-understudy-source')).toBe('mock');
});

test('it lets requests through first, looks at the body, and is counted', async () => {
  const session = understudy.session();
  const when = { body: { data: [{ email: 'marian@sherwood.example' }] } };
  session.override('leeloo', 'create-email-account', { status: 503 }, { after: 1, when });
  const marian = { ...account, data: [{ email: 'marian@sherwood.example', name: 'Marian' }] };
  const statuses: number[] = [];
  for (const body of [account, marian, marian, account, marian]) statuses.push((await create(session, body)).status);
  expect(statuses).toEqual([200, 200, 503, 200, 503]);
  expect(session.overrides()).toMatchObject([
    { operation: 'create-email-account', status: 503, after: 1, seen: 3, used: 2 },
  ]);
  expect(session.clearOverrides()).toBe(1);
  expect((await create(session, marian)).status).toBe(200);
});

test('a function makes the reply of what was asked, and may take its time', async () => {
  const session = understudy.session();
  session.override('leeloo', 'create-email-account', async ({ method, path, body }) => ({
    status: 201,
    body: { method, path, body },
  }));
  const reply = await create(session);
  expect(reply.status).toBe(201);
  expect(await reply.json()).toEqual({ method: 'POST', path: '/api/v2/accounts/email', body: account });
});

test('a function is forgotten with its last request, and when overrides are cleared', async () => {
  const before = makersKept();
  const make = () => ({ status: 201 });
  await using server = await startUnderstudy();
  const session = server.session();
  session.override('leeloo', 'create-email-account', make, { times: 2 });
  expect([(await create(session)).status, makersKept()]).toEqual([201, before + 1]);
  expect([(await create(session)).status, makersKept()]).toEqual([201, before]);
  session.override('leeloo', 'create-email-account', make);
  session.clearOverrides();
  expect(makersKept()).toBe(before);
});

test.each<[string, () => never | { status: number }]>([
  [
    'throws',
    () => {
      throw new Error('no idea');
    },
  ],
  ['gives no reply', () => ({ status: 99 })],
])('of a function that %s the request is told', async (_what, make) => {
  const session = understudy.session();
  session.override('leeloo', 'create-email-account', make, { times: 1 });
  const reply = await create(session);
  expect(reply.status).toBe(500);
  expect(await reply.json()).toMatchObject({ error: { code: 'override-failed' } });
});

test('text and bytes go out as they are', async () => {
  const session = understudy.session();
  session.override(
    'leeloo',
    'create-email-account',
    { status: 502, body: '<h1>Bad gateway</h1>', headers: { 'Content-Type': 'text/html' } },
    { times: 1 },
  );
  const page = await create(session);
  expect([page.headers.get('content-type'), await page.text()]).toEqual(['text/html', '<h1>Bad gateway</h1>']);
  session.override('leeloo', 'create-email-account', { status: 200, body: new Uint8Array([0, 255, 1]) }, { times: 1 });
  const bytes = await create(session);
  expect([...new Uint8Array(await bytes.arrayBuffer())]).toEqual([0, 255, 1]);
  expect(session.requests().at(-1)).toMatchObject({ source: 'override', response: { body: '[3 bytes]' } });
});

test('bytes have the date of the session', async () => {
  const session = understudy.session();
  session.clock.set('2030-01-01T00:00:00Z');
  session.override('leeloo', 'create-email-account', { status: 200, body: new Uint8Array([1]) }, { times: 1 });
  expect((await create(session)).headers.get('date')).toBe('Tue, 01 Jan 2030 00:00:00 GMT');
});

test('it answers in the place of a real API, which hears nothing of the request', async () => {
  await using upstream = await startStandIn((response) => response.end('{"status":1}'));
  await using server = await startUnderstudy({ modes: { leeloo: 'proxy' }, upstreams: { leeloo: upstream.url } });
  const session = server.session();
  session.override('leeloo', 'create-email-account', { status: 200, body: { status: 0 } }, { times: 1 });
  const replies = [await create(session), await create(session)];
  expect(replies.map((reply) => reply.headers.get('x-understudy-source'))).toEqual(['override', 'upstream']);
  expect(await replies[0]?.json()).toEqual({ status: 0 });
});

test('a fault strikes a reply that is given, too', async () => {
  const session = understudy.session();
  session.fault('leeloo', { fault: 'status', status: 503, times: 1 });
  session.override('leeloo', 'create-email-account', { status: 200, body: {} }, { times: 1 });
  expect([(await create(session)).status, (await create(session)).headers.get('x-understudy-source')]).toEqual([
    503,
    'override',
  ]);
});

test('other sessions see nothing of it, and a reset forgets it', async () => {
  const [one, other] = [understudy.session(), understudy.session()];
  one.override('leeloo', 'create-email-account', { status: 503 });
  expect((await create(other)).status).toBe(200);
  one.reset();
  expect(one.overrides()).toEqual([]);
});

test('the admin API makes, lists and forgets them, and shows nothing of the reply but its status', async () => {
  const session = understudy.session();
  const reply = { status: 200, base64: Buffer.from('s3cret').toString('base64') };
  const made = await ask(session, 'POST', { provider: 'leeloo', operation: 'create-email-account', reply, times: 2 });
  const shown = {
    id: '1',
    provider: 'leeloo',
    operation: 'create-email-account',
    status: 200,
    times: 2,
    after: 0,
    seen: 0,
    used: 0,
  };
  expect([made.status, await made.json()]).toEqual([200, shown]);
  expect(await (await create(session)).text()).toBe('s3cret');
  expect(await (await ask(session, 'GET')).json()).toEqual({ overrides: [{ ...shown, seen: 1, used: 1 }] });
  expect(await (await ask(session, 'DELETE')).json()).toEqual({ deleted: 1 });
});

test('a session elsewhere has them, too', async () => {
  const session = await connectUnderstudy(understudy.url);
  await session.override(
    'leeloo',
    'create-email-account',
    { status: 200, body: new Uint8Array([104, 105]) },
    { times: 1 },
  );
  expect(await session.overrides()).toMatchObject([{ status: 200, times: 1 }]);
  expect(await (await create(session)).text()).toBe('hi');
  expect(await session.clearOverrides()).toBe(0);
});

const operation = { provider: 'leeloo', operation: 'create-email-account' };
test.each<[unknown, string]>([
  [[], 'no JSON object came'],
  [{ ...operation, provider: 'leelo', reply: { status: 200 } }, 'Did you mean leeloo?'],
  [{ ...operation, operation: 'create-email', reply: { status: 200 } }, 'Did you mean create-email-account?'],
  [{ ...operation }, 'there is no "reply"'],
  [{ ...operation, replay: { status: 200 } }, 'Did you mean reply?'],
  [{ ...operation, reply: { status: 99 } }, 'Use a whole number from 200 to 599.'],
  [{ ...operation, reply: { status: 600 } }, 'Use a whole number from 200 to 599.'],
  [{ ...operation, reply: { status: 204, body: {} } }, '204 No Content has no body'],
  [{ ...operation, reply: { status: 200, bodi: {} } }, 'a member "bodi"'],
  [{ ...operation, reply: { status: 200, body: {}, base64: '' } }, 'Give one of them'],
  [{ ...operation, reply: { status: 200, base64: '%' } }, '"base64" is none'],
  [{ ...operation, reply: { status: 200, headers: { 'X-A': 's3cret\nX-B: 1' } } }, 'the header "X-A" is none'],
  [{ ...operation, reply: { status: 200, headers: { 'Content-Length': '1' } } }, "is the server's own"],
  [{ ...operation, reply: { status: 200, headers: [] } }, '"headers" is no object'],
  [{ ...operation, reply: { status: 200 }, times: 0 }, '"times" is no whole number'],
  [{ ...operation, reply: { status: 200 }, after: -1 }, '"after" is no whole number'],
  [{ ...operation, reply: { status: 200 }, when: { path: '/' } }, '"when" is no condition'],
  [{ ...operation, reply: { status: 200, body: 'a'.repeat(1_048_577) } }, 'Give a shorter one'],
])('%j is refused, and says what is allowed', async (given, words) => {
  const session = understudy.session();
  const reply = await ask(session, 'POST', given);
  const { error } = (await reply.json()) as { error: { code: string; message: string } };
  if (error.code === 'body-too-large') return expect(JSON.stringify(given).length).toBeGreaterThan(1_048_576);
  expect([reply.status, error.code]).toEqual([400, 'invalid-override']);
  expect(error.message).toContain(words);
  expect(error.message).not.toContain('s3cret');
});

test('the library throws an OverrideError, and a session holds a thousand and 16 MiB of them', () => {
  const session = understudy.session();
  const add = (body?: string) =>
    session.override('leeloo', 'create-email-account', { status: 200, ...(body && { body }) });
  expect(() => session.override('leeloo', 'create-email' as string, { status: 200 })).toThrow(OverrideError);
  for (let count = 0; count < 15; count += 1) add('a'.repeat(1_048_576));
  expect(() => [add('a'.repeat(1_048_576)), add()]).toThrow('Clear them first');
  session.clearOverrides();
  for (let count = 0; count < 1_000; count += 1) add();
  expect(() => add()).toThrow('Clear them first');
  session.reset();
});
