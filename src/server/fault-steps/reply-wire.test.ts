import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { type Heard, sendRaw } from '../../../test/support/raw-socket.ts';
import { ReplyWire } from './reply-wire.ts';

const chunks = ['{"one":1,', '"two":2,', '"three":3}'];

/** What a bare client hears of an answer that streams, as a proxy's does, through filters. */
async function hear(answer: (response: ServerResponse) => void): Promise<Heard> {
  const server = createServer((_request, response) => answer(response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const heard = await sendRaw({ port }, { method: 'GET', path: '/' });
  server.close();
  return heard;
}

const stream = (response: ServerResponse) => Readable.from(chunks.map((chunk) => Buffer.from(chunk))).pipe(response);

test('passes a stream on, chunk by chunk, through filters that change nothing', async () => {
  const heard = await hear((response) => {
    const wires = new ReplyWire(response);
    wires.filter(() => ({}));
    wires.filter((wire) => ({ write: (bytes) => wire.write(bytes) }));
    stream(response);
  });
  expect(heard.head).toContain('Transfer-Encoding: chunked');
  expect(heard.body).toBe(`${chunks.map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`).join('')}0\r\n\r\n`);
});

test('lets the last filter see the bytes first', async () => {
  const heard = await hear((response) => {
    const wires = new ReplyWire(response);
    wires.filter((wire) => ({ write: (bytes) => wire.write(Buffer.from(`<${bytes}>`)) }));
    wires.filter((wire) => ({ write: (bytes) => wire.write(Buffer.from(`[${bytes}]`)) }));
    response.writeHead(200, { 'Content-Length': 5 });
    response.end('x');
  });
  expect(heard.body).toBe('<[x]>');
});

test('closes a stream that a filter cuts, without the end that a whole one has', async () => {
  const heard = await hear((response) => {
    const wires = new ReplyWire(response);
    let seen = 0;
    wires.filter((wire) => ({
      write: (bytes) => {
        seen += 1;
        if (seen < 3) wire.write(bytes);
        else wire.cut();
      },
    }));
    stream(response);
  });
  expect(heard).toMatchObject({ body: '9\r\n{"one":1,\r\n8\r\n"two":2,\r\n', ending: 'closed' });
});

test('calls back whoever waits for its bytes to be taken, and takes texts in their encoding', async () => {
  const called: string[] = [];
  const heard = await hear((response) => {
    new ReplyWire(response).filter(() => ({}));
    response.writeHead(200, { 'Content-Length': 4 });
    response.write('6f6e', 'hex', () => called.push('write'));
    response.write('e', () => called.push('text'));
    response.end('!', () => called.push('end'));
  });
  expect(heard.body).toBe('one!');
  expect(called).toEqual(['write', 'text', 'end']);
});

test('resets the connection when a filter says so', async () => {
  const heard = await hear((response) => {
    const wires = new ReplyWire(response);
    response.writeHead(200);
    wires.wire.reset();
  });
  expect(heard).toMatchObject({ head: '', ending: 'reset' });
});
