import { expect, test } from 'vitest';
import { startUnderstudy } from '../../src/index.ts';
import { created, creating } from '../support/faulted-call.ts';
import { sendRaw } from '../support/raw-socket.ts';

/** A server in the mode proxy, and beside it one that stands in for the real API. */
async function startPair() {
  const upstream = await startUnderstudy();
  const understudy = await startUnderstudy({
    modes: { leeloo: 'proxy', getresponse: 'proxy' },
    upstreams: { leeloo: `${upstream.url}/leeloo`, getresponse: `${upstream.url}/getresponse` },
  });
  return {
    upstream: upstream.session('default'),
    understudy,
    session: understudy.session(),
    async [Symbol.asyncDispose]() {
      await understudy.close();
      await upstream.close();
    },
  };
}

test('faults that answer themselves keep the request from the real API', async () => {
  await using pair = await startPair();
  const { session, understudy, upstream } = pair;
  session.fault('leeloo', { fault: 'status', status: 502, times: 1 });
  session.fault('leeloo', { fault: 'rate-limited', times: 1 });
  session.fault('leeloo', { fault: 'reset', times: 1 });
  expect((await sendRaw(understudy, creating(session))).head).toMatch(/^HTTP\/1\.1 502 /);
  expect((await sendRaw(understudy, creating(session))).head).toMatch(/^HTTP\/1\.1 429 /);
  expect((await sendRaw(understudy, creating(session))).ending).toBe('reset');
  expect(upstream.requests()).toEqual([]);
  expect((await sendRaw(understudy, creating(session))).head).toMatch(/X-Understudy-Source: upstream/i);
  expect(upstream.requests()).toHaveLength(1);
});

test("faults of the reply strike the real API's", async () => {
  await using pair = await startPair();
  const { session, understudy, upstream } = pair;
  session.fault('leeloo', { fault: 'truncate', bytes: 10, times: 1 });
  session.fault('leeloo', { fault: 'malformed', times: 1 });
  session.fault('leeloo', { fault: 'latency', ms: 60, times: 1, after: 2 });
  const cut = await sendRaw(understudy, creating(session));
  expect(cut).toMatchObject({ body: created.slice(0, 10), ending: 'closed' });
  expect(cut.head).toMatch(/X-Understudy-Source: fault/i);
  expect((await sendRaw(understudy, creating(session))).body).toBe(`}${created.slice(1)}`);
  const late = await sendRaw(understudy, creating(session));
  expect(late.body).toBe(created);
  expect(late.waitedMs).toBeGreaterThanOrEqual(55);
  expect(upstream.requests()).toHaveLength(3);
});

test('a fault for another operation, which had to read the body, passes it on whole', async () => {
  await using pair = await startPair();
  const { session, understudy, upstream } = pair;
  session.fault('getresponse', { fault: 'status', operation: 'add-account' });
  const body = JSON.stringify({
    jsonrpc: '2.0',
    method: 'ping',
    params: [session.credentials.getresponse.api_key],
    id: 7,
  });
  const heard = await sendRaw(understudy, { method: 'POST', path: `/~${session.id}/getresponse/`, body });
  expect(heard.head).toMatch(/X-Understudy-Source: upstream/i);
  expect(heard.body).toContain('{"jsonrpc":"2.0","id":7,"result":{"ping":"pong"}}');
  expect(upstream.requests().map(({ operation }) => operation)).toEqual(['ping']);
});
