import { expect, test } from 'vitest';
import { startUnderstudy } from '../../src/index.ts';
import { send } from '../../src/provider-tests/send.ts';
import { startStandIn } from '../support/upstream-stand-in.ts';

const path = '/leeloo/api/v2/accounts/email';

test.each([
  ['foreign-origin', { Origin: 'https://evil.example' }],
  ['foreign-origin', { Origin: 'null' }],
  ['foreign-origin', { 'Sec-Fetch-Site': 'cross-site' }],
  ['foreign-host', { Host: 'evil.example:4010' }],
  ['foreign-host', { Host: '127.0.0.1.evil.example' }],
  ['foreign-host', { Host: 'services.leadconnectorhq.evil.example' }],
])('a web page gets %s by %j and reaches no upstream', async (code, headers) => {
  await using upstream = await startStandIn((response) => response.end('{}'));
  await using understudy = await startUnderstudy({ modes: { leeloo: 'proxy' }, upstreams: { leeloo: upstream.url } });
  for (const prefix of ['', '/~one']) {
    const reply = await send(understudy, 'POST', `${prefix}${path}`, { headers, body: {} });
    expect([reply.status, reply.headers['x-understudy-error']]).toEqual([403, code]);
    expect(Object.keys(reply.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  }
  expect(upstream.received).toEqual([]);
});

test.each([
  [path, { Host: 'localhost:4010', Origin: 'http://localhost:4010', 'Sec-Fetch-Site': 'same-origin' }],
  [path, { Host: 'mock.internal:4010' }],
  ['/api/v2/accounts/email', { Host: 'api.leeloo.ai' }],
  ['/~one/api/v2/accounts/email', { Host: 'api.leeloo.ai:443' }],
  ['http://api.leeloo.ai/api/v2/accounts/email', { Host: 'api.leeloo.ai' }],
])('a program reaches the upstream at %s with %j', async (address, headers) => {
  await using upstream = await startStandIn((response) => response.end('{}'));
  await using understudy = await startUnderstudy({
    modes: { leeloo: 'proxy' },
    upstreams: { leeloo: upstream.url },
    allowedHosts: ['mock.internal'],
  });
  expect((await send(understudy, 'POST', address, { headers, body: {} })).status).toBe(200);
  expect(upstream.received.map(({ url }) => url)).toEqual(['/api/v2/accounts/email']);
  expect(upstream.received[0]?.headers.host).toBe(new URL(upstream.url).host);
});

test.each(['//evil.example/x', '/\\evil.example/x', '/@evil.example/x', '/http://evil.example/x', '/..//evil.example'])(
  'a request cannot choose its upstream: %s',
  async (address) => {
    await using upstream = await startStandIn((response) => response.end('{}'));
    await using understudy = await startUnderstudy({ modes: { leeloo: 'proxy' }, upstreams: { leeloo: upstream.url } });
    expect((await send(understudy, 'GET', `/leeloo${address}`)).status).toBe(200);
    expect(upstream.received.map(({ url }) => url)).toEqual([address]);
  },
);

test.each(['/../other', '/%2e%2e/other', '/x/..%2f../other', '/..\\other', '/x/../../other?a=/client'])(
  "a request cannot leave the path of its upstream's base URL: %s",
  async (address) => {
    await using upstream = await startStandIn((response) => response.end('{}'));
    for (const mode of ['proxy', 'record', 'replay'] as const) {
      await using understudy = await startUnderstudy({
        modes: { leeloo: mode },
        upstreams: { leeloo: `${upstream.url}/client/` },
        onMiss: 'record',
        env: {},
      });
      const reply = await send(understudy, 'GET', `/leeloo${address}`);
      expect([reply.status, reply.headers['x-understudy-error']]).toEqual([400, 'outside-upstream']);
      expect(reply.text).toContain(`${upstream.url}/client. Send`);
    }
    expect(upstream.received).toEqual([]);
  },
);

test.each(['/x/../y', '/x/%2e%2e/y', '/./..x/...', '/../client/x', '/x?a=/../../other'])(
  'other dot segments pass as they are: %s',
  async (address) => {
    await using upstream = await startStandIn((response) => response.end('{}'));
    const upstreams = { leeloo: `${upstream.url}/client` };
    await using understudy = await startUnderstudy({ modes: { leeloo: 'proxy' }, upstreams });
    expect((await send(understudy, 'GET', `/leeloo${address}`)).status).toBe(200);
    expect(upstream.received.map(({ url }) => url)).toEqual([`/client${address}`]);
  },
);

test('a redirect is passed on, not followed', async () => {
  await using elsewhere = await startStandIn((response) => response.end('followed'));
  await using upstream = await startStandIn((response) => response.writeHead(307, { Location: elsewhere.url }).end());
  await using understudy = await startUnderstudy({ modes: { leeloo: 'proxy' }, upstreams: { leeloo: upstream.url } });
  const reply = await send(understudy, 'POST', path, { body: {} });
  expect([reply.status, reply.headers.location]).toEqual([307, elsewhere.url]);
  expect(elsewhere.received).toEqual([]);
});

test('a mock answers web pages as before', async () => {
  await using understudy = await startUnderstudy();
  const reply = await send(understudy, 'POST', path, { headers: { Origin: 'https://evil.example' } });
  expect(reply.headers['x-understudy-source']).toBe('mock');
});
