import { expect, test } from 'vitest';
import { FaultError, startUnderstudy } from '../../src/index.ts';
import { send } from '../../src/provider-tests/send.ts';
import { created, creating } from '../support/faulted-call.ts';
import { sendRaw } from '../support/raw-socket.ts';

const kinds = 'latency, status, rate-limited, timeout, reset, truncate, malformed';

test('plans, lists and forgets faults over the admin API', async () => {
  await using understudy = await startUnderstudy();
  const body = {
    provider: 'leeloo',
    operation: 'create-email-account',
    fault: 'status',
    status: 502,
    times: 2,
    after: 1,
  };
  const planned = { id: '1', ...body, seen: 0, struck: 0 };
  const reply = await send(understudy, 'POST', '/~one/_understudy/faults', { body });
  expect({ status: reply.status, body: reply.json() }).toEqual({ status: 200, body: planned });
  expect((await send(understudy, 'GET', '/~one/_understudy/faults')).json()).toEqual({ faults: [planned] });
  expect((await send(understudy, 'GET', '/_understudy/faults')).json()).toEqual({ faults: [] });
  expect((await send(understudy, 'DELETE', '/~one/_understudy/faults')).json()).toEqual({ deleted: 1 });
  expect((await send(understudy, 'GET', '/~one/_understudy/faults')).json()).toEqual({ faults: [] });
});

test.each([
  [undefined, 'no JSON object came. Send one such as {"provider": "leeloo", "fault": "status"'],
  [[], 'no JSON object came.'],
  [{ fault: 'reset' }, 'the provider is missing. There are leeloo, getresponse, leadconnector, sensorpro.'],
  [{ provider: 'leelo', fault: 'reset' }, 'the provider is unknown. Did you mean leeloo?'],
  [{ provider: 'leeloo' }, `the fault is missing. There are ${kinds}.`],
  [{ provider: 'leeloo', fault: 'latencey' }, `the fault is unknown. Did you mean latency? There are ${kinds}.`],
  [{ provider: 'leeloo', fault: 'constructor' }, 'the fault is unknown.'],
  [
    { provider: 'leeloo', operation: 'ping', fault: 'reset' },
    'the operation is unknown. There are create-email-account.',
  ],
  [{ provider: 'leeloo', operation: 'batch', fault: 'reset' }, 'the operation is unknown.'],
  [
    { provider: 'leeloo', fault: 'reset', probability: 0.5 },
    'a field is unknown. There are provider, operation, fault, times, after.',
  ],
  [{ provider: 'leeloo', fault: 'latency', mss: 1 }, 'a field is unknown. Did you mean ms?'],
  [{ provider: 'leeloo', fault: 'reset', times: -1 }, '"times" is no whole number from 1 to 1000000.'],
  [{ provider: 'leeloo', fault: 'reset', times: 0 }, '"times" is no whole number from 1'],
  [{ provider: 'leeloo', fault: 'reset', times: 1.5 }, '"times" is no whole number from 1'],
  [{ provider: 'leeloo', fault: 'reset', times: '1' }, '"times" is no whole number from 1'],
  [{ provider: 'leeloo', fault: 'reset', after: -1 }, '"after" is no whole number from 0 to 1000000.'],
  [{ provider: 'leeloo', fault: 'latency' }, '"ms" is missing. Use one from 0 to 600000, such as {"ms": 1}.'],
  [{ provider: 'leeloo', fault: 'latency', ms: -5 }, '"ms" is no whole number from 0 to 600000.'],
  [{ provider: 'leeloo', fault: 'latency', ms: { min: 5 } }, '"max" is missing.'],
  [{ provider: 'leeloo', fault: 'latency', ms: { min: 5, max: 4 } }, 'the range of "ms" is none.'],
  [{ provider: 'leeloo', fault: 'status', status: 404 }, '"status" is no whole number from 500 to 599.'],
  [{ provider: 'leeloo', fault: 'truncate' }, '"bytes" is missing.'],
  [{ provider: 'leeloo', fault: 'rate-limited', retryAfter: -1 }, '"retryAfter" is no whole number from 0 to 86400.'],
])('refuses the fault %j, and says what is allowed', async (body, problem) => {
  await using understudy = await startUnderstudy();
  const reply = await send(understudy, 'POST', '/_understudy/faults', { body });
  expect(reply.status).toBe(400);
  expect(reply.json()).toMatchObject({
    error: { code: 'invalid-fault', message: expect.stringContaining(`Cannot plan the fault: ${problem}`) },
  });
  expect((await send(understudy, 'GET', '/_understudy/faults')).json()).toEqual({ faults: [] });
});

test('a session plans typed faults of its own, and refuses wrong ones', async () => {
  await using understudy = await startUnderstudy();
  const [mine, other] = [understudy.session(), understudy.session()];
  const planned = mine.fault('leeloo', { fault: 'status', status: 503, times: 1 });
  expect(mine.faults()).toEqual([planned]);
  const statusOf = async (session: typeof mine) => (await sendRaw(understudy, creating(session))).head.slice(9, 12);
  expect([await statusOf(other), await statusOf(mine), await statusOf(mine)]).toEqual(['200', '503', '200']);
  expect(mine.faults()).toEqual([]);
  expect(mine.requests('leeloo').map(({ source }) => source)).toEqual(['fault', 'mock']);
  // @ts-expect-error a latency needs its milliseconds
  expect(() => mine.fault('leeloo', { fault: 'latency' })).toThrow(FaultError);
  // @ts-expect-error only these faults exist
  expect(() => mine.fault('leeloo', { fault: 'flaky' })).toThrow(kinds);
  // @ts-expect-error only providers fail
  expect(() => mine.fault('leelo', { fault: 'reset' })).toThrow('Did you mean leeloo?');
});

test('a reset of the session, or clearing, ends its faults', async () => {
  await using understudy = await startUnderstudy();
  const session = understudy.session();
  session.fault('leeloo', { fault: 'reset' });
  expect(session.clearFaults()).toBe(1);
  session.fault('leeloo', { fault: 'reset' });
  session.reset();
  expect((await sendRaw(understudy, creating(session))).body).toBe(created);
});

test('a fault for an operation finds it by the address, or by the JSON-RPC method, also in a batch', async () => {
  await using understudy = await startUnderstudy();
  const session = understudy.session();
  const call = async (provider: 'getresponse' | 'leadconnector', method: string, path: string, body?: unknown) =>
    (await send(understudy, method, `/~${session.id}/${provider}${path}`, { body })).headers['x-understudy-source'];
  session.fault('leadconnector', { fault: 'status', operation: 'get-user' });
  expect(await call('leadconnector', 'DELETE', '/users/1')).toBe('mock');
  expect(await call('leadconnector', 'GET', '/nowhere')).toBe('mock');
  expect(await call('leadconnector', 'GET', '/users/1')).toBe('fault');
  session.fault('getresponse', { fault: 'status', operation: 'ping' });
  const [ping, accounts] = ['ping', 'get_accounts'].map((method) => ({ jsonrpc: '2.0', method, params: ['k'], id: 1 }));
  expect(await call('getresponse', 'POST', '/', accounts)).toBe('mock');
  expect(await call('getresponse', 'POST', '/', ping)).toBe('fault');
  expect(await call('getresponse', 'POST', '/', [accounts, ping])).toBe('fault');
  expect(await call('getresponse', 'POST', '/', 'no JSON')).toBe('mock');
  session.clearFaults();
  session.fault('getresponse', { fault: 'status', operation: 'batch' });
  expect(await call('getresponse', 'POST', '/', ping)).toBe('mock');
  expect(await call('getresponse', 'POST', '/', [accounts, accounts])).toBe('fault');
});

test('strikes unknown routes and bodies over the limit too', async () => {
  await using understudy = await startUnderstudy();
  const session = understudy.session();
  session.fault('getresponse', { fault: 'status', status: 500, operation: 'ping' });
  session.fault('getresponse', { fault: 'status', status: 501 });
  const path = `/~${session.id}/getresponse/`;
  expect((await send(understudy, 'POST', path, { body: `"${'x'.repeat(1_100_000)}"` })).status).toBe(501);
  expect((await send(understudy, 'GET', `${path}a/b`)).status).toBe(501);
});
