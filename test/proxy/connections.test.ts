import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { expect, test } from 'vitest';
import { startUnderstudy } from '../../src/index.ts';
import { send } from '../../src/provider-tests/send.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { startRawStandIn, startStandIn } from '../support/upstream-stand-in.ts';
import { selfSigned } from './certificate.ts';

const path = '/leeloo/api/v2/accounts/email';

/** An upstream that closes each connection when the next request comes on it, as one does whose idle time is just over. */
async function startClosing(served = 1) {
  let connections = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    let requests = 0;
    socket.on('error', () => {});
    socket.on('data', () => {
      requests += 1;
      if (requests > served) socket.resetAndDestroy();
      else socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    connections: () => connections,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

test('a request that may be sent twice is, when the upstream closed a kept connection', async () => {
  await using upstream = await startClosing();
  await using understudy = await startUnderstudy({ modes: { leeloo: 'proxy' }, upstreams: { leeloo: upstream.url } });
  const statuses: number[] = [];
  for (const method of ['GET', 'GET', 'PUT', 'DELETE', 'OPTIONS']) {
    const headers = { 'content-length': '0' };
    statuses.push((await send(understudy, method, path, { headers })).status);
  }
  expect(statuses).toEqual([200, 200, 200, 200, 200]);
  expect(upstream.connections()).toBe(5);
});

test('another request is never sent twice, and takes a connection that was not idle for long', async () => {
  await using upstream = await startClosing();
  await using understudy = await startUnderstudy({ modes: { leeloo: 'proxy' }, upstreams: { leeloo: upstream.url } });
  const post = async () => (await send(understudy, 'POST', path, { body: { data: [] } })).status;
  expect(await post()).toBe(200);
  expect(await post()).toBe(502);
  expect(upstream.connections()).toBe(1);
  expect(await post()).toBe(200);
  await wait(1_100);
  expect(await post()).toBe(200);
});

test('a request with a streamed body is not sent twice', async () => {
  await using upstream = await startClosing();
  await using understudy = await startUnderstudy({ modes: { leeloo: 'proxy' }, upstreams: { leeloo: upstream.url } });
  expect((await send(understudy, 'PUT', path, { body: { data: [] } })).status).toBe(200);
  expect((await send(understudy, 'PUT', path, { body: { data: [] } })).status).toBe(502);
});

test('an upstream that closes whatever comes is told after the second time', async () => {
  await using upstream = await startClosing(0);
  await using understudy = await startUnderstudy({ modes: { leeloo: 'proxy' }, upstreams: { leeloo: upstream.url } });
  const { status, headers } = await send(understudy, 'GET', path);
  expect([status, headers['x-understudy-error']]).toEqual([502, 'upstream-reset']);
});

test('a reply that comes before the request is whole reaches the client, though the upstream takes no more', async () => {
  // It resets once its reply was read: a reset may overtake what was sent before it.
  let reset = () => {};
  await using upstream = await startRawStandIn((socket) => {
    reset = () => socket.resetAndDestroy();
    socket.write('HTTP/1.1 413 Content Too Large\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbig');
  });
  await using understudy = await startUnderstudy({ modes: { leeloo: 'proxy' }, upstreams: { leeloo: upstream.url } });
  const outgoing = httpRequest(understudy.url + path, { method: 'POST', headers: { 'content-length': 30_000_000 } });
  outgoing.on('error', () => {});
  outgoing.end(Buffer.alloc(30_000_000, 'x'));
  const [reply] = await once(outgoing, 'response');
  reset();
  expect([reply.statusCode, await reply.toArray()]).toEqual([413, [Buffer.from('big')]]);
});

test.each(['Upgrade: x\r\nConnection: Upgrade\r\n', ''])('status 101 is an error at once: %j', async (headers) => {
  await using upstream = await startRawStandIn((socket) => socket.write(`HTTP/1.1 101 Switching\r\n${headers}\r\n`));
  await using understudy = await startUnderstudy({ modes: { leeloo: 'proxy' }, upstreams: { leeloo: upstream.url } });
  const reply = await send(understudy, 'GET', path);
  expect([reply.status, reply.headers['x-understudy-error']]).toEqual([502, 'upstream-broken']);
});

test.each([600, 799, 999])('status %i is recorded and played', async (status) => {
  using folder = temporaryFolder();
  await using upstream = await startStandIn((response) => response.writeHead(status, 'Odd').end('{}'));
  await using understudy = await startUnderstudy({
    modes: { leeloo: 'record' },
    upstreams: { leeloo: upstream.url },
    recordings: folder.path,
  });
  expect((await send(understudy, 'GET', path)).status).toBe(status);
  await send(understudy, 'PUT', '/_understudy/providers/leeloo/mode', { body: { mode: 'replay' } });
  const { status: played, headers } = await send(understudy, 'GET', path);
  expect([played, headers['x-understudy-source']]).toEqual([status, 'recording']);
});

test('an upstream that is this server is found out at once', async () => {
  await using free = await startStandIn(() => {});
  const port = Number(new URL(free.url).port);
  await free[Symbol.asyncDispose]();
  await using understudy = await startUnderstudy({
    port,
    modes: { leeloo: 'proxy' },
    upstreams: { leeloo: `http://127.0.0.1:${port}/leeloo` },
  });
  const { status, text } = await send(understudy, 'GET', path);
  expect([status, JSON.parse(text).error.code]).toEqual([508, 'upstream-is-this-server']);
  const noted = understudy.session('default').requests('leeloo');
  expect(noted.map(({ source, response }) => [source, response.status])).toEqual([
    ['toolkit', 508],
    ['upstream', 508],
  ]);
});

/** A forward proxy that tells whom it was asked for, and tunnels to one place, or refuses. */
async function startForwardProxy(to?: { readonly url: string }) {
  const asked: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', (head: Buffer) => {
      asked.push(head.toString('latin1').split('\r\n', 1)[0] ?? '');
      if (!to) {
        socket.end('HTTP/1.1 502 Not Here\r\nContent-Length: 0\r\n\r\n');
        return;
      }
      const target = connect(Number(new URL(to.url).port), '127.0.0.1');
      target.on('error', () => socket.destroy());
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(target).pipe(socket);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    asked,
    async [Symbol.asyncDispose]() {
      server.close();
      await once(server, 'close');
    },
  };
}

test('HTTPS_PROXY and NO_PROXY of the environment hold on the way to upstreams, save to those on this machine', async ({
  skip,
}) => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  skip(major < 24 || (major === 24 && minor < 5), 'Node knows proxies since 24.5.');
  await using proxy = await startForwardProxy();
  await using local = await startStandIn((response) => response.end('local'));
  const start = (env: Record<string, string>, leeloo: string) =>
    startUnderstudy({ env, modes: { leeloo: 'proxy' }, upstreams: { leeloo }, upstreamTimeoutMs: 5_000 });
  {
    await using understudy = await start({ HTTPS_PROXY: proxy.url }, 'https://api.invalid');
    expect((await send(understudy, 'GET', path)).status).toBe(502);
    expect(proxy.asked).toEqual(['CONNECT api.invalid:443 HTTP/1.1']);
  }
  {
    await using understudy = await start({ HTTPS_PROXY: proxy.url, NO_PROXY: 'api.invalid' }, 'https://api.invalid');
    expect((await send(understudy, 'GET', path)).headers['x-understudy-error']).toBe('upstream-unknown-host');
  }
  await using understudy = await start({ HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url }, local.url);
  expect((await send(understudy, 'GET', path)).text).toBe('local');
  expect(proxy.asked).toHaveLength(1);
});

test('a proxy on the way tunnels to the upstream, whose certificate is verified all the same', async ({ skip }) => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  skip(major < 24 || (major === 24 && minor < 5), 'Node knows proxies since 24.5.');
  const certificate = selfSigned('DNS:api.invalid');
  await using api = await startStandIn((response) => response.end('through the tunnel'), certificate);
  await using proxy = await startForwardProxy(api);
  const ask = async () => {
    await using understudy = await startUnderstudy({
      env: { HTTPS_PROXY: proxy.url },
      modes: { leeloo: 'proxy' },
      upstreams: { leeloo: 'https://api.invalid' },
    });
    const call = () => send(understudy, 'POST', path, { body: { data: [] } });
    return [await call(), await call()].map(({ text, headers }) => headers['x-understudy-error'] ?? text);
  };
  expect(await ask()).toEqual(['upstream-bad-certificate', 'upstream-bad-certificate']);
  const usual = getCACertificates('default');
  setDefaultCACertificates([...usual, certificate.cert]);
  try {
    expect(await ask()).toEqual(['through the tunnel', 'through the tunnel']);
    expect(api.received.map(({ headers }) => headers.host)).toEqual(['api.invalid', 'api.invalid']);
  } finally {
    setDefaultCACertificates(usual);
  }
});
