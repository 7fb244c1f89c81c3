import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, test } from 'vitest';
import { createLeelooClient } from '../../src/clients/index.ts';
import {
  connectUnderstudy,
  NoRequestError,
  RemoteError,
  type RemoteSession,
  startUnderstudy,
} from '../../src/index.ts';
import '../../src/vitest/index.ts';
import bells from '../plug-ins/bells/provider.ts';

/** Creates an account in a session elsewhere. */
async function create(session: RemoteSession, email: string): Promise<void> {
  const { token, connection_id } = session.credentials.leeloo;
  const leeloo = createLeelooClient({ baseUrl: session.url('leeloo'), token });
  await leeloo.createEmailAccounts({ data: [{ email }], connection_id }).catch(() => undefined);
}

test('a session elsewhere has its own state, journal and snapshots', async () => {
  await using understudy = await startUnderstudy();
  const [session, other] = [await connectUnderstudy(understudy.url), await connectUnderstudy(understudy.url)];
  await create(session, 'robin@sherwood.example');
  await create(session, 'marian');
  expect((await session.state('leeloo')).accounts).toHaveLength(1);
  expect((await other.state('leeloo')).accounts).toEqual([]);
  expect((await session.requests()).map(({ rule }) => rule)).toEqual(['leeloo/created', 'leeloo/email-format']);
  const snapshot = await session.snapshot();
  await session.reset();
  expect((await session.state('leeloo')).accounts).toEqual([]);
  await other.restore(snapshot);
  expect((await other.state('leeloo')).accounts).toHaveLength(1);
  await session.seed('leeloo', await other.state('leeloo'));
  expect((await session.state('leeloo')).accounts).toHaveLength(1);
});

test('clock, faults, limits and modes are set there', async () => {
  await using understudy = await startUnderstudy();
  const session = await connectUnderstudy(understudy.url, { session: 'far' });
  const here = understudy.session('far');
  await session.clock.set('2031-05-01T00:00:00Z');
  await session.clock.advance(60);
  expect([(await session.clock.now()).toISOString(), here.clock.now()]).toEqual([
    '2031-05-01T00:01:00.000Z',
    await session.clock.now(),
  ]);
  expect(await session.fault('leeloo', { fault: 'status', status: 503, times: 2 })).toMatchObject({
    fault: 'status',
    times: 2,
  });
  await create(session, 'robin@sherwood.example');
  expect(await session.faults()).toHaveLength(1);
  expect(await session.clearFaults()).toBe(1);
  await session.rateLimits(true);
  await session.mode('sensorpro', 'replay');
  const reply = await fetch(`${session.url('sensorpro')}/auth/sys/signin`, { method: 'POST' });
  expect(reply.status).toBe(501);
});

test('requests are looked for and waited for, with matchers where the server is not asked to wait', async () => {
  await using understudy = await startUnderstudy();
  const session = await connectUnderstudy(understudy.url);
  const waiting = session.waitForRequest({
    operation: 'leeloo/create-email-account',
    body: { data: [{ email: 'marian' }] },
  });
  await create(session, 'robin@sherwood.example');
  await create(session, 'marian');
  expect((await waiting).rule).toBe('leeloo/email-format');
  const ids = async (...query: Parameters<RemoteSession['requests']>) =>
    (await session.requests(...query)).map(({ id }) => id);
  expect(await ids('leeloo/create-email-account')).toEqual(['1', '2']);
  expect(await ids('leeloo')).toEqual(['1', '2']);
  expect(await ids({ body: { data: [{ email: expect.stringContaining('@') }] } })).toEqual(['1']);
  expect(await ids({ operation: 'leeloo/create-email-account', path: /email$/ })).toEqual(['1', '2']);
  expect(await ids({ status: 200, rule: 'leeloo/created' })).toEqual(['1']);
  await expect(session.waitForRequest({ status: 418 }, { timeoutMs: 1 })).rejects.toThrow(NoRequestError);
  await expect(session.waitForRequest({ path: /x/ })).rejects.toThrow(/Cannot wait on a server elsewhere/);
});

test('the matcher takes a session elsewhere', async () => {
  await using understudy = await startUnderstudy();
  const session = await connectUnderstudy(understudy.url);
  await create(session, 'robin@sherwood.example');
  await expect(session).toHaveReceived('leeloo/create-email-account', { times: 1, rule: 'leeloo/created' });
  await expect(session).not.toHaveReceived('sensorpro');
  await expect(expect(session).toHaveReceived('leeloo', { rule: 'leeloo/token' })).rejects.toThrow(
    /rule: "leeloo\/token" was wanted/,
  );
  // @ts-expect-error for callers without types
  await expect(expect(session).toHaveReceived('leelo')).rejects.toThrow(/Did you mean leeloo\?/);
});

test('an admin token, a mount and a plug-in are no hindrance', async () => {
  await using understudy = await startUnderstudy({ providers: [bells], adminToken: 'a-token-of-the-team' });
  const app = express();
  app.use('/mocks', understudy.handler);
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mocks/`;
  const session = await connectUnderstudy<typeof bells>(url, { adminToken: 'a-token-of-the-team' });
  const headers = { 'Content-Type': 'application/json', 'X-Key': session.credentials.bells.api_key };
  await fetch(`${session.url('bells')}/bells`, { method: 'POST', headers, body: '{"name":"Tom"}' });
  expect((await session.state('bells')).bells).toHaveLength(1);
  await expect(connectUnderstudy(url)).rejects.toMatchObject({ name: 'RemoteError', code: 'admin-token-missing' });
  server.closeAllConnections();
  server.close();
});

test('what goes wrong is said in the words of the server', async () => {
  await using understudy = await startUnderstudy();
  const session = await connectUnderstudy(understudy.url);
  // @ts-expect-error a misspelled provider
  expect(() => session.url('leelo')).toThrow(/Did you mean leeloo\?/);
  await expect(session.clock.advance(Number.NaN)).rejects.toThrow(/Cannot set the clock/);
  await expect(session.seed('leeloo', { accounts: [{}] } as never)).rejects.toMatchObject({ code: 'invalid-state' });
  await expect(session.restore({ snapshot: 'x' })).rejects.toMatchObject({ code: 'invalid-snapshot' });
  await expect(session.requests({ rule: 'leeloo/nothing' as never })).rejects.toThrow(
    /the rule "leeloo\/nothing" is unknown/,
  );
});

test('an address without a server, or with another one, is told', async () => {
  await expect(connectUnderstudy('http://127.0.0.1:9')).rejects.toThrow(
    new RemoteError(
      'Cannot reach the server at http://127.0.0.1:9. Start it there, such as by `npx api-understudy start`.',
    ),
  );
  const server = createServer((_request, response) => response.end('hello')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await expect(connectUnderstudy(url)).rejects.toThrow(/answered 200, as no server of Understudy does/);
  server.closeAllConnections();
  server.close();
  await expect(connectUnderstudy('ftp://x')).rejects.toThrow(TypeError);
  await expect(connectUnderstudy('http://user:secret@127.0.0.1:1')).rejects.toThrow(/^(?!.*secret)/);
  await expect(connectUnderstudy('http://127.0.0.1:9', { session: 'a b' })).rejects.toThrow(/Cannot make a session/);
});
