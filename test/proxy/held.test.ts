import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { startUnderstudy } from '../../src/index.ts';
import { send } from '../../src/provider-tests/send.ts';
import { startStandIn } from '../support/upstream-stand-in.ts';

const env = { UNDERSTUDY_GETRESPONSE_API_KEY: '0123456789abcdef0123456789abcdef' };
const modes = { getresponse: 'proxy' } as const;

test.each([100, 5_000_000])(
  'a client that leaves within a body of %i bytes leaves nothing at the upstream, and the server goes on',
  async (length) => {
    await using upstream = await startStandIn((response) => response.end('{}'));
    await using understudy = await startUnderstudy({ env, modes, upstreams: { getresponse: upstream.url } });
    const socket = connect(understudy.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write(`POST /getresponse/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${length}\r\n\r\n{"params":[`);
    socket.resume().end();
    await once(socket, 'close');
    expect((await send(understudy, 'POST', '/getresponse/', { body: {} })).status).toBe(200);
    expect(upstream.received.map(({ body }) => body.toString())).toEqual(['{}']);
    const [gone, answered] = understudy.session('default').requests('getresponse');
    expect([gone?.response.status, answered?.response.status]).toEqual([0, 200]);
  },
);

test('a client that sends slowly is not taken for a silent upstream', async () => {
  await using upstream = await startStandIn((response, { body }) => response.end(body));
  await using understudy = await startUnderstudy({
    env,
    modes,
    upstreams: { getresponse: upstream.url },
    upstreamTimeoutMs: 30,
  });
  const socket = connect(understudy.port, '127.0.0.1');
  socket.write('POST /getresponse/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 2\r\n\r\n[');
  // Longer than an upstream may be silent, by the answer to another request that waits for just that.
  await using silent = await startStandIn(() => {});
  await using other = await startUnderstudy({ modes, upstreams: { getresponse: silent.url }, upstreamTimeoutMs: 100 });
  expect((await send(other, 'POST', '/getresponse/', { body: {} })).status).toBe(504);
  socket.write(']');
  let text = '';
  for await (const chunk of socket) text += chunk;
  expect(text).toMatch(/^HTTP\/1.1 200 OK\r\n/);
});
