import { expect, test } from 'vitest';
import { startUnderstudy } from '../../src/index.ts';
import { send } from '../../src/provider-tests/send.ts';
import type { Session } from '../../src/sessions/session.ts';
import { MemoryStore } from '../../src/stores/memory.ts';
import { created, creating } from '../support/faulted-call.ts';
import { sendRaw } from '../support/raw-socket.ts';

test('tokens, limits, the journal and the Date of replies follow the clock of the session', async () => {
  await using understudy = await startUnderstudy();
  const session = understudy.session();
  session.clock.set('2030-01-01T00:00:00Z');
  const { token } = session.credentials.sensorpro;
  const path = `/~${session.id}/sensorpro/api/Account/AddUpdateUser/${token}`;
  const reply = await send(understudy, 'POST', path, { body: {} });
  expect(reply.headers.date).toBe('Tue, 01 Jan 2030 00:00:00 GMT');
  expect(session.requests()[0]).toMatchObject({ at: '2030-01-01T00:00:00.000Z' });
});

test('limits are in force in a session that asks for them, by its clock, until it is reset', async () => {
  await using understudy = await startUnderstudy();
  const [limited, free] = [understudy.session(), understudy.session()];
  limited.clock.set('2030-01-01T00:00:00Z');
  limited.rateLimits(true);
  const statusesOf = async (session: typeof limited, requests: number) => {
    const statuses = new Set<number>();
    for (let sent = 0; sent < requests; sent += 1) {
      statuses.add((await send(understudy, 'GET', `/~${session.id}/leadconnector/users/1`)).status);
    }
    return [...statuses];
  };
  expect(await statusesOf(limited, 101)).toEqual([401, 429]);
  expect(await statusesOf(free, 101)).toEqual([401]);
  limited.clock.advance(10);
  expect(await statusesOf(limited, 101)).toEqual([401, 429]);
  limited.rateLimits(false);
  expect(await statusesOf(limited, 1)).toEqual([401]);
  limited.rateLimits(true);
  expect(await statusesOf(limited, 1)).toEqual([429]);
  limited.reset();
  expect(await statusesOf(limited, 101)).toEqual([401]);
});

test('limits are switched over the admin API too', async () => {
  await using understudy = await startUnderstudy({ rateLimits: true });
  const path = '/~one/_understudy/rate-limits';
  expect((await send(understudy, 'GET', path)).json()).toEqual({ enabled: true });
  expect((await send(understudy, 'PUT', path, { body: { enabled: false } })).json()).toEqual({ enabled: false });
  expect((await send(understudy, 'GET', path)).json()).toEqual({ enabled: false });
  expect((await send(understudy, 'GET', '/_understudy/rate-limits')).json()).toEqual({ enabled: true });
  for (const body of [undefined, [], {}, { enabled: 1 }, { enabled: true, provider: 'leeloo' }]) {
    const { status, json } = await send(understudy, 'PUT', path, { body });
    expect(status).toBe(400);
    expect(json()).toMatchObject({ error: { code: 'invalid-rate-limits' } });
  }
});

test('a clock is refused what no clock shows, and stays as it was', async () => {
  await using understudy = await startUnderstudy();
  const { clock } = understudy.session();
  clock.set('2030-01-01T00:00:00Z');
  for (const time of ['1969-12-31T23:59:59Z', 'yesterday', new Date(Number.NaN)]) {
    expect(() => clock.set(time)).toThrow('Cannot set the clock: a time between the years 1970 and 9999 is needed.');
  }
  expect(() => clock.advance(-4e9)).toThrow('Cannot set the clock');
  expect(() => clock.advance(Number.NaN)).toThrow(RangeError);
  expect(clock.now().toISOString()).toBe('2030-01-01T00:00:00.000Z');
});

test('chance is the same for one seed and scope, and lies from 0 up to 1', () => {
  const begin = (seed: number) => new MemoryStore({ seed, rateLimits: false, digestKey: Buffer.alloc(32) }).load('one');
  const scopes = Array.from({ length: 100 }, (_, index) => `fault/1/${index}`);
  const draw = (session: Session) => scopes.map((scope) => session.chance(scope));
  expect(draw(begin(7))).toEqual(draw(begin(7)));
  expect(draw(begin(7))).not.toEqual(draw(begin(8)));
  expect(new Set(draw(begin(7))).size).toBe(100);
  expect(draw(begin(7)).every((drawn) => drawn >= 0 && drawn < 1)).toBe(true);
});

test('a hundred sessions with counted faults at the same time see only their own', async () => {
  await using understudy = await startUnderstudy();
  const run = async (index: number) => {
    const session = understudy.session();
    session.fault('leeloo', { fault: 'status', status: 500 + (index % 5), times: 1, after: index % 3 });
    const replies: string[] = [];
    for (let sent = 0; sent < 4; sent += 1) replies.push((await sendRaw(understudy, creating(session))).body);
    return replies.findIndex((body) => body !== created) === index % 3 && session.faults().length === 0;
  };
  const results = await Promise.all(Array.from({ length: 100 }, (_, index) => run(index)));
  expect(results.every(Boolean)).toBe(true);
});
