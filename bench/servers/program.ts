import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { atExit } from '../at-exit.ts';
import { Connection, type Reply } from '../load/connection.ts';
import { freePort } from './free-port.ts';
import { type GroupUsage, groupUsage } from './process-group.ts';

/** How a server is started as its users start it. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
}

/** What a server is asked until it answers as wanted. */
export interface FirstCall {
  readonly request: string;
  accepts(reply: Reply): boolean;
}

const mostStartMs = 60_000;

/** A server of any make, in a process group of its own, which ends with it. */
export class Program implements AsyncDisposable {
  readonly url: string;
  /** From the start of the process to the first correct reply, in milliseconds. */
  readonly startMs: number;
  readonly #child: ChildProcess;
  readonly #guard: Disposable;

  private constructor(child: ChildProcess, guard: Disposable, url: string, startMs: number) {
    this.#child = child;
    this.#guard = guard;
    this.url = url;
    this.startMs = startMs;
  }

  /**
   * Rejects when the program ends, or has not answered within a minute.
   * @param folder Where it may write, and where its messages go.
   */
  static async start(command: (port: number) => Command, folder: string, call: FirstCall): Promise<Program> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const log = join(folder, `messages-${port}.txt`);
    const { file, args } = command(port);
    const startedAt = performance.now();
    const child = spawnGroup(file, args, folder, log);
    const guard = atExit(() => endGroup(child, 'SIGKILL'));
    try {
      await answered(child, url, call);
      return new Program(child, guard, url, performance.now() - startedAt);
    } catch (error) {
      guard[Symbol.dispose]();
      endGroup(child, 'SIGKILL');
      throw new Error(`${error instanceof Error ? error.message : error}${lastLine(log)}`);
    }
  }

  async usage(): Promise<GroupUsage> {
    return groupUsage(this.#child.pid ?? Number.NaN);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#guard[Symbol.dispose]();
    const exited = hasEnded(this.#child) ? undefined : once(this.#child, 'exit');
    // Launchers end without their servers when only they are told.
    endGroup(this.#child, 'SIGKILL');
    await exited;
  }
}

function spawnGroup(file: string, args: readonly string[], folder: string, log: string): ChildProcess {
  const messages = openSync(log, 'w');
  const child = spawn(file, [...args], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'ignore', messages],
    // Node's programs all start from compiled code, as understudy does by itself.
    env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled'), PACT_DO_NOT_TRACK: 'true' },
  });
  closeSync(messages);
  // What cannot be run is seen by what it does not answer.
  child.on('error', () => {});
  return child;
}

function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // All of the group has ended.
  }
}

/** Also when it never ran. */
function hasEnded({ pid, exitCode, signalCode }: ChildProcess): boolean {
  return pid === undefined || exitCode !== null || signalCode !== null;
}

async function answered(child: ChildProcess, url: string, call: FirstCall): Promise<void> {
  const until = performance.now() + mostStartMs;
  let last = 'no reply';
  while (performance.now() < until) {
    if (hasEnded(child)) throw new Error('it ended at once.');
    const reply = await ask(url, call.request);
    if (reply && call.accepts(reply)) return;
    if (reply) last = `status ${reply.status}, ${reply.body.slice(0, 200)}`;
    await sleep(2);
  }
  throw new Error(`it gave no correct reply within ${mostStartMs / 1000} s: ${last}.`);
}

/** One request on a connection of its own; undefined while nobody listens. */
export async function ask(url: string, request: string): Promise<Reply | undefined> {
  try {
    using connection = await Connection.open(url);
    return await connection.send(request);
  } catch {
    return undefined;
  }
}

function lastLine(log: string): string {
  const line = readFileSync(log, 'utf8').trim().split('\n').at(-1)?.slice(0, 200);
  return line ? ` It said: ${line}` : '';
}
