import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { expect, test } from 'vitest';
import { startProcess } from '../support/run-process.ts';
import { startRawStandIn } from '../support/upstream-stand-in.ts';

const path = '/leeloo/api/v2/accounts/email';
const mebibyte = Buffer.alloc(1_048_576, 'understudy');

function* mebibytes(count: number) {
  for (let sent = 0; sent < count; sent += 1) yield mebibyte;
}

/** Bytes of a stream, none of them kept. */
async function lengthOf(stream: AsyncIterable<Buffer>): Promise<number> {
  let length = 0;
  for await (const chunk of stream) length += chunk.length;
  return length;
}

async function startProxyProcess(upstream: string) {
  return startProcess(['start', '--port', '0', '--json', '--mode', 'leeloo=proxy', '--upstream', `leeloo=${upstream}`]);
}

/** The most memory that the process has had so far, in MiB (Linux). */
async function peakOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}

test('100 MiB in each direction leave the memory flat', async ({ skip }) => {
  skip(process.platform !== 'linux', 'Only Linux tells the peak of memory in /proc.');
  const upstream = createServer(async (incoming, response) => {
    const length = await lengthOf(incoming);
    response.writeHead(200, { 'X-Received': length });
    await pipeline(Readable.from(mebibytes(100)), response);
  }).listen(0, '127.0.0.1');
  await once(upstream, 'listening');
  const { port } = upstream.address() as AddressInfo;
  await using server = await startProxyProcess(`http://127.0.0.1:${port}`);
  const send = async (count: number) => {
    const sending = request(`${server.listening.url}${path}`, { method: 'POST' });
    const replied: Promise<[IncomingMessage]> = once(sending, 'response').then(([reply]) => [reply]);
    await pipeline(Readable.from(mebibytes(count)), sending);
    const [reply] = await replied;
    return [Number(reply.headers['x-received']), await lengthOf(reply)];
  };
  await send(1);
  const before = await peakOf(server.listening.pid);
  expect(await send(100)).toEqual([100 * mebibyte.length, 100 * mebibyte.length]);
  expect((await peakOf(server.listening.pid)) - before).toBeLessThan(50);
  await server.stop('SIGTERM');
  upstream.close();
});

test('the first bytes of a reply arrive before the last ones are sent', async () => {
  await using upstream = await startRawStandIn((socket) => {
    socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n');
    socket.once('data', () => socket.end('4\r\nlast\r\n0\r\n\r\n'));
  });
  await using server = await startProxyProcess(upstream.url);
  const socket = connect(Number(new URL(server.listening.url).port), '127.0.0.1');
  const read = async (until: string) => {
    let text = '';
    while (!text.includes(until)) text += String((await once(socket, 'data'))[0]);
    return text;
  };
  // The upstream sends the rest when the rest of the request, which waits for the first bytes of the reply, has come.
  socket.write(`POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nm`);
  await read('first');
  socket.write('ore');
  await read('last');
  socket.destroy();
  await server.stop('SIGTERM');
});
