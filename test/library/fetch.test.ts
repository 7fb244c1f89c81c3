import { expect, test } from 'vitest';
import { createLeelooClient } from '../../src/clients/index.ts';
import { startUnderstudy } from '../../src/index.ts';
import { mocks } from '../support/providers.ts';

const { token, connection_id } = mocks.leeloo.credentials;
const path = '/leeloo/api/v2/accounts/email';
const creation = {
  method: 'POST',
  headers: { 'Content-Type': 'application/json', 'X-Leeloo-AuthToken': token },
  body: JSON.stringify({ data: [{ email: 'robin@sherwood.example' }], connection_id }),
};

test('a request is answered in process, as over the network', async () => {
  await using understudy = await startUnderstudy();
  const session = understudy.session();
  const reply = await understudy.fetch(`/~${session.id}${path}`, creation);
  expect([reply.status, reply.headers.get('x-understudy-rule')]).toEqual([200, 'leeloo/created']);
  expect(await reply.json()).toEqual({ data: { count_to_process: 1 }, status: 1 });
  expect(session.state('leeloo').accounts).toHaveLength(1);
  const asked = await understudy.fetch(new Request(`${understudy.url}/_understudy/health`));
  expect(await asked.json()).toMatchObject({ status: 'ok' });
});

test('an address of the real API leads to its mock', async () => {
  await using understudy = await startUnderstudy();
  const session = understudy.session();
  const headers = { ...creation.headers, 'X-Understudy-Session': session.id };
  const reply = await understudy.fetch('https://api.leeloo.ai/api/v2/accounts/email', { ...creation, headers });
  expect(reply.headers.get('x-understudy-source')).toBe('mock');
  expect(session.requests('leeloo')).toHaveLength(1);
  const signIn = await understudy.fetch(new URL('https://apinie.sensorpro.net/auth/sys/signin'), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'x-apikey': mocks.sensorpro.credentials.api_key },
    body: JSON.stringify({
      Organization: mocks.sensorpro.credentials.organization,
      User: mocks.sensorpro.credentials.user,
      Password: mocks.sensorpro.credentials.password,
    }),
  });
  expect(Object(await signIn.json()).APIEndpoint).toMatch(/^https:\/\/apinie\.sensorpro\.net\//);
});

test('a client takes it in the place of its own fetch', async () => {
  await using understudy = await startUnderstudy();
  const leeloo = createLeelooClient({ token, fetch: understudy.fetch });
  await leeloo.createEmailAccounts({ data: [{ email: 'robin@sherwood.example' }], connection_id });
  expect(understudy.session('default').requests('leeloo')).toHaveLength(1);
});

test('faults break it as they break a connection', async () => {
  await using understudy = await startUnderstudy();
  const session = understudy.session('default');
  session.fault('leeloo', { fault: 'reset', times: 1 });
  await expect(understudy.fetch(path, creation)).rejects.toThrow(new TypeError('fetch failed'));
  session.fault('leeloo', { fault: 'truncate', bytes: 5, times: 1 });
  const cut = await understudy.fetch(path, creation);
  await expect(cut.text()).rejects.toThrow();
  session.fault('leeloo', { fault: 'timeout', times: 1 });
  const signal = AbortSignal.timeout(50);
  await expect(understudy.fetch(path, { ...creation, signal })).rejects.toThrow(signal.reason);
  expect((await understudy.fetch(path, creation)).status).toBe(200);
});

test('an aborted signal sends nothing', async () => {
  await using understudy = await startUnderstudy();
  await expect(understudy.fetch(path, { ...creation, signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
  expect(understudy.session('default').requests()).toEqual([]);
});

test('replies without a body, HEAD, streams and large bodies pass', async () => {
  await using understudy = await startUnderstudy();
  const { api_key } = mocks.getresponse.credentials;
  const notified = await understudy.fetch('/getresponse/', {
    method: 'POST',
    body: JSON.stringify({ jsonrpc: '2.0', method: 'ping', params: [api_key] }),
  });
  expect([notified.status, notified.body]).toEqual([204, null]);
  const head = await understudy.fetch('/leadconnector/users/1', { method: 'HEAD' });
  expect([head.status >= 400, await head.text()]).toEqual([true, '']);
  const { body, ...others } = creation;
  const streamed = await understudy.fetch(path, {
    ...others,
    body: new Blob([body]).stream(),
    duplex: 'half',
  } as RequestInit);
  expect(streamed.status).toBe(200);
  const large = await understudy.fetch(path, { ...others, body: 'x'.repeat(2_000_000) });
  expect(large.status).toBe(413);
});

test('many at once are answered, each its own', async () => {
  await using understudy = await startUnderstudy();
  const replies = await Promise.all(
    Array.from({ length: 200 }, async (_, id) => {
      const body = JSON.stringify({
        jsonrpc: '2.0',
        id,
        method: 'ping',
        params: [mocks.getresponse.credentials.api_key],
      });
      return Object(await (await understudy.fetch('/getresponse/', { method: 'POST', body })).json()).id;
    }),
  );
  expect(replies).toEqual(Array.from({ length: 200 }, (_, id) => id));
});

test('closing ends what waits', async () => {
  const understudy = await startUnderstudy();
  understudy.session('default').fault('leeloo', { fault: 'timeout' });
  const waiting = understudy.fetch(path, creation).catch((error: unknown) => error);
  await understudy
    .session('default')
    .waitForRequest('leeloo')
    .catch(() => undefined);
  await understudy.close();
  expect(await waiting).toBeInstanceOf(TypeError);
});
