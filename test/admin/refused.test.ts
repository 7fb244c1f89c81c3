import { expect, test } from 'vitest';
import { startUnderstudy } from '../../src/index.ts';
import { send } from '../../src/provider-tests/send.ts';
import { RawConnection } from '../support/raw-connection.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

type Line = readonly [message: string, details: Record<string, unknown>];

async function logging(options: Parameters<typeof startUnderstudy>[0] = {}) {
  const lines: Line[] = [];
  const note = (message: string, details = {}) => lines.push([message, { ...details }]);
  const understudy = await startUnderstudy({
    ...options,
    logger: { debug: note, info: note, warn: note, error: note },
  });
  return Object.assign(understudy, { lines });
}

test.each([
  ['a wrong prefix', 'GET', '/leelo/api?token=s3cret', [404, 'unknown-provider', '/leelo/...']],
  ['a token in its place', 'GET', '/0123456789abcdef0123456789abcdef', [404, 'unknown-provider', '/0123...']],
  ['a bad session', 'GET', '/~a b/leeloo/', [400, 'invalid-session', '/~a%20b/leeloo/...']],
  ['no call of the admin API', 'GET', '/_understudy/nothing', [404, 'unknown-call', '/_understudy/...']],
] as const)('%s is in the log', async (_what, method, path, [status, error, shown]) => {
  await using understudy = await logging();
  await send(understudy, method, path.replace(' ', '%20'));
  await expect.poll(() => understudy.lines).toHaveLength(1);
  expect(understudy.lines).toEqual([['refused', { status, error, method, path: shown }]]);
});

test.each([
  ['CONNECT', 'CONNECT a.example:443 HTTP/1.1\r\nHost: a.example\r\n\r\n', 'proxy-password-missing', 'CONNECT'],
  ['what is no HTTP', 'hello\r\n\r\n', 'bad-request', '-'],
])('%s is in the log', async (_what, bytes, error, method) => {
  await using understudy = await logging();
  using connection = await RawConnection.open(understudy);
  await connection.write(bytes);
  await connection.receive(/\r\n\r\n/);
  await expect.poll(() => understudy.lines).toHaveLength(1);
  expect(understudy.lines[0]).toMatchObject(['refused', { error, method }]);
});

test('a miss is in the log and in the journal of its session, once', async () => {
  using folder = temporaryFolder();
  await using understudy = await logging({ modes: { leeloo: 'replay' }, recordings: folder.path });
  await send(understudy, 'POST', '/~one/leeloo/api/v2/accounts/email', { body: { data: [], password: 's3cret-word' } });
  const [entry, ...others] = understudy.session('one').requests();
  expect(others).toEqual([]);
  expect(entry).toMatchObject({
    source: 'toolkit',
    operation: 'create-email-account',
    request: { body: { data: [], password: '***' } },
    response: { status: 501, body: { error: { code: 'no-recording' } } },
  });
  expect(understudy.session('default').requests()).toEqual([]);
  const told = understudy.lines.filter(([message]) => message === 'request' || message === 'refused');
  expect(told).toMatchObject([['request', { status: 501, source: 'toolkit', refused: true, session: 'one' }]]);
});

test('a guard’s refusal is in the journal, too', async () => {
  await using understudy = await logging();
  const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
  await using guarded = await logging({ modes: { leeloo: 'proxy' }, upstreams: { leeloo: 'http://127.0.0.1:1' } });
  await send(guarded, 'POST', '/leeloo/api/v2/accounts/email', { headers });
  expect(guarded.session('default').requests()).toMatchObject([{ source: 'toolkit', response: { status: 403 } }]);
  expect(understudy.session('default').requests()).toEqual([]);
});

test('bodies are in the log on request, without secrets', async () => {
  await using understudy = await logging({ verbose: true });
  const body = { data: [{ email: 'a@b.example' }], password: 's3cret-word' };
  await send(understudy, 'POST', '/leeloo/api/v2/accounts/email', { body });
  const [, details] = understudy.lines.find(([message]) => message === 'request') ?? ['', {}];
  expect(JSON.parse(String(details.sent))).toEqual({ ...body, password: '***' });
  expect(JSON.parse(String(details.received))).toMatchObject({ status: 0 });
  await using plain = await logging();
  await send(plain, 'POST', '/leeloo/api/v2/accounts/email', { body });
  expect(plain.lines[0]?.[1]).not.toHaveProperty('sent');
});
