import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { send } from '../../src/provider-tests/send.ts';
import { startProcess } from '../support/run-process.ts';

const count = 10_000;

/** Files, and so connections, that a process of this user may have open at once. */
const openFiles = numberOf(
  process.platform === 'win32' ? '0' : execFileSync('sh', ['-c', 'ulimit -n'], { encoding: 'utf8' }),
);

function numberOf(limit: string): number {
  return limit.trim() === 'unlimited' ? Number.POSITIVE_INFINITY : Number(limit);
}

/** What a process holds in memory, in bytes, where the system tells it. */
function residentBytes(pid: number): number {
  const [, kilobytes = ''] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1_024;
}

async function open(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  // The server may have had enough of one.
  socket.on('error', () => {});
  return socket;
}

test(`${count} idle connections leave others served and memory bounded`, { timeout: 120_000 }, async ({ skip }) => {
  skip(
    openFiles < count + 1_000,
    `This user may open ${openFiles} files at once: raise it with ulimit -n ${count + 1_000}.`,
  );
  await using server = await startProcess(['start', '--port', '0', '--json', '--quiet']);
  const { url, pid } = server.listening;
  const port = Number(new URL(url).port);
  const health = async () => (await send({ url }, 'GET', '/_understudy/health')).status;
  const sockets: Socket[] = [];
  try {
    expect(await health()).toBe(200);
    const before = process.platform === 'linux' ? residentBytes(pid) : 0;
    while (sockets.length < count) {
      sockets.push(...(await Promise.all(Array.from({ length: 250 }, () => open(port)))));
      expect(await health()).toBe(200);
    }
    // A half of a request each, which the server must keep until its time is over.
    for (const socket of sockets) socket.write('GET /leeloo/ HTTP/1.1\r\nHost: localhost\r\n');
    expect(await health()).toBe(200);
    const held = process.platform === 'linux' ? residentBytes(pid) - before : 0;
    expect(held / count).toBeLessThan(32_768);
  } finally {
    for (const socket of sockets) socket.destroy();
  }
});
