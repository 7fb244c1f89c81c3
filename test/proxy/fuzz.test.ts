import { once } from 'node:events';
import { expect, test } from 'vitest';
import { readFolder } from '../../proxy/recording-format/read-folder.ts';
import { startUnderstudy, type Understudy } from '../../src/index.ts';
import { silentLogger } from '../../src/logging/logger.ts';
import { send } from '../../src/provider-tests/send.ts';
import { watchForCrashes } from '../support/crashes.ts';
import { startProcess } from '../support/run-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { share } from '../support/thorough.ts';
import { exchangeBytes, startRawStandIn } from '../support/upstream-stand-in.ts';
import { readReply } from '../support/well-formed.ts';

const path = '/leeloo/api/v2/accounts/email';
const asked = `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`;

/** Good replies; each has its own way to say where its body ends. */
const replies = {
  'of a length': 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}',
  'in chunks': 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;a=b\r\n{}\r\n0\r\nA: b\r\n\r\n',
  'without a body': 'HTTP/1.1 204 \r\nA: b\r\n\r\n',
  'until the end': 'HTTP/1.0 200 OK\r\nA: b\r\n\r\n{}',
  'after an early one': 'HTTP/1.1 103 A\r\nB: c\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}',
};
const hostile = [0x00, 0x01, 0x0a, 0x0d, 0x1b, 0x20, 0x3a, 0x7f, 0x80, 0xff];

/** Of every seventh case each place of a reply has one or two, and each byte its turn: there are ten bytes. */
const every = 7;

/** The reply with each hostile byte in the place of each of its own. */
function* broken(reply: string): Generator<Buffer> {
  for (let at = 0; at < reply.length; at += 1) {
    for (const byte of hostile) {
      const bytes = Buffer.from(reply, 'latin1');
      bytes[at] = byte;
      yield bytes;
    }
  }
}

/** Sends a request, and says who answered. Throws an error when the answer is no whole HTTP. */
async function outcome(understudy: Understudy): Promise<string> {
  const { status, headers, body } = readReply(await exchangeBytes(understudy, asked));
  const code = headers.get('x-understudy-error');
  if (code === undefined) return headers.get('x-understudy-source') ?? 'nobody';
  expect(JSON.parse(body).error.code).toBe(code);
  return `${status} ${code}`;
}

/** So many cases are under way at once. */
const lanes = 8;

// Each case has a server of its own, so that none can hide behind what another left.
test.each(Object.entries(replies))('a reply %s with any byte changed is passed on or refused', async (_name, reply) => {
  const crashes = watchForCrashes();
  const cases = share([...broken(reply)], every).values();
  const found = new Set<string>();
  const lane = async () => {
    for (const bytes of cases) {
      await using upstream = await startRawStandIn((socket) => socket.end(bytes));
      const upstreams = { leeloo: upstream.url };
      await using understudy = await startUnderstudy({ modes: { leeloo: 'proxy' }, upstreams, env: {} });
      found.add(await outcome(understudy));
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  expect([...found].sort()).toEqual(['502 upstream-broken', 'upstream']);
  expect(crashes).toEqual([]);
});

// A recorder has a thread, so one server records all cases. Each has an upstream connection of its own: the one before is
// closed on both sides.
test.each(Object.entries(replies))('and the recorder takes it: a reply %s', async (_name, reply) => {
  const crashes = watchForCrashes();
  const lines: string[] = [];
  const logger = {
    ...silentLogger,
    warn: (line: string) => lines.push(line),
    error: (line: string) => lines.push(line),
  };
  using folder = temporaryFolder();
  let answer: Uint8Array = Buffer.alloc(0);
  let closed = Promise.resolve();
  await using upstream = await startRawStandIn((socket) => {
    closed = once(socket, 'close').then(() => undefined);
    socket.end(answer);
  });
  const found = new Set<string>();
  {
    const options = { upstreams: { leeloo: upstream.url }, recordings: folder.path, env: {}, logger };
    await using understudy = await startUnderstudy({ ...options, modes: { leeloo: 'record' } });
    for (const bytes of share([...broken(reply)], every)) {
      answer = bytes;
      found.add(await outcome(understudy));
      await closed;
    }
  }
  expect([...found].sort()).toEqual(['502 upstream-broken', 'upstream']);
  expect(lines.filter((line) => line.includes('mistake'))).toEqual([]);
  expect((await readFolder(folder.path, 'leeloo')).problems).toEqual([]);
  expect(crashes).toEqual([]);
});

test('no control character in a reason phrase ends the process', async () => {
  const controls = Array.from({ length: 32 }, (_, code) => code).filter((code) => code !== 10 && code !== 13);
  const texts = [...controls, 0x7f].map((code) => String.fromCharCode(code));
  const left = [...texts, ...texts];
  await using upstream = await startRawStandIn((socket) =>
    socket.end(Buffer.from(`HTTP/1.1 200 O${left.shift()}K\r\nContent-Length: 2\r\n\r\n{}`, 'latin1')),
  );
  using folder = temporaryFolder();
  await using server = await startProcess([
    ...['start', '--port', '0', '--json', '--mode', 'leeloo=proxy', '--recordings', folder.path],
    ...['--upstream', `leeloo=${upstream.url}`],
  ]);
  const { url } = server.listening;
  for (const mode of ['proxy', 'record']) {
    await send({ url }, 'PUT', '/_understudy/providers/leeloo/mode', { body: { mode } });
    for (const text of texts) {
      const { status, headers } = await send({ url }, 'POST', path);
      const expected = text === '\t' ? [200, undefined] : [502, 'upstream-broken'];
      expect([status, headers['x-understudy-error']]).toEqual(expected);
    }
  }
  expect(await server.stop('SIGTERM')).toMatchObject({ code: 0 });
});
