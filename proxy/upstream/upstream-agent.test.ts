import { once } from 'node:events';
import { get } from 'node:http';
import { createServer, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { isFromHere, upstreamAgent } from './upstream-agent.ts';

test('a connection of our own is known by both its ends, while it is open', async () => {
  const accepted: Socket[] = [];
  const server = createServer((socket) => {
    accepted.push(socket);
    socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const { agent } = upstreamAgent(false, undefined);
  const [reply] = await once(get({ port, host: '127.0.0.1', agent }), 'response');
  reply.resume();
  await once(reply, 'end');
  const [socket] = accepted;
  if (!socket) throw new Error('No connection came.');
  expect(isFromHere(socket)).toBe(true);
  const { remoteAddress, remotePort, localAddress, localPort } = socket;
  const ends = { remoteAddress, remotePort, localAddress, localPort };
  const mapped = { ...ends, remoteAddress: `::ffff:${remoteAddress}`, localAddress: `::ffff:${localAddress}` };
  expect(isFromHere(mapped)).toBe(true);
  // A client of another server here may well have the same port.
  expect(isFromHere({ ...ends, localPort: Number(localPort) + 1 })).toBe(false);
  const closed = once(socket, 'close');
  agent.destroy();
  await closed;
  await expect.poll(() => isFromHere(ends)).toBe(false);
  server.close();
});
