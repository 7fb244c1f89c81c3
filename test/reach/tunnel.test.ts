import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { serve } from '../../src/app/serve.ts';
import { silentLogger } from '../../src/logging/logger.ts';
import { CertificateAuthority } from '../../src/reach/certificate-authority.ts';

const password = 'of this run';
const basic = (user: string, secret = password) =>
  `Proxy-Authorization: Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}\r\n`;

async function startRun(offline = false) {
  const lines: string[] = [];
  const refused: string[] = [];
  const log = (line: string) => void lines.push(line);
  const logger = { ...silentLogger, warn: log, error: log };
  const run = { password, offline, refused: (host: string) => void refused.push(host) };
  const served = await serve({ logger }, undefined, run);
  return { ...served, lines, refused, [Symbol.asyncDispose]: () => served.close() };
}

async function certificateOf({ reach }: Awaited<ReturnType<typeof startRun>>): Promise<string> {
  return (await reach.access()).certificate;
}

/** Asks for a tunnel; the head of the answer, and the connection. */
async function tunnel(port: number, authority: string, headers = ''): Promise<{ head: string; socket: Socket }> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${headers}\r\n`);
  const head = await new Promise<string>((resolve) => socket.once('data', (bytes) => resolve(bytes.toString())));
  return { head, socket };
}

async function tlsTo(port: number, host: string, ca: string, headers = ''): Promise<TLSSocket> {
  const { socket } = await tunnel(port, `${host}:443`, headers);
  const secured = connectTls({ socket, ca, servername: host });
  await new Promise((resolve, reject) => secured.once('secureConnect', resolve).once('error', reject));
  return secured;
}

async function ask(connection: Socket, ...lines: string[]): Promise<string> {
  connection.write([...lines, 'Connection: close', '', ''].join('\r\n'));
  return await text(connection);
}

test("a tunnel to a provider's host ends in its mock, by a certificate of the run's authority", async () => {
  await using understudy = await startRun();
  const ca = await certificateOf(understudy);
  const connection = await tlsTo(understudy.port, 'services.leadconnectorhq.com', ca);
  const reply = await ask(connection, 'GET /users/ HTTP/1.1', 'Host: services.leadconnectorhq.com');
  expect(reply).toMatch(/^HTTP\/1\.1 401 .*X-Understudy-Source: mock/s);
});

test.each([
  ['the user of the proxy', basic('mine', ''), [], 'mine'],
  ['the header', '', ['X-Understudy-Session: mine'], 'mine'],
  ["the header, with the run's own user", basic('understudy'), ['X-Understudy-Session: mine'], 'mine'],
  ['nothing', '', [], 'default'],
])('the session of a request in a tunnel is chosen by %s', async (_by, ofProxy, headers, expected) => {
  await using understudy = await startRun();
  const ca = await certificateOf(understudy);
  const connection = await tlsTo(understudy.port, 'api.leeloo.ai', ca, ofProxy);
  await ask(connection, 'GET /api/v2/x HTTP/1.1', 'Host: api.leeloo.ai', ...headers);
  const asked = await fetch(`${understudy.url}/~${expected}/_understudy/requests`);
  expect(await asked.json()).toMatchObject({ requests: [{ provider: 'leeloo' }] });
});

test('a proxy user and a header that name two sessions are refused', async () => {
  await using understudy = await startRun();
  const ca = await certificateOf(understudy);
  const connection = await tlsTo(understudy.port, 'api.leeloo.ai', ca, basic('one', ''));
  const reply = await ask(connection, 'GET / HTTP/1.1', 'Host: api.leeloo.ai', 'X-Understudy-Session: two');
  expect(reply).toMatch(/^HTTP\/1\.1 400 .*conflicting-sessions/s);
});

test('a whole URL as the target is answered in the session of the proxy user', async () => {
  await using understudy = await startRun();
  const socket = connect(understudy.port, '127.0.0.1');
  const target = 'GET http://api.leeloo.ai/api/v2/x HTTP/1.1';
  const reply = await ask(socket, target, 'Host: api.leeloo.ai', basic('whole', '').trim());
  expect(reply).toContain('X-Understudy-Source: mock');
  const asked = await fetch(`${understudy.url}/~whole/_understudy/requests`);
  const journal = await asked.text();
  expect(JSON.parse(journal)).toMatchObject({ requests: [{ provider: 'leeloo' }] });
  expect(journal).not.toContain(Buffer.from('whole:').toString('base64'));
});

test.each([
  ['without a password', '', 407],
  ['with a wrong one', basic('understudy', 'guessed'), 407],
  ['with a header that is none', 'Proxy-Authorization: Basic ???\r\n', 407],
])('a tunnel to another host is refused %s', async (_how, headers, status) => {
  await using understudy = await startRun();
  const { head } = await tunnel(understudy.port, 'elsewhere.example:443', headers);
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} .*Proxy-Authenticate: Basic`, 's'));
});

test.each(['127.0.0.1', 'localhost', '[::1]', '127.1', '0.0.0.0', 'api.leeloo.ai.nip.example'])(
  'nobody without the password reaches %s by a tunnel, whatever its name resolves to',
  async (host) => {
    await using understudy = await startRun();
    const { head } = await tunnel(understudy.port, `${host}:${understudy.port}`);
    expect(head).toMatch(/^HTTP\/1\.1 407 /);
  },
);

test('the command of a run reaches other hosts, byte for byte', async () => {
  await using understudy = await startRun();
  const other = createServer((_request, response) => void response.end('other'));
  await new Promise<void>((resolve) => void other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const { head, socket } = await tunnel(understudy.port, `127.0.0.1:${port}`, basic('understudy'));
  expect(head).toBe('HTTP/1.1 200 Connection Established\r\n\r\n');
  expect(await ask(socket, 'GET / HTTP/1.1', 'Host: other')).toMatch(/other$/);
  await new Promise((resolve) => other.close(resolve));
  const gone = await tunnel(understudy.port, `127.0.0.1:${port}`, basic('understudy'));
  expect(gone.head).toMatch(/^HTTP\/1\.1 502 .*tunnel-failed/s);
});

test('a run that is offline reaches no other host, and says which were asked for', async () => {
  await using understudy = await startRun(true);
  const { head } = await tunnel(understudy.port, 'elsewhere.example:443', basic('understudy'));
  expect(head).toMatch(/^HTTP\/1\.1 403 .*offline/s);
  expect(understudy.refused).toEqual(['elsewhere.example']);
});

test.each([
  ['another Host', ['GET /_understudy/state/leeloo HTTP/1.1', 'Host: 127.0.0.1']],
  ['two of them', ['GET / HTTP/1.1', 'Host: api.leeloo.ai', 'Host: localhost']],
  ['another provider', ['GET / HTTP/1.1', 'Host: apinie.sensorpro.net']],
  ['a whole URL of another host', ['GET http://localhost/_understudy/state/leeloo HTTP/1.1', 'Host: api.leeloo.ai']],
  ['no Host', ['GET / HTTP/1.0']],
])('a request in a tunnel that names %s is refused', async (_what, lines) => {
  await using understudy = await startRun();
  const ca = await certificateOf(understudy);
  const reply = await ask(await tlsTo(understudy.port, 'api.leeloo.ai', ca), ...lines);
  expect(reply).toMatch(/^HTTP\/1\.1 421 .*misdirected/s);
});

test.each([
  'api.leeloo.ai',
  'api.leeloo.ai:0',
  'api.leeloo.ai:70000',
  '/leeloo/',
  'a b:443',
  'http://api.leeloo.ai:443',
])('CONNECT %s is refused', async (authority) => {
  await using understudy = await startRun();
  expect((await tunnel(understudy.port, authority)).head).toMatch(/^HTTP\/1\.1 400 /);
});

test('bytes that come with CONNECT are read as what the tunnel carries, not as requests to the server', async () => {
  await using understudy = await startRun();
  const socket = connect(understudy.port, '127.0.0.1');
  const inner = 'GET /_understudy/state/leeloo HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n';
  socket.write(`CONNECT api.leeloo.ai:443 HTTP/1.1\r\nHost: api.leeloo.ai:443\r\n\r\n${inner}`);
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 Connection Established\r\n\r\nHTTP\/1\.1 421 /);
});

test('a client that does not trust the certificate is told of by the host that it refused', async () => {
  await using understudy = await startRun();
  const target = ['-proxy', `127.0.0.1:${understudy.port}`, '-connect', 'api.leeloo.ai:443'];
  const asked = promisify(execFile)('openssl', ['s_client', ...target, '-verify_return_error']);
  await expect(asked).rejects.toThrow('verify');
  await expect
    .poll(() => understudy.lines.join('\n'))
    .toMatch(/refused the connection to api\.leeloo\.ai: it does not trust .*UNKNOWN_CA/);
});

test('a client that was served and then resets its connection is no refusal', async () => {
  await using understudy = await startRun();
  const ca = await certificateOf(understudy);
  const { socket } = await tunnel(understudy.port, 'api.leeloo.ai:443');
  const connection = connectTls({ socket, ca, servername: 'api.leeloo.ai' });
  connection.on('error', () => {});
  connection.write('GET /api/v2/x HTTP/1.1\r\nHost: api.leeloo.ai\r\n\r\n');
  await new Promise((resolve) => connection.once('data', resolve));
  socket.resetAndDestroy();
  const next = await tlsTo(understudy.port, 'api.leeloo.ai', ca);
  await ask(next, 'GET /api/v2/x HTTP/1.1', 'Host: api.leeloo.ai');
  expect(understudy.lines).toEqual([]);
});

test('the authority vouches for the hosts of providers alone, and OpenSSL holds it to that', async () => {
  const authority = await CertificateAuthority.make(['api.leeloo.ai']);
  await expect(authority.contextFor('bank.example')).rejects.toThrow('Cannot vouch for bank.example');
  const { ca, subject } = new X509Certificate(authority.certificate);
  expect({ ca, subject }).toEqual({ ca: true, subject: 'CN=Understudy of one run' });
  const folder = mkdtempSync(join(tmpdir(), 'understudy-authority-'));
  const file = join(folder, 'ca.pem');
  writeFileSync(file, authority.certificate);
  const { stdout } = await promisify(execFile)('openssl', ['x509', '-in', file, '-noout', '-text']);
  rmSync(folder, { recursive: true });
  expect(stdout).toMatch(
    /Name Constraints: critical\s+Permitted:\s+DNS:api\.leeloo\.ai\s+Excluded:\s+IP:0\.0\.0\.0\/0\.0\.0\.0\s+IP:0:0:0:0:0:0:0:0\/0:0:0:0:0:0:0:0\s/,
  );
});
