import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SessionHandle } from '../../src/app/session-handle.ts';
import { maxBodyBytes } from '../../src/kit/protocols/http.ts';
import type { Provider } from '../../src/kit/provider.ts';
import { startWatched, type Watched } from '../../src/provider-tests/probe.ts';
import { send } from '../../src/provider-tests/send.ts';
import { sendTo, storedState, type ValidCall, validCalls } from '../../src/provider-tests/valid-calls.ts';
import { providers } from '../support/providers.ts';
import { RawConnection, requestText } from '../support/raw-connection.ts';

let watched: Watched;
beforeAll(async () => {
  watched = await startWatched();
});
afterAll(() => watched[Symbol.asyncDispose]());

/** The first call of each provider that has a body. */
const calls = providers.flatMap((provider) => {
  const call = validCalls(provider).find((each) => each.body(1).length > 2);
  return call ? [[provider.name, provider, call] as const] : [];
});

/** The head of a valid call in a session; the headers given take the place of its own. */
function headOf(session: SessionHandle, { name }: Provider, call: ValidCall, headers: Record<string, string | number>) {
  return requestText(call.method, `/~${session.id}/${name}${call.path}`, {
    Host: 'localhost',
    ...call.headers,
    ...headers,
  });
}

/** The status of a valid call, with the body of a seed. */
async function statusOf(session: SessionHandle, provider: Provider, call: ValidCall, seed: number) {
  const { method, path, headers } = call;
  return (await sendTo(watched.understudy, session.id, provider, { method, path, headers, body: call.body(seed) }))
    .status;
}

/** Statuses of all replies in what a connection received. */
function statusesIn(received: string): number[] {
  return [...received.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status));
}

describe.each(calls)('%s', (name, provider, call) => {
  const body = call.body(1);
  const length = Buffer.byteLength(body);
  const success = call.operation.replies[0]?.status;

  test('stores nothing of a client that goes away half-way, and serves others meanwhile', async () => {
    const { understudy, complaints } = watched;
    const [session, other] = [understudy.session(), understudy.session()];
    const before = await storedState(understudy, session.id, provider);
    const half = headOf(session, provider, call, { 'Content-Length': length }) + body.slice(0, length / 2);
    {
      using broken = await RawConnection.open(understudy);
      await broken.write(half);
      expect(await statusOf(other, provider, call, 1)).toBe(success);
    }
    using ended = await RawConnection.open(understudy);
    await ended.write(half);
    expect(await statusOf(other, provider, call, 2)).toBe(success);
    ended.end();
    expect(await ended.finish()).toMatch(/^$|^HTTP\/1\.1 400 /);
    expect(await storedState(understudy, session.id, provider)).toBe(before);
    expect(session.requests()).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('tells a client that is still sending that its body is too large', async () => {
    const session = watched.understudy.session();
    const announced = { 'Content-Length': 3 * maxBodyBytes };
    const part = 'x'.repeat(maxBodyBytes / 8);
    using connection = await RawConnection.open(watched.understudy);
    await connection.write(headOf(session, provider, call, announced) + part);
    const reply = await connection.receive(/\r\n\r\n.+/s);
    expect(reply).toMatch(/^HTTP\/1\.1 413 /);
    expect(reply).toContain(`X-Understudy-Rule: ${name}/too-large`);
    for (let sent = 1; sent < 24; sent += 1) await connection.write(part);
    // The same connection goes on to serve.
    await connection.write(headOf(session, provider, call, { 'Content-Length': length, Connection: 'close' }) + body);
    expect(statusesIn(await connection.finish())).toEqual([413, success]);
  });

  test('tells a client that sends in small pieces, of a length unknown, as soon as it is too large', async () => {
    const session = watched.understudy.session();
    const piece = `${(65_536).toString(16)}\r\n${' '.repeat(65_536)}\r\n`;
    using connection = await RawConnection.open(watched.understudy);
    await connection.write(headOf(session, provider, call, { 'Transfer-Encoding': 'chunked' }));
    for (let sent = 0; sent <= 16; sent += 1) await connection.write(piece);
    expect(await connection.receive(/\r\n\r\n.+/s)).toMatch(/^HTTP\/1\.1 413 /);
    const next = headOf(session, provider, call, { 'Content-Length': length, Connection: 'close' }) + body;
    await connection.write(`${piece}0\r\n\r\n${next}`);
    expect(statusesIn(await connection.finish())).toEqual([413, success]);
  });

  test('answers pipelined requests in their order', async () => {
    const session = watched.understudy.session();
    const unknown = requestText('GET', `/~${session.id}/${name}/no/such/path`, { Host: 'localhost' });
    const valid = (seed: number, headers = {}) => {
      const text = call.body(seed);
      return headOf(session, provider, call, { 'Content-Length': Buffer.byteLength(text), ...headers }) + text;
    };
    using connection = await RawConnection.open(watched.understudy);
    await connection.write(valid(1) + unknown + valid(2) + valid(3, { Connection: 'close' }));
    expect(statusesIn(await connection.finish())).toEqual([success, 404, success, success]);
    expect(session.requests()).toHaveLength(4);
  });

  test('takes a body after 100 Continue', async () => {
    const session = watched.understudy.session();
    const headers = { 'Content-Length': length, Expect: '100-continue', Connection: 'close' };
    using connection = await RawConnection.open(watched.understudy);
    await connection.write(headOf(session, provider, call, headers));
    await connection.receive(/^HTTP\/1\.1 100 Continue\r\n\r\n/);
    await connection.write(body);
    expect(await connection.finish()).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 20\d /);
  });

  test('answers a request that expects something else', async () => {
    const session = watched.understudy.session();
    const headers = { 'Content-Length': length, Expect: 'applause', Connection: 'close' };
    using connection = await RawConnection.open(watched.understudy);
    await connection.write(headOf(session, provider, call, headers) + body);
    expect(await connection.finish()).toMatch(/^HTTP\/1\.1 20\d /);
  });

  test('answers a request target that is a whole URL', async () => {
    const [host = ''] = provider.hosts;
    for (const target of [`http://${host}${call.path}`, `HTTP://LOCALHOST:1/${name}${call.path}`]) {
      const session = watched.understudy.session();
      const headers = { Host: 'localhost', ...call.headers, 'X-Understudy-Session': session.id };
      using connection = await RawConnection.open(watched.understudy);
      await connection.write(
        requestText(call.method, target, { ...headers, 'Content-Length': length, Connection: 'close' }) + body,
      );
      expect(await connection.finish()).toMatch(/^HTTP\/1\.1 20\d .*X-Understudy-Source: mock/s);
      expect(session.requests()).toHaveLength(1);
    }
  });

  test('takes headers of 16 KiB, and refuses those of 70 KiB', async () => {
    const session = watched.understudy.session();
    const sized = (size: number) => ({ 'Content-Length': length, 'X-Padding': 'p'.repeat(size), Connection: 'close' });
    for (const [size, status] of [
      [16_384, /^HTTP\/1\.1 20\d /],
      [71_680, /^HTTP\/1\.1 431 .*X-Understudy-Error: headers-too-large/s],
    ] as const) {
      using connection = await RawConnection.open(watched.understudy);
      await connection.write(headOf(session, provider, call, sized(size)) + body);
      expect(await connection.finish()).toMatch(status);
    }
    expect(session.requests()).toHaveLength(1);
  });
});

test.each([
  ['an unknown path', '/leeloo/no/such/path', 404],
  ['an unknown provider', '/leelo/', 404],
  ['an absurd session', '/~/leeloo/', 400],
  ['the admin API in vain', '/_understudy/health', 405],
])('answers a client that is still sending to %s, and goes on to serve it', async (_what, path, status) => {
  const part = 'x'.repeat(maxBodyBytes / 4);
  using connection = await RawConnection.open(watched.understudy);
  await connection.write(requestText('POST', path, { Host: 'localhost', 'Content-Length': 2 * maxBodyBytes }) + part);
  await connection.receive(/\r\n\r\n.+/s);
  for (let sent = 1; sent < 8; sent += 1) await connection.write(part);
  await connection.write(requestText('GET', '/_understudy/health', { Host: 'localhost', Connection: 'close' }));
  expect(statusesIn(await connection.finish())).toEqual([status, 200]);
});

test.each([
  ['no HTTP at all', 'EHLO understudy\r\n\r\n'],
  ['a request line of an unknown version', 'GET / HTTP/one\r\n\r\n'],
  ['a header without a colon', 'GET / HTTP/1.1\r\nHost\r\n\r\n'],
  ['a line break in a header', 'GET / HTTP/1.1\r\nHost: a\rb\r\n\r\n'],
  ['two lengths', 'POST /leeloo/ HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
  [
    'a length and chunks',
    'POST /leeloo/ HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  ],
  ['a negative length', 'POST /leeloo/ HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n'],
  ['bytes beyond ASCII in the path', 'GET /leeloo/\u00e9 HTTP/1.1\r\nHost: a\r\n\r\n'],
  ['TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
])('answers %s with 400 and closes', async (_what, bytes) => {
  using connection = await RawConnection.open(watched.understudy);
  await connection.write(Buffer.from(bytes, 'latin1'));
  const reply = await connection.receive(/\r\n\r\n/);
  expect(reply).toMatch(/^HTTP\/1\.1 400 .*X-Understudy-Error: bad-request.*Connection: close/s);
  expect(await connection.finish()).not.toMatch(/node_modules|\.ts:|\n\s+at /);
});

test.each([
  ['a chunk of no length', 'Transfer-Encoding: chunked\r\n\r\nzz\r\n'],
  ['a chunk longer than it says', 'Transfer-Encoding: chunked\r\n\r\n2\r\nabcd\r\n0\r\n\r\n'],
])('stores nothing of %s, and closes', async (_what, rest) => {
  const session = watched.understudy.session();
  using connection = await RawConnection.open(watched.understudy);
  const head = `POST /~${session.id}/getresponse/ HTTP/1.1\r\nHost: a\r\n`;
  await connection.write(head + rest);
  await connection.finish();
  expect(session.requests()).toEqual([]);
});

test('a whole URL as a target reaches no more than its host does', async () => {
  const ask = async (target: string, host: string) => {
    using connection = await RawConnection.open(watched.understudy);
    await connection.write(requestText('GET', target, { Host: host, Connection: 'close' }));
    return await connection.finish();
  };
  const admin = '/_understudy/credentials';
  expect(await ask(`http://api.leeloo.ai${admin}`, 'localhost')).toMatch(/^HTTP\/1\.1 404 .*leeloo\/unknown-route/s);
  expect(await ask(`http://evil.example${admin}`, 'evil.example')).toMatch(/^HTTP\/1\.1 403 .*foreign-host/s);
  expect(await ask(`http://localhost${admin}`, 'evil.example')).toMatch(/^HTTP\/1\.1 403 .*foreign-host/s);
  expect(await ask(`http://localhost${admin}`, 'localhost')).toMatch(/^HTTP\/1\.1 200 /);
  expect(await ask('leeloo/', 'localhost')).toMatch(/^HTTP\/1\.1 40[04] .*X-Understudy-Error/s);
});

test('answers without a Host, but not with the admin API', async () => {
  const ask = async (path: string) => {
    using connection = await RawConnection.open(watched.understudy);
    await connection.write(requestText('GET', path, { Connection: 'close' }));
    return await connection.finish();
  };
  expect(await ask('/leeloo/')).toMatch(/^HTTP\/1\.1 404 .*leeloo\/unknown-route/s);
  expect(await ask('/_understudy/credentials')).toMatch(/^HTTP\/1\.1 403 .*foreign-host/s);
});

test('asks for the options of the whole server in vain', async () => {
  const reply = await send(watched.understudy, 'OPTIONS', '*');
  expect([reply.status, reply.headers['x-understudy-error']]).toEqual([404, 'unknown-provider']);
});
