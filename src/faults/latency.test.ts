import { expect, test } from 'vitest';
import { created, creating, listenForRequests } from '../../test/support/faulted-call.ts';
import { hear, openRaw, sendRaw } from '../../test/support/raw-socket.ts';
import { startUnderstudy } from '../app/understudy.ts';
import { delayOf } from './latency.ts';

test('holds the reply back, which is then whole', async () => {
  await using understudy = await startUnderstudy();
  const session = understudy.session();
  session.fault('leeloo', { fault: 'latency', ms: 80, times: 1 });
  const heard = await sendRaw(understudy, creating(session));
  expect(heard.waitedMs).toBeGreaterThanOrEqual(75);
  expect(heard).toMatchObject({ body: created, ending: 'closed' });
  expect(heard.head).toContain('X-Understudy-Source: fault\r\nX-Understudy-Rule: leeloo/created');
  const [entry] = session.requests();
  expect(entry).toMatchObject({ source: 'fault', faults: ['latency'], rule: 'leeloo/created' });
  expect(entry?.durationMs).toBeGreaterThanOrEqual(80);
});

test('carries the request out at once, also for a client that gives up', async () => {
  const { logger, requested } = listenForRequests();
  await using understudy = await startUnderstudy({ logger });
  const session = understudy.session();
  session.fault('leeloo', { fault: 'latency', ms: 600_000 });
  const socket = await openRaw(understudy, creating(session));
  await requested;
  expect(session.state('leeloo').accounts).toHaveLength(1);
  socket.destroy();
});

test('sends what it holds back when the server stops', async () => {
  const { logger, requested } = listenForRequests();
  const understudy = await startUnderstudy({ logger });
  const session = understudy.session();
  session.fault('leeloo', { fault: 'latency', ms: 600_000 });
  const heard = openRaw(understudy, creating(session)).then(hear);
  await requested;
  await understudy.close();
  expect((await heard).body).toBe(created);
});

test('draws from a range with both of its ends', () => {
  const ms = { min: 50, max: 150 };
  expect([0, 0.5, 1 - Number.EPSILON].map((drawn) => delayOf(ms, () => drawn))).toEqual([50, 100, 150]);
});

test('delays within its range', async () => {
  await using understudy = await startUnderstudy();
  const session = understudy.session();
  session.fault('leeloo', { fault: 'latency', ms: { min: 30, max: 60 } });
  const { waitedMs } = await sendRaw(understudy, creating(session));
  expect(waitedMs).toBeGreaterThanOrEqual(25);
});
