import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import type { Socket } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { expect, test } from 'vitest';
import { startUnderstudy } from '../../src/index.ts';
import { send } from '../../src/provider-tests/send.ts';
import { watchForCrashes } from '../support/crashes.ts';
import { closedPort, exchangeBytes, startRawStandIn, startStandIn } from '../support/upstream-stand-in.ts';
import { selfSigned } from './certificate.ts';

const path = '/leeloo/api/v2/accounts/email';

function startProxying(leeloo: string, upstreamTimeoutMs = 30_000) {
  return startUnderstudy({ modes: { leeloo: 'proxy' }, upstreams: { leeloo }, upstreamTimeoutMs, env: {} });
}

/** Sends a request with a body, and checks that the reply is an error of the toolkit. */
async function failureOf(leeloo: string, upstreamTimeoutMs?: number) {
  await using understudy = await startProxying(leeloo, upstreamTimeoutMs);
  const reply = await send(understudy, 'POST', path, { body: { data: [] } });
  const { error } = Object(reply.json());
  expect(error.code).toBe(reply.headers['x-understudy-error']);
  expect(reply.headers['x-understudy-source']).toBeUndefined();
  expect(error.message).toContain(`Cannot get a reply of leeloo from ${leeloo}: `);
  const [entry] = understudy.session('default').requests('leeloo');
  expect(entry).toMatchObject({ source: 'upstream', response: { status: reply.status, body: { error } } });
  return `${reply.status} ${error.code}`;
}

test('an upstream that refuses the connection', async () => {
  const upstream = `http://127.0.0.1:${await closedPort()}`;
  expect(await failureOf(upstream)).toBe('502 upstream-unreachable');
});

test('an upstream whose name nobody knows', async () => {
  expect(await failureOf('https://api.invalid')).toBe('502 upstream-unknown-host');
});

const early: [string, (socket: Socket) => void][] = [
  ['closes the connection', (socket) => socket.end()],
  ['resets the connection', (socket) => socket.resetAndDestroy()],
  ['closes it within the head', (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Le')],
];

test.each(early)('an upstream that %s before it answers', async (_name, answer) => {
  await using upstream = await startRawStandIn(answer);
  expect(await failureOf(upstream.url)).toBe('502 upstream-reset');
});

test.each([
  ['no HTTP', 'SSH-2.0-OpenSSH\r\n\r\n'],
  ['a head over 64 KiB', `HTTP/1.1 200 OK\r\nX-Long: ${'x'.repeat(70_000)}\r\n\r\n`],
  ['a status that is none', 'HTTP/1.1 099 Low\r\nContent-Length: 2\r\n\r\nok'],
  ['a reason that a terminal obeys', 'HTTP/1.1 200 \x1b[2J\r\nContent-Length: 2\r\n\r\nok'],
  ['such a reason, and no body', 'HTTP/1.1 204 \x01\r\n\r\n'],
  ['another protocol', 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\nhello'],
  ['chunks that are compressed', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n'],
  ['chunks that are none', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, x\r\n\r\n2\r\nok\r\n0\r\n\r\n'],
  ['chunks that break at once', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n1234\r\nxyz\r\n'],
])('an upstream that answers with %s', async (_name, bytes) => {
  await using upstream = await startRawStandIn((socket) => socket.write(bytes));
  expect(await failureOf(upstream.url)).toBe('502 upstream-broken');
});

test('an upstream that speaks no TLS', async () => {
  await using upstream = await startStandIn((response) => response.end());
  expect(await failureOf(upstream.url.replace('http:', 'https:'))).toBe('502 upstream-broken');
});

test('an upstream that stays silent', async () => {
  await using upstream = await startRawStandIn(() => {});
  expect(await failureOf(upstream.url, 50)).toBe('504 upstream-timeout');
});

test('an upstream whose certificate nobody has signed gets nothing of the request', async () => {
  await using upstream = await startStandIn((response) => response.end(), selfSigned('IP:127.0.0.1'));
  expect(await failureOf(upstream.url)).toBe('502 upstream-bad-certificate');
  expect(upstream.received).toEqual([]);
});

test('a certificate that is trusted must be for the host, too', async () => {
  const [right, wrong] = [selfSigned('IP:127.0.0.1'), selfSigned('DNS:other.example')];
  const usual = getCACertificates('default');
  setDefaultCACertificates([...usual, right.cert, wrong.cert]);
  try {
    await using upstream = await startStandIn((response) => response.end('trusted'), right);
    await using understudy = await startProxying(upstream.url);
    expect((await send(understudy, 'POST', path)).text).toBe('trusted');
    expect(upstream.received[0]?.headers.host).toBe(new URL(upstream.url).host);
    await using other = await startStandIn((response) => response.end(), wrong);
    expect(await failureOf(other.url)).toBe('502 upstream-bad-certificate');
  } finally {
    setDefaultCACertificates(usual);
  }
});

const late: [string, (socket: Socket) => void][] = [
  ['closes the connection', (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n1234')],
  ['falls silent', (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n1234')],
];

test.each(late)('an upstream that %s within the body cuts the client off as well', async (_name, answer) => {
  await using upstream = await startRawStandIn(answer);
  await using understudy = await startProxying(upstream.url, 200);
  const raw = await exchangeBytes(understudy, `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n`);
  expect(raw).toMatch(/^HTTP\/1.1 200 OK\r\n/);
  expect(raw).not.toContain('0\r\n\r\n');
  await expect(send(understudy, 'POST', path)).rejects.toThrow();
  const [entry] = understudy.session('default').requests('leeloo');
  expect(entry?.response).toMatchObject({ status: 200, body: '[4 bytes]' });
});

test('an upstream that ends after the head of its reply is told of, as nothing of it has gone out', async () => {
  const head = 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n';
  await using ending = await startRawStandIn((socket) => socket.end(head));
  expect(await failureOf(ending.url)).toBe('502 upstream-reset');
  await using silent = await startRawStandIn((socket) => socket.write(head));
  expect(await failureOf(silent.url, 50)).toBe('504 upstream-timeout');
});

test('an upstream that only ever sends interim replies counts as silent', async () => {
  await using upstream = await startRawStandIn((socket) => {
    const hints = 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'.repeat(100);
    const flood = (error?: Error | null) => void (error ?? socket.write(hints, flood));
    flood();
  });
  expect(await failureOf(upstream.url, 100)).toBe('504 upstream-timeout');
});

test('a delayed reply that turns out to be none is told of, whole and late', async () => {
  await using upstream = await startRawStandIn((socket) =>
    socket.end('HTTP/1.1 200 \x01\r\nContent-Length: 2\r\n\r\nok'),
  );
  await using understudy = await startProxying(upstream.url);
  understudy.session('default').fault('leeloo', { fault: 'latency', ms: 20 });
  const reply = await send(understudy, 'POST', path);
  expect([reply.status, reply.headers['x-understudy-error']]).toEqual([502, 'upstream-broken']);
  expect(Object(reply.json()).error.message).toContain('its reason phrase holds a control character');
});

test('an error that cannot even be logged ends its own connection only', async () => {
  const crashes = watchForCrashes();
  const fail = () => {
    throw new Error('no log');
  };
  const logger = { debug: fail, info: fail, warn: fail, error: fail };
  const upstream = `http://127.0.0.1:${await closedPort()}`;
  await using understudy = await startUnderstudy({
    modes: { leeloo: 'proxy' },
    upstreams: { leeloo: upstream },
    logger,
  });
  for (let time = 0; time < 3; time += 1) {
    await send(understudy, 'POST', path).catch((error: Error) => expect(error.message).toBe('socket hang up'));
  }
  expect((await send(understudy, 'GET', '/_understudy/health')).status).toBe(200);
  expect(crashes).toEqual([]);
});

test('a client that leaves takes its request to the upstream with it', async () => {
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<Socket>();
  await using upstream = await startRawStandIn((socket) => arrive(socket));
  await using understudy = await startProxying(upstream.url);
  const sending = httpRequest(`${understudy.url}${path}`, { method: 'POST' });
  sending.on('error', () => {});
  sending.end('{}');
  const socket = await arrived;
  const closed = once(socket, 'close');
  sending.destroy();
  await closed;
});

test('a sender gets to read the error though its body is not taken', async () => {
  const upstream = `http://127.0.0.1:${await closedPort()}`;
  await using understudy = await startProxying(upstream);
  const reply = await send(understudy, 'POST', path, { body: Buffer.alloc(8_000_000) });
  expect(reply.headers['x-understudy-error']).toBe('upstream-unreachable');
  expect((await send(understudy, 'POST', path)).status).toBe(502);
});

test('an upstream that answers before it has the whole request is passed on', async () => {
  await using upstream = await startRawStandIn((socket) =>
    socket.write('HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno'),
  );
  await using understudy = await startProxying(upstream.url);
  const reply = await send(understudy, 'POST', path, { body: Buffer.alloc(8_000_000) });
  expect([reply.status, reply.text]).toEqual([413, 'no']);
});
