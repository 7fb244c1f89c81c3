import { X509Certificate } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { connect as connectTls } from 'node:tls';
import { expect, test } from 'vitest';
import { startUnderstudy } from '../../src/index.ts';
import { shells } from '../../src/reach/shells.ts';
import { runProcess } from '../support/run-process.ts';

const address = 'https://api.leeloo.ai/api/v2/accounts/email';

function understudyCommand(...args: readonly string[]) {
  return runProcess(process.execPath, ['src/main.ts', ...args]);
}

test('a shell that takes the variables of a running server gets its mocks, in the session that it names', async ({
  skip,
}) => {
  skip(process.platform === 'win32', 'There is no sh.');
  await using understudy = await startUnderstudy({ https: true });
  const made = `${process.execPath} src/main.ts env --url ${understudy.url} --session mine`;
  const fetching = `fetch('${address}', { method: 'POST' }).then((r) => console.log(r.headers.get('x-understudy-rule')))`;
  const script = `eval "$(${made})"; curl -sS '${address}' -d '{}' && ${process.execPath} -e "${fetching}"`;
  const { code, stdout, stderr } = await runProcess('sh', ['-c', script]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/WRONG_TOKEN.*leeloo\/token\n$/s);
  expect(understudy.session('mine').requests('leeloo')).toHaveLength(1);
});

test('a server without TLS on its port says that Node may not be led to it', async () => {
  await using understudy = await startUnderstudy();
  const { stdout, stderr } = await understudyCommand('env', '--url', understudy.url, '--shell', 'fish');
  expect(stdout).toMatch(/^set -gx HTTPS_PROXY 'http:\/\/understudy:/m);
  expect(stdout).not.toContain('NODE_OPTIONS');
  expect(stderr).toMatch(/^Node [^\n]*--https[^\n]*\n$/);
});

test.each([
  ['sh', `export NAME='it'\\''s \\ $HOME'`],
  ['fish', `set -gx NAME 'it\\'s \\\\ $HOME'`],
  ['powershell', `$env:NAME = 'it''s \\ $HOME'`],
] as const)('%s takes a value as it is', (shell, expected) => {
  expect(shells[shell]('NAME', "it's \\ $HOME")).toBe(expected);
});

test('the certificate of a running server can be exported', async () => {
  await using understudy = await startUnderstudy();
  const { code, stdout } = await understudyCommand('ca', 'export', '--url', understudy.url);
  expect(code).toBe(0);
  expect(new X509Certificate(stdout)).toMatchObject({ ca: true });
});

test.each([
  ['env', '--url', 'nowhere'],
  ['ca', 'export', '--url', 'nowhere'],
  ['env', '--shell', 'csh'],
])('%s %s %s is misuse', async (...args) => {
  const { code, stderr } = await understudyCommand(...args);
  expect({ code, lines: stderr.trim().split('\n').length }).toEqual({ code: 2, lines: 1 });
});

test('a server beyond the loopback tells its certificate, and opens no tunnel to other hosts for anybody', async () => {
  await using understudy = await startUnderstudy({ host: '0.0.0.0', adminToken: 'admin' });
  const url = `http://127.0.0.1:${understudy.port}`;
  const reply = await fetch(`${url}/_understudy/reach`, { headers: { Authorization: 'Bearer admin' } });
  const told: object = JSON.parse(await reply.text());
  expect(Object.keys(told)).toEqual(['certificate', 'hosts', 'speaksTls']);
  expect((await fetch(`${url}/_understudy/reach`)).status).toBe(401);
});

test('with https a hosts entry leads to the mock, and plain HTTP is answered as before', async () => {
  await using understudy = await startUnderstudy({ https: true });
  const { certificate: ca } = JSON.parse(await (await fetch(`${understudy.url}/_understudy/reach`)).text());
  const { port } = understudy;
  const servername = 'api.leeloo.ai';
  const secured = connectTls({ port, host: '127.0.0.1', ca, servername });
  secured.write(`GET /api/v2/x HTTP/1.1\r\nHost: ${servername}\r\nConnection: close\r\n\r\n`);
  expect(await text(secured)).toContain('X-Understudy-Source: mock');
  expect((await fetch(`${understudy.url}/_understudy/health`)).status).toBe(200);
});

test.each([
  ['https', 501],
  ['http', 403],
])('a page of a provider that came by TLS is its own with the scheme %s: %i', async (scheme, status) => {
  await using understudy = await startUnderstudy({ https: true, modes: { leeloo: 'replay' } });
  const { certificate: ca } = JSON.parse(await (await fetch(`${understudy.url}/_understudy/reach`)).text());
  const servername = 'api.leeloo.ai';
  const secured = connectTls({ port: understudy.port, host: '127.0.0.1', ca, servername });
  const head = [`GET / HTTP/1.1`, `Host: ${servername}`, `Origin: ${scheme}://${servername}`, 'Connection: close'];
  secured.write(`${head.join('\r\n')}\r\n\r\n`);
  expect(await text(secured)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
});

test.each([
  ['missing', undefined],
  ['foreign', 'bank.example'],
])('TLS whose name is %s gets no certificate', async (_what, servername) => {
  await using understudy = await startUnderstudy({ https: true });
  const { port } = understudy;
  const secured = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false, ...(servername && { servername }) });
  const error = await new Promise((resolve) => secured.once('error', resolve).once('secureConnect', resolve));
  expect(error).toMatchObject({ code: expect.stringMatching(/^(ERR_SSL_|ECONNRESET)/) });
});
