import type { RequestListener } from 'node:http';
import { expect, test } from 'vitest';
import { startUnderstudy } from '../../src/app/understudy.ts';
import { patience, send } from '../../src/provider-tests/send.ts';
import { validCall } from '../../src/provider-tests/valid-calls.ts';
import { readBody } from '../../src/server/body.ts';
import { listen } from '../../src/server/listen.ts';
import { ToolkitError } from '../../src/server/toolkit-error.ts';
import { mocks } from '../support/providers.ts';
import { RawConnection, requestText } from '../support/raw-connection.ts';

const limits = { headerBytes: 65_536, headMs: 100, requestMs: 200, idleMs: 100, lookMs: 10 };

/** Answers each request once its body is whole, as the toolkit reads bodies; whoever went away needs no reply. */
const echo: RequestListener = (request, response) => {
  readBody(request, 1_000).then(
    (body) => response.end(body),
    () => {},
  );
};

test.each([
  ['nothing', ''],
  ['half of a request line', 'GET /'],
  ['half of the headers', 'GET / HTTP/1.1\r\nHost: localhost\r\n'],
  ['half of a body', `${requestText('POST', '/', { Host: 'localhost', 'Content-Length': 10 })}12345`],
  ['half of a chunk', `${requestText('POST', '/', { Host: 'localhost', 'Transfer-Encoding': 'chunked' })}5\r\n12`],
])(
  'a client that sends %s and then no more is cut off in time, and others are served meanwhile',
  async (_what, part) => {
    await using server = await listen(echo, { host: '127.0.0.1', port: 0 }, limits);
    using slow = await RawConnection.open(server);
    await slow.write(part);
    let isOver = false;
    const over = slow.finish().finally(() => {
      isOver = true;
    });
    do {
      expect((await send(server, 'POST', '/', { body: 'quick' })).text).toBe('quick');
    } while (!isOver);
    expect(await over).toMatch(/^HTTP\/1\.1 408 .*X-Understudy-Error: request-timeout.*Connection: close/s);
  },
);

test('a client that sends its headers or its body one byte at a time is cut off in time', async () => {
  await using server = await listen(echo, { host: '127.0.0.1', port: 0 }, limits);
  for (const [head, drip] of [
    ['GET / HTTP/1.1\r\nHost: localhost\r\nX-Drip: ', 'x'],
    [requestText('POST', '/', { Host: 'localhost', 'Content-Length': 900 }), 'y'],
  ] as const) {
    using slow = await RawConnection.open(server);
    await slow.write(head);
    const over = slow.finish();
    const turn = () => Promise.race([over, send(server, 'GET', '/').then(() => undefined)]);
    for (let ended = await turn(); ended === undefined; ended = await turn()) await slow.write(drip).catch(() => {});
    expect(await over).toMatch(/^HTTP\/1\.1 408 /);
  }
});

test('a connection that stays idle after a reply is closed', async () => {
  await using server = await listen(echo, { host: '127.0.0.1', port: 0 }, limits);
  using idle = await RawConnection.open(server);
  await idle.write(requestText('GET', '/', { Host: 'localhost' }));
  expect(await idle.finish()).toMatch(/^HTTP\/1\.1 200 /);
});

test.each([
  ['wants a tunnel', 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n'],
  ['sends no HTTP', 'EHLO understudy\r\n\r\n'],
])('a refused client that %s and never goes does not keep the server from stopping', async (_what, sent) => {
  const openTunnel = () => Promise.reject(new ToolkitError('proxy-password-missing', 'Not for you.'));
  const server = await listen(echo, { host: '127.0.0.1', port: 0, openTunnel }, limits);
  using staying = await RawConnection.open(server);
  await staying.write(sent);
  await staying.finish();
  await server.close(10 * patience);
  // It would reject had the client lost its patience first.
  await staying.finish();
});

test('requests on one connection take effect in their order, whatever their bodies take', async () => {
  await using understudy = await startUnderstudy();
  const session = understudy.session();
  const { path, headers, body } = validCall(mocks.leeloo, 'create-email-account');
  const text = body(1);
  const create = requestText('POST', `/~${session.id}/leeloo${path}`, {
    Host: 'localhost',
    ...headers,
    'Content-Length': Buffer.byteLength(text),
  });
  const reset = requestText('POST', `/~${session.id}/_understudy/reset`, { Host: 'localhost', Connection: 'close' });
  using connection = await RawConnection.open(understudy);
  // The body is not whole while the second request cannot have come; then both are there at once.
  await connection.write(create + text.slice(0, 10));
  await connection.write(text.slice(10) + reset);
  expect(await connection.finish()).toMatch(/^HTTP\/1\.1 200 .*HTTP\/1\.1 200 /s);
  expect(session.requests()).toEqual([]);
  expect(session.state('leeloo').accounts).toEqual([]);
});

test('a request that waits for its turn goes with its connection', async () => {
  await using understudy = await startUnderstudy();
  const session = understudy.session();
  session.fault('leeloo', { fault: 'timeout', times: 1 });
  const call = (path: string) => requestText('GET', `/~${session.id}/leeloo${path}`, { Host: 'localhost' });
  {
    using connection = await RawConnection.open(understudy);
    await connection.write(call('/first') + call('/second'));
    await session.waitForRequest({ provider: 'leeloo', path: '/first' });
  }
  await send(understudy, 'GET', `/~${session.id}/leeloo/third`);
  expect(session.requests().map(({ request }) => request.path)).toEqual(['/first', '/third']);
});
