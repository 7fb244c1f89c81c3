import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, test } from 'vitest';
import { startUnderstudy } from '../../src/index.ts';
import { send } from '../../src/provider-tests/send.ts';
import library from '../plug-ins/library/provider.ts';
import { mocks } from '../support/providers.ts';

/** A server of a user's own. */
async function ownServer(app: RequestListener) {
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const { token, connection_id } = mocks.leeloo.credentials;
const creation = {
  headers: { 'content-type': 'application/json', 'x-leeloo-authtoken': token },
  body: { data: [{ email: 'robin@sherwood.example' }], connection_id },
};
const path = '/leeloo/api/v2/accounts/email';

test('an app of Express mounts the server under a path, beside its own routes', async () => {
  await using understudy = await startUnderstudy();
  const app = express();
  app.get('/own', (_request, response) => {
    response.send('own');
  });
  app.use('/mocks', understudy.handler);
  await using own = await ownServer(app);
  expect((await send(own, 'POST', `/mocks${path}`, creation)).json()).toEqual({
    data: { count_to_process: 1 },
    status: 1,
  });
  expect((await send(own, 'GET', '/own')).text).toBe('own');
  // Its sessions are the server's.
  expect((await send(own, 'POST', `/mocks/~a${path}`, creation)).status).toBe(200);
  expect(understudy.session('a').state('leeloo').accounts).toHaveLength(1);
  expect(understudy.session('a').requests('leeloo/create-email-account')).toHaveLength(1);
  const unknown = await send(own, 'GET', '/mocks/leelo/x');
  expect([unknown.status, unknown.headers['x-understudy-error']]).toEqual([404, 'unknown-provider']);
});

test.each(['/mocks', '/deep/down/mocks', '/'])('addresses in replies lead to the mount %s', async (mount) => {
  await using understudy = await startUnderstudy({ providers: [library] });
  const app = express();
  app.use(mount, understudy.handler);
  await using own = await ownServer(app);
  const at = own.url + mount.replace(/\/$/, '');
  const book = { headers: { 'content-type': 'application/json' }, body: { title: 'Emma', author: 'Jane Austen' } };
  const prefix = mount.replace(/\/$/, '');
  const created = await send(own, 'POST', `${prefix}/~a/library/v1/books?api_key=${library.credentials.api_key}`, book);
  expect(created.headers.location).toMatch(new RegExp(`^${at}/~a/library/v1/books/\\w+$`));
  const health = Object((await send(own, 'GET', `${prefix}/_understudy/health`)).json());
  expect(health.providers[0].baseUrl).toBe(`${at}/leeloo`);
  const description = Object((await send(own, 'GET', `${prefix}/_understudy/openapi/library.json`)).json());
  expect(description.servers[0].url).toBe(`${at}/library`);
});

test('a router in a router, and a URL that ends with the mount, are found, too', async () => {
  await using understudy = await startUnderstudy();
  const inner = express.Router();
  inner.use('/b', understudy.handler);
  const app = express();
  app.use('/a', inner);
  await using own = await ownServer(app);
  expect((await send(own, 'POST', `/a/b${path}`, creation)).status).toBe(200);
  expect((await send(own, 'GET', '/a/b')).headers['x-understudy-error']).toBe('unknown-provider');
  expect((await send(own, 'GET', '/a/b?x=1')).headers['x-understudy-error']).toBe('unknown-provider');
});

test('a server of node:http, and of Connect, mount it, too', async () => {
  await using understudy = await startUnderstudy();
  await using plain = await ownServer(understudy.handler);
  expect((await send(plain, 'POST', path, creation)).status).toBe(200);
  // As Connect does it.
  await using connect = await ownServer((request, response) => {
    const originalUrl = request.url ?? '/';
    understudy.handler(Object.assign(request, { originalUrl, url: originalUrl.replace('/x', '') || '/' }), response);
  });
  const health = Object((await send(connect, 'GET', '/x/_understudy/health')).json());
  expect(health.providers[0].baseUrl).toBe(`${connect.url}/x/leeloo`);
});

test('a parser that has read the body before is told of', async () => {
  await using understudy = await startUnderstudy();
  const app = express();
  app.use(express.json());
  app.use('/mocks', understudy.handler);
  await using own = await ownServer(app);
  const reply = await send(own, 'POST', `/mocks${path}`, creation);
  expect([reply.status, reply.headers['x-understudy-error']]).toEqual([500, 'body-read']);
  expect(reply.text).toContain('Mount the handler before parsers of bodies');
  expect((await send(own, 'GET', '/mocks/_understudy/health')).status).toBe(200);
});

test('the guards are in force in a mount, too', async () => {
  await using understudy = await startUnderstudy();
  const app = express();
  app.use('/mocks', understudy.handler);
  await using own = await ownServer(app);
  const from = async (headers: Record<string, string>) =>
    (await send(own, 'GET', '/mocks/_understudy/health', { headers })).headers['x-understudy-error'];
  expect(await from({ origin: 'http://evil.example' })).toBe('foreign-origin');
  expect(await from({ host: 'evil.example' })).toBe('foreign-host');
  expect(await from({ 'sec-fetch-site': 'cross-site' })).toBe('foreign-origin');
  expect(await from({})).toBeUndefined();
});
