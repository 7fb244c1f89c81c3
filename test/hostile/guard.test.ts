import { expect, test } from 'vitest';
import { startUnderstudy } from '../../src/index.ts';
import { send } from '../../src/provider-tests/send.ts';
import { runCommand } from '../support/run-command.ts';
import { recordings } from '../support/upstream-exchange.ts';
import { startStandIn } from '../support/upstream-stand-in.ts';

const beyond = [
  '0.0.0.0',
  '::',
  '[::]',
  '',
  '0',
  '192.0.2.1',
  '127.0.0.1.evil.example',
  'localhost.evil.example',
  '::ffff:0.0.0.0',
];

test.each(beyond)('a library that listens on "%s" needs an admin token', async (host) => {
  await expect(startUnderstudy({ host })).rejects.toThrow(/^Cannot listen on .*--admin-token/);
  await expect(startUnderstudy({ host, adminToken: '' })).rejects.toThrow('--admin-token');
});

test.each(['0.0.0.0', '::'])('a command line that listens on %s needs an admin token', async (host) => {
  for (const further of [[], ['--admin-token', '']]) {
    const args = ['start', '--port', '0', '--host', host, ...further];
    const { code, stdout, stderr } = await runCommand(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^Cannot listen on .+: others could reach the admin API\. Give an admin token .+\n$/);
  }
});

test('a server beyond loopback asks for its token under every Host, and for every call', async () => {
  await using understudy = await startUnderstudy({ host: '0.0.0.0', adminToken: 'curtain' });
  const server = { url: `http://127.0.0.1:${understudy.port}` };
  for (const path of ['/_understudy/health', '/~one/_understudy/credentials', '/_understudy/no-such-call']) {
    for (const Host of ['localhost', '127.0.0.1', 'evil.example', '']) {
      expect((await send(server, 'GET', path, { headers: { Host } })).status).toBe(401);
    }
  }
});

const path = '/api/v2/accounts/email';

test.each([
  ['record', 'error'],
  ['replay', 'record'],
] as const)(
  'a web page reaches no upstream in the mode %s (on a miss: %s), and is not recorded',
  async (mode, onMiss) => {
    await using folder = await recordings();
    await using upstream = await startStandIn((response) => response.end('{}'));
    await using understudy = await startUnderstudy({
      modes: { leeloo: mode },
      onMiss,
      upstreams: { leeloo: upstream.url },
      recordings: folder.folder,
      env: {},
    });
    for (const headers of [
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
      { 'Sec-Fetch-Site': 'cross-site' },
      { Host: 'evil.example:4010' },
      { Host: 'api2.getresponse.com.evil.example' },
    ]) {
      const reply = await send(understudy, 'POST', `/leeloo${path}`, { headers, body: {} });
      expect([reply.status, reply.headers['x-understudy-error']]).toEqual([403, expect.stringMatching(/^foreign-/)]);
    }
    expect(upstream.received).toEqual([]);
    expect((await send(understudy, 'POST', `/leeloo${path}`, { body: {} })).status).toBe(200);
    await understudy.close();
    expect(await folder.files()).toHaveLength(1);
  },
);

test('a page of this very server passes, and one on another port of this machine does not', async () => {
  await using upstream = await startStandIn((response) => response.end('{}'));
  await using understudy = await startUnderstudy({ modes: { leeloo: 'proxy' }, upstreams: { leeloo: upstream.url } });
  const ask = async (Origin: string) =>
    (await send(understudy, 'POST', `/leeloo${path}`, { headers: { Origin }, body: {} })).status;
  expect(await ask(understudy.url)).toBe(200);
  expect(await ask('http://127.0.0.1:1')).toBe(403);
});

test.each(['', ' ', 'curtain ', 'curtaín', 'cur\ntain', 'cur\ttain', '\u{1f3ad}'])(
  'an admin token that no call could give is refused at the start: %j',
  async (adminToken) => {
    const starting = startUnderstudy({ adminToken });
    await expect(starting).rejects.toThrow(
      /^Cannot use the admin token: .+ Set --admin-token or UNDERSTUDY_ADMIN_TOKEN anew\.$/,
    );
    const { code, stdout, stderr } = await runCommand(['start', '--port', '0'], {
      UNDERSTUDY_ADMIN_TOKEN: adminToken || ' ',
    });
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('the admin token'),
    });
  },
);
