import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { startUnderstudy } from '../../src/index.ts';
import { send } from '../../src/provider-tests/send.ts';
import { exchangeBytes, startRawStandIn, startStandIn } from '../support/upstream-stand-in.ts';

const path = '/leeloo/api/v2/accounts/email';
const modes = { leeloo: 'proxy' } as const;

/** A request that asks for the connection to be closed, so that its reply has an end. */
function request(method: string, extra = ''): string {
  return `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n${extra}\r\n`;
}

const json = Buffer.from('{ "z": 0.00, "a": 9007199254740993,\r\n "é": "\\u00e9" , "z": 1e400 }\n');

test.each([
  ['no coding', undefined, json],
  ['gzip', 'gzip', gzipSync(json)],
  ['brotli', 'br', brotliCompressSync(json)],
  ['deflate', 'deflate', deflateSync(json)],
  ['bare deflate', 'deflate', deflateRawSync(json)],
  ['zstd', 'zstd', zstdCompressSync(json)],
  ['gzip in brotli', 'gzip, br', brotliCompressSync(gzipSync(json))],
  ['a coding that nobody knows', 'x-scramble', Buffer.from(json.map((byte) => byte ^ 0x55))],
  ['damaged gzip', 'gzip', gzipSync(json).subarray(0, 30)],
  ['binary', undefined, Buffer.from(Array.from({ length: 65_536 }, (_, index) => (index * 7) % 256))],
])('passes a body on as it came: %s', async (_name, coding, body) => {
  await using upstream = await startStandIn((response) => {
    response.writeHead(200, { 'Content-Type': 'application/json', ...(coding && { 'Content-Encoding': coding }) });
    response.end(body);
  });
  await using understudy = await startUnderstudy({ modes, upstreams: { leeloo: upstream.url } });
  const raw = await exchangeBytes(understudy, request('GET', 'Accept-Encoding: x-scramble\r\n'));
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  expect(head).toContain('X-Understudy-Source: upstream');
  expect(head.includes('Content-Encoding')).toBe(coding !== undefined);
  const received = Buffer.from(unchunked(rest.join('\r\n\r\n')), 'latin1');
  expect(received.equals(body)).toBe(true);
});

/** The body of a chunked reply, in Latin-1. */
function unchunked(text: string): string {
  const [, size = '0'] = /^([\da-f]+)\r\n/.exec(text) ?? [];
  const length = Number.parseInt(size, 16);
  const start = size.length + 2;
  return length === 0 ? '' : text.slice(start, start + length) + unchunked(text.slice(start + length + 2));
}

test('passes repeated headers, their spelling, their order and the words of the status on', async () => {
  await using upstream = await startRawStandIn((socket) => {
    const lines = [
      'HTTP/1.1 299 Rather Fine',
      'x-lower: 1',
      'Set-Cookie: a=1',
      'X-UPPER: 2',
      'Set-Cookie: b=2; Path=/',
      'Warning: 1',
      'Warning: 2',
    ];
    socket.end(
      [...lines, 'Content-Type: text/plain', 'X-Latin: caf\xe9', 'Content-Length: 2', '', 'ok'].join('\r\n'),
      'latin1',
    );
  });
  await using understudy = await startUnderstudy({ modes, upstreams: { leeloo: upstream.url } });
  const raw = await exchangeBytes(understudy, request('GET'));
  expect(raw.split('\r\n')).toEqual([
    'HTTP/1.1 299 Rather Fine',
    'x-lower: 1',
    'Set-Cookie: a=1',
    'X-UPPER: 2',
    'Set-Cookie: b=2; Path=/',
    'Warning: 1',
    'Warning: 2',
    'Content-Type: text/plain',
    'X-Latin: caf\xe9',
    'Content-Length: 2',
    'X-Understudy-Source: upstream',
    'Connection: close',
    '',
    'ok',
  ]);
});

test('passes a header on that is named like a member of every object', async () => {
  await using upstream = await startStandIn((response) => response.end('{}'));
  await using understudy = await startUnderstudy({ modes, upstreams: { leeloo: upstream.url } });
  await exchangeBytes(understudy, request('GET', '__proto__: 1\r\nconstructor: 2\r\n'));
  expect(upstream.received[0]?.rawHeaders).toEqual(expect.arrayContaining(['__proto__', '1', 'constructor', '2']));
});

test.each([
  [204, 'GET', {}],
  [304, 'GET', { ETag: '"1"', 'Content-Encoding': 'gzip' }],
  [200, 'HEAD', { 'Content-Length': '1234' }],
  [302, 'GET', { Location: 'https://elsewhere.example/?a=1', 'Content-Length': '0' }],
  [500, 'GET', { 'Content-Length': '0' }],
])('passes a %i to %s on without a body', async (status, method, headers) => {
  await using upstream = await startStandIn((response) => response.writeHead(status, headers).end());
  await using understudy = await startUnderstudy({ modes, upstreams: { leeloo: upstream.url } });
  const raw = await exchangeBytes(understudy, request(method));
  expect(raw).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(raw.endsWith('\r\n\r\n')).toBe(true);
  for (const [name, value] of Object.entries(headers)) expect(raw).toContain(`\r\n${name}: ${value}\r\n`);
  expect(upstream.received.map((each) => each.method)).toEqual([method]);
});

test('passes a request on as it came, but for headers of the connection and of the toolkit', async () => {
  await using upstream = await startStandIn((response) => response.end('{}'));
  await using understudy = await startUnderstudy({ modes, upstreams: { leeloo: `${upstream.url}/base/` } });
  const session = understudy.session('one');
  session.mode('leeloo', 'proxy');
  const head = [
    'POST /~one/leeloo/a%2Fb//c?x=1&x=2&y=%20+ HTTP/1.1',
    'Host: 127.0.0.1:4010',
    'Connection: close, X-Hop',
    'X-Hop: 1',
    'TE: trailers',
    'X-Twice: a',
    'X-Other: caf\xe9',
    'X-Twice: b',
    'X-Understudy-Session: one',
    'X-Understudy-Anything: 1',
    'Content-Type: application/json',
  ];
  const raw = await exchangeBytes(understudy, [...head, 'Content-Length: 5', '', ' 1.00'].join('\r\n'));
  expect(raw).toMatch(/^HTTP\/1.1 200 OK/);
  const [received] = upstream.received;
  expect(received?.method).toBe('POST');
  expect(received?.url).toBe('/base/a%2Fb//c?x=1&x=2&y=%20+');
  expect(received?.body.toString()).toBe(' 1.00');
  expect(received?.rawHeaders).toEqual([
    'X-Twice',
    'a',
    'X-Twice',
    'b',
    'X-Other',
    'caf\xe9',
    'Content-Type',
    'application/json',
    'content-length',
    '5',
    'host',
    new URL(upstream.url).host,
    'Connection',
    'keep-alive',
  ]);
});

test.each(['//%zz', '/\\/%zz', '//evil.example/x', '/%', '/a//b/../c', '/?a=b?c&d=%zz'])(
  'passes the address %s on as it came, to its own upstream',
  async (address) => {
    await using upstream = await startStandIn((response) => response.end('ok'));
    await using understudy = await startUnderstudy({ modes, upstreams: { leeloo: `${upstream.url}/base` } });
    expect((await send(understudy, 'GET', `/leeloo${address}`)).text).toBe('ok');
    expect(upstream.received.map(({ url }) => url)).toEqual([`/base${address}`]);
  },
);

test('answers Expect: 100-continue itself and passes a chunked body on', async () => {
  await using upstream = await startStandIn((response, { body }) => response.end(body));
  await using understudy = await startUnderstudy({ modes, upstreams: { leeloo: upstream.url } });
  const chunked = 'Expect: 100-continue\r\nTransfer-Encoding: chunked\r\n';
  const raw = await exchangeBytes(understudy, `${request('POST', chunked)}3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n`);
  expect(raw).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 200 OK\r\n/);
  expect(upstream.received[0]?.body.toString()).toBe('abcde');
  expect(upstream.received[0]?.headers.expect).toBeUndefined();
});

test('shows an exchange in the journal, decoded, with what is secret masked', async () => {
  await using upstream = await startStandIn((response) => {
    response.writeHead(200, { 'Content-Encoding': 'gzip', 'Set-Cookie': 'sid=hidden-cookie' });
    response.end(gzipSync('{"token":"hidden-token","echo":"hidden-real-token"}'));
  });
  const env = { UNDERSTUDY_LEELOO_TOKEN: 'hidden-real-token' };
  await using understudy = await startUnderstudy({ modes, upstreams: { leeloo: upstream.url }, env });
  const session = understudy.session('default');
  const headers = { 'X-Leeloo-AuthToken': session.credentials.leeloo.token };
  await send(understudy, 'POST', path, { headers, body: { data: [] } });
  const [entry] = session.requests('leeloo');
  expect(entry).toMatchObject({
    operation: 'create-email-account',
    source: 'upstream',
    request: { method: 'POST', path: '/api/v2/accounts/email', body: { data: [] } },
    response: { status: 200, body: { token: '***', echo: '***' } },
  });
  expect(JSON.stringify(entry)).not.toContain('hidden');
});
