import { readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { startUnderstudy } from '../../src/index.ts';
import { send } from '../../src/provider-tests/send.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { exchangeBytes, startStandIn } from '../support/upstream-stand-in.ts';

const path = '/leeloo/api/v2/accounts/email';
const body = Buffer.from('{"data":[{"email":"robin@sherwood.example"}]}');
const chunked = `${body.length.toString(16)};chunk-signature=${'0'.repeat(64)}\r\n${body}\r\n0;chunk-signature=${'1'.repeat(64)}\r\n\r\n`;

/** A session in which a fault of one method has every body read before the mode answers. */
async function proxying(url: string) {
  const understudy = await startUnderstudy({ modes: { getresponse: 'proxy' }, upstreams: { getresponse: url } });
  understudy.session('default').fault('getresponse', { operation: 'ping', fault: 'status', status: 500 });
  return understudy;
}

function head(headers: readonly string[], method = 'POST', address = path): string {
  return [`${method} ${address} HTTP/1.1`, 'Host: 127.0.0.1', 'Connection: close', ...headers, '', ''].join('\r\n');
}

function request(headers: readonly string[], sent: Buffer, address = path): Buffer {
  return Buffer.concat([Buffer.from(head(headers, 'POST', address)), sent]);
}

test.each([
  ['gzip in the client’s own case', 'Content-Encoding: GZIP', gzipSync(body)],
  ['gzip in another case of the name', 'CONTENT-encoding: gzip', gzipSync(body)],
  ['gzip in gzip', 'Content-Encoding: gzip, gzip', gzipSync(gzipSync(body))],
  ['chunks in the body', 'Content-Encoding: aws-chunked', Buffer.from(chunked)],
  ['a coding that nobody knows', 'Content-Encoding: x-scramble', Buffer.from(body.map((byte) => byte ^ 0x55))],
  ['damaged gzip', 'Content-Encoding: gzip', gzipSync(body).subarray(0, 20)],
  ['nothing', 'X-Nothing: 1', Buffer.alloc(0)],
])('a body that had to be read goes on as it came: %s', async (_what, header, sent) => {
  await using upstream = await startStandIn((response) => response.end('{}'));
  await using understudy = await proxying(upstream.url);
  await exchangeBytes(understudy, request([header, `Content-Length: ${sent.length}`], sent, '/getresponse/'));
  const [received] = upstream.received;
  expect(received?.body.equals(sent)).toBe(true);
  const [name = '', value] = header.split(': ');
  const at = received?.rawHeaders.indexOf(name) ?? -1;
  expect(received?.rawHeaders[at + 1]).toBe(value);
  expect(received?.headers['content-length']).toBe(String(sent.length));
});

test('a request without a body gets no length', async () => {
  await using upstream = await startStandIn((response) => response.end('{}'));
  await using understudy = await proxying(upstream.url);
  await exchangeBytes(understudy, head([], 'GET', '/getresponse/'));
  expect(upstream.received[0]?.headers).not.toHaveProperty('content-length');
  expect(upstream.received[0]?.headers).not.toHaveProperty('transfer-encoding');
});

test.each([
  ['gzip', gzipSync(body)],
  ['gzip, gzip', gzipSync(gzipSync(body))],
  ['aws-chunked', Buffer.from(chunked)],
])('a recorded request in %s is played', async (coding, sent) => {
  using folder = temporaryFolder();
  await using upstream = await startStandIn((response) => response.end('{"status":1}'));
  const settings = {
    modes: { leeloo: 'record' },
    upstreams: { leeloo: upstream.url },
    recordings: folder.path,
  } as const;
  await using understudy = await startUnderstudy(settings);
  const ask = () =>
    exchangeBytes(understudy, request([`Content-Encoding: ${coding}`, `Content-Length: ${sent.length}`], sent));
  await ask();
  await send(understudy, 'PUT', '/_understudy/providers/leeloo/mode', { body: { mode: 'replay' } });
  expect(await ask()).toContain('X-Understudy-Source: recording');
});

test('a body over 1 MiB without a recording goes on to be recorded', async () => {
  using folder = temporaryFolder();
  await using upstream = await startStandIn((response) => response.end('{"status":1}'));
  await using understudy = await startUnderstudy({
    modes: { leeloo: 'replay' },
    onMiss: 'record',
    upstreams: { leeloo: upstream.url },
    recordings: folder.path,
  });
  const long = `{"note":"${'x'.repeat(3_000_000)}"}`;
  const reply = await send(understudy, 'POST', path, { body: long });
  expect([reply.status, reply.headers['x-understudy-source']]).toEqual([200, 'upstream']);
  expect(upstream.received[0]?.body.toString()).toBe(long);
  await understudy.close();
  expect(readdirSync(`${folder.path}/leeloo`, { recursive: true }).length).toBeGreaterThan(0);
});

test.each([
  ['/client/', '/leeloo/', '/client/'],
  ['/client', '/leeloo/', '/client/'],
  ['/client//', '/leeloo/?a=b', '/client/?a=b'],
  ['/client/', '/leeloo/x//y/?b=http://c//d', '/client/x//y/?b=http://c//d'],
  ['/', '/leeloo//x/', '//x/'],
  ['', '/leeloo/%7Ex?q=%7e', '/%7Ex?q=%7e'],
])('the base path %s and the address %s are joined to %s', async (base, address, joined) => {
  await using upstream = await startStandIn((response) => response.end('{}'));
  await using understudy = await startUnderstudy({
    modes: { leeloo: 'proxy' },
    upstreams: { leeloo: upstream.url + base },
  });
  const ask = (target: string) =>
    exchangeBytes(understudy, `GET ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`);
  await ask(address);
  await ask(`${understudy.url}${address}`);
  expect(upstream.received.map(({ url }) => url)).toEqual([joined, joined]);
});
