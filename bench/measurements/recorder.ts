import { setTimeout as sleep } from 'node:timers/promises';
import { Helper } from '../helper.ts';
import type { LoadResult, Order } from '../load/run.ts';
import { callAdmin } from '../servers/call-admin.ts';
import type { ServerProcess } from '../servers/server-process.ts';
import { connections } from './rounds.ts';

/** Sets who answers for Leeloo. */
export function setMode(server: ServerProcess, mode: string): Promise<void> {
  return callAdmin(server.url, 'PUT', 'providers/leeloo/mode', { mode });
}

/** Records so many requests of those that `repeatAccount` sends, then plays them once, so that they are read. */
export async function fillRecordings(server: ServerProcess, count: number): Promise<void> {
  await using load = new Helper('load/main.ts');
  const order: Order = { url: server.url, script: 'repeatAccount', stored: count, first: 0, count, connections };
  await setMode(server, 'record');
  await load.ask<LoadResult>(order);
  await setMode(server, 'replay');
  await load.ask<LoadResult>(order);
}

/** Resolves once the server's process has nothing more to do. */
export async function idle(server: ServerProcess): Promise<void> {
  for (let before = await server.usage(); ; ) {
    await sleep(50);
    const after = await server.usage();
    if (after.cpuMs - before.cpuMs < 2) return;
    before = after;
  }
}
