import { once } from 'node:events';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { startUnderstudy, type Understudy } from '../../src/app/understudy.ts';
import { send } from '../../src/provider-tests/send.ts';
import { maxSessions } from '../../src/stores/memory.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type StandIn, startStandIn } from '../support/upstream-stand-in.ts';

const path = '/leeloo/api/v2/accounts/email';

function startUpstream(): Promise<StandIn> {
  return startStandIn((response) => response.end('upstream'));
}

/** So many sessions that all earlier ones are dropped. */
function comeManySessions(understudy: Understudy): void {
  for (let index = 0; index < maxSessions; index += 1) understudy.session(`other-${index}`).clock.now();
}

async function answerIn(understudy: Understudy, session: string): Promise<string> {
  const { status, headers } = await send(understudy, 'POST', `/~${session}${path}`);
  return `${status} ${headers['x-understudy-source'] ?? headers['x-understudy-error']}`;
}

test('a session that was set to the mock and dropped is refused, and nothing reaches the real API', async () => {
  await using upstream = await startUpstream();
  await using understudy = await startUnderstudy({ modes: { leeloo: 'proxy' }, upstreams: { leeloo: upstream.url } });
  understudy.session('one').mode('leeloo', 'mock');
  expect(await answerIn(understudy, 'one')).toBe('200 mock');
  comeManySessions(understudy);

  expect(await answerIn(understudy, 'one')).toBe('409 mode-lost');
  const refused = await send(understudy, 'POST', `/~one${path}`);
  expect(refused.text).toContain('PUT /~one/_understudy/providers/leeloo/mode');
  expect(upstream.received).toEqual([]);
  expect(await answerIn(understudy, 'two')).toBe('200 upstream');
});

test('it stays refused when it is dropped again, until its mode is set', async () => {
  await using upstream = await startUpstream();
  await using understudy = await startUnderstudy({ modes: { leeloo: 'proxy' }, upstreams: { leeloo: upstream.url } });
  understudy.session('one').mode('leeloo', 'mock');
  comeManySessions(understudy);
  expect(await answerIn(understudy, 'one')).toBe('409 mode-lost');
  comeManySessions(understudy);
  expect(await answerIn(understudy, 'one')).toBe('409 mode-lost');
  await send(understudy, 'PUT', '/~one/_understudy/providers/leeloo/mode', { body: { mode: 'mock' } });
  expect(await answerIn(understudy, 'one')).toBe('200 mock');
  expect(upstream.received).toEqual([]);
});

test('a reset takes the default, as it takes a mode away', async () => {
  await using upstream = await startUpstream();
  await using understudy = await startUnderstudy({ modes: { leeloo: 'proxy' }, upstreams: { leeloo: upstream.url } });
  understudy.session('one').mode('leeloo', 'mock');
  comeManySessions(understudy);
  await send(understudy, 'POST', '/~one/_understudy/reset');
  expect(await answerIn(understudy, 'one')).toBe('200 upstream');
});

test.each(['replay', 'record'] as const)('it is refused under the default %s, too', async (mode) => {
  await using upstream = await startUpstream();
  using recordings = temporaryFolder();
  await using understudy = await startUnderstudy({
    modes: { leeloo: mode },
    recordings: recordings.path,
    onMiss: 'record',
    upstreams: { leeloo: upstream.url },
  });
  understudy.session('one').mode('leeloo', 'mock');
  comeManySessions(understudy);
  expect(await answerIn(understudy, 'one')).toBe('409 mode-lost');
  expect(upstream.received).toEqual([]);
});

test('under the default mock it is answered by the mock, and refused once the default is another', async () => {
  await using upstream = await startUpstream();
  await using understudy = await startUnderstudy({ upstreams: { leeloo: upstream.url } });
  understudy.session('one').mode('leeloo', 'mock');
  comeManySessions(understudy);
  expect(await answerIn(understudy, 'one')).toBe('200 mock');
  await send(understudy, 'PUT', '/_understudy/providers/leeloo/mode', { body: { mode: 'proxy' } });
  expect(await answerIn(understudy, 'one')).toBe('409 mode-lost');
  expect(upstream.received).toEqual([]);
});

test('only the provider whose mode was set is refused, and the health says which', async () => {
  await using upstream = await startUpstream();
  const urls = { leeloo: upstream.url, sensorpro: upstream.url };
  await using understudy = await startUnderstudy({ modes: { leeloo: 'proxy', sensorpro: 'proxy' }, upstreams: urls });
  understudy.session('one').mode('leeloo', 'mock');
  comeManySessions(understudy);
  const health = await send(understudy, 'GET', '/~one/_understudy/health');
  const modes = Object(health.json()).providers.map(({ name, mode }: Record<string, string>) => `${name} ${mode}`);
  expect(modes).toEqual(['leeloo lost', 'getresponse mock', 'leadconnector mock', 'sensorpro proxy']);
  expect((await send(understudy, 'POST', '/~one/sensorpro/auth/sys/signin')).text).toBe('upstream');
});

test('a mode that is set while its session is dropped holds', async () => {
  await using upstream = await startUpstream();
  await using understudy = await startUnderstudy({ modes: { leeloo: 'proxy' }, upstreams: { leeloo: upstream.url } });
  const call = request(`${understudy.url}/~one/_understudy/providers/leeloo/mode`, {
    method: 'PUT',
    headers: { expect: '100-continue', 'transfer-encoding': 'chunked' },
  });
  call.flushHeaders();
  // The call has found its session, and waits for its body.
  await once(call, 'continue');
  comeManySessions(understudy);
  call.end('{"mode": "mock"}');
  const [response] = await once(call, 'response');
  expect(JSON.parse(await text(response))).toEqual({ provider: 'leeloo', mode: 'mock', session: 'one' });
  expect(await answerIn(understudy, 'one')).toBe('200 mock');
  expect(upstream.received).toEqual([]);
});
