import { expect, test } from 'vitest';
import { startUnderstudy } from '../../src/index.ts';
import { send } from '../../src/provider-tests/send.ts';
import { type StandIn, startStandIn } from '../support/upstream-stand-in.ts';

const path = '/leeloo/api/v2/accounts/email';

function startUpstream(): Promise<StandIn> {
  return startStandIn((response) => response.end('upstream'));
}

test('a mode set without a session is the default of all, one of a session only its own', async () => {
  await using upstream = await startUpstream();
  await using understudy = await startUnderstudy({ upstreams: { leeloo: upstream.url } });
  const source = async (session: string) =>
    (await send(understudy, 'POST', `/~${session}${path}`)).headers['x-understudy-source'];
  const set = (prefix: string, mode: string) =>
    send(understudy, 'PUT', `${prefix}/_understudy/providers/leeloo/mode`, { body: { mode } });

  expect((await set('/~one', 'proxy')).json()).toEqual({ provider: 'leeloo', mode: 'proxy', session: 'one' });
  expect([await source('one'), await source('two'), await source('default')]).toEqual(['upstream', 'mock', 'mock']);

  expect((await set('', 'proxy')).json()).toEqual({ provider: 'leeloo', mode: 'proxy' });
  expect((await set('/~one', 'mock')).status).toBe(200);
  expect([await source('one'), await source('two'), await source('default')]).toEqual(['mock', 'upstream', 'upstream']);

  await send(understudy, 'POST', '/~one/_understudy/reset');
  expect(await source('one')).toBe('upstream');
});

test('other providers keep their mode, and the health shows each', async () => {
  await using upstream = await startUpstream();
  await using understudy = await startUnderstudy({
    modes: { leeloo: 'proxy' },
    upstreams: { leeloo: `${upstream.url}/base/` },
  });
  const session = understudy.session('one');
  session.mode('sensorpro', 'proxy');
  session.mode('leeloo', 'mock');
  const modes = async (prefix: string) =>
    Object(await (await send(understudy, 'GET', `${prefix}/_understudy/health`)).json()).providers.map(
      ({ name, mode }: Record<string, string>) => `${name} ${mode}`,
    );
  expect(await modes('')).toEqual(['leeloo proxy', 'getresponse mock', 'leadconnector mock', 'sensorpro mock']);
  expect(await modes('/~one')).toEqual(['leeloo mock', 'getresponse mock', 'leadconnector mock', 'sensorpro proxy']);
  const health = await send(understudy, 'GET', '/_understudy/health');
  expect(Object(health.json()).providers[0].upstream).toBe(`${upstream.url}/base`);
  expect((await send(understudy, 'GET', '/getresponse/')).headers['x-understudy-source']).toBe('mock');
});

test.each([
  [{ mode: 'prox' }, 'Did you mean proxy?'],
  [{ mode: 'proxy', more: 1 }, 'and nothing else'],
  [{}, 'mock, replay, record, proxy, compare'],
  [['proxy'], 'mock, replay, record, proxy, compare'],
])('refuses to set a mode by %j', async (body, message) => {
  await using understudy = await startUnderstudy();
  const reply = await send(understudy, 'PUT', '/_understudy/providers/leeloo/mode', { body });
  expect([reply.status, reply.headers['x-understudy-error']]).toEqual([400, 'invalid-mode']);
  expect(reply.text).toContain(message);
});

test('refuses to set the mode of a provider that there is not', async () => {
  await using understudy = await startUnderstudy();
  const reply = await send(understudy, 'PUT', '/_understudy/providers/leelo/mode', { body: { mode: 'proxy' } });
  expect([reply.status, reply.headers['x-understudy-error']]).toEqual([404, 'unknown-provider']);
  // @ts-expect-error a mode is one of few words
  expect(() => understudy.session().mode('leeloo', 'prox')).toThrow('Did you mean proxy?');
});

test('a fault strikes before the mode, and works on a reply that streams', async () => {
  await using upstream = await startUpstream();
  await using understudy = await startUnderstudy({ modes: { leeloo: 'proxy' }, upstreams: { leeloo: upstream.url } });
  const session = understudy.session('default');
  session.fault('leeloo', { fault: 'status', status: 503, times: 1 });
  const struck = await send(understudy, 'POST', path);
  expect([struck.status, struck.headers['x-understudy-source']]).toEqual([503, 'fault']);
  expect(upstream.received).toHaveLength(0);
  session.fault('leeloo', { fault: 'latency', ms: 1, times: 1 });
  const delayed = await send(understudy, 'POST', path);
  expect([delayed.status, delayed.text, delayed.headers['x-understudy-source']]).toEqual([200, 'upstream', 'fault']);
  session.fault('leeloo', { fault: 'truncate', bytes: 3, times: 1 });
  await expect(send(understudy, 'POST', path)).rejects.toThrow('aborted');
  expect(upstream.received).toHaveLength(2);
});

test('a fault of one JSON-RPC method reads the body, and the others still pass whole', async () => {
  await using upstream = await startUpstream();
  const env = { UNDERSTUDY_GETRESPONSE_API_KEY: '0123456789abcdef0123456789abcdef' };
  await using understudy = await startUnderstudy({
    env,
    modes: { getresponse: 'proxy' },
    upstreams: { getresponse: upstream.url },
  });
  const session = understudy.session('default');
  session.fault('getresponse', { operation: 'ping', fault: 'status', status: 500 });
  const key = session.credentials.getresponse.api_key;
  const body = { jsonrpc: '2.0', id: 1, method: 'get_accounts', params: [key] };
  expect((await send(understudy, 'POST', '/getresponse/', { body })).text).toBe('upstream');
  const sent = { ...body, params: [env.UNDERSTUDY_GETRESPONSE_API_KEY] };
  expect(JSON.parse(String(upstream.received[0]?.body))).toEqual(sent);
  const long = await send(understudy, 'POST', '/getresponse/', { body: 'x'.repeat(1_100_000) });
  expect([long.text, upstream.received[1]?.body.length]).toEqual(['upstream', 1_100_000]);
});
