import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { providers } from '../support/providers.ts';
import type { Canaries } from './canaries.ts';
import type { Sample } from './sample-memory.ts';
import type { Violations } from './violations.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** How the server under load is started. */
export interface ServerSettings {
  readonly seed: number;
  readonly upstream: string;
  readonly recordings: string;
}

/** The command line's server in a process of its own, whose every line is read. */
export class Server {
  readonly url: string;
  readonly #child: ChildProcess;
  #isStopping = false;

  private constructor(child: ChildProcess, url: string, violations: Violations) {
    this.#child = child;
    this.url = url;
    child.once('exit', (code, signal) => {
      if (!this.#isStopping)
        violations.add('crash', `The server ended by itself, with ${signal ?? `exit code ${code}`}.`);
    });
  }

  static async start({ seed, upstream, recordings }: ServerSettings, canaries: Canaries, violations: Violations) {
    // Of every provider: one that was left out would be sent requests at its real host.
    const upstreams = providers.flatMap(({ name }) => ['--upstream', `${name}=${upstream}`]);
    const flags = ['start', '--port', '0', '--json', '--seed', `${seed}`, '--recordings', recordings, ...upstreams];
    const watch = ['--expose-gc', '--import', './test/soak/sample-memory.ts'];
    const child = spawn(process.execPath, [...watch, 'src/main.ts', ...flags], {
      cwd: root,
      env: { ...process.env, ...canaries.environment },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // A Ctrl-C is for the soak, which then stops the server.
      detached: true,
    });
    process.once('exit', () => child.kill('SIGKILL'));
    const { promise: listening, resolve } = Promise.withResolvers<string>();
    readLines(child.stderr, (line) => violations.add('standard error', `The server complained: ${line}`));
    readLines(child.stdout, (line) => readEvent(line, canaries, violations, resolve));
    const url = await Promise.race([listening, once(child, 'exit').then(() => '')]);
    if (url === '') throw new Error('Cannot soak the server: it ended before it listened. Try npm start.');
    return new Server(child, url, violations);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** What it holds now; nothing when it is gone. */
  async sample(): Promise<Sample | undefined> {
    if (!this.isRunning) return undefined;
    const ended = new AbortController();
    const told = once(this.#child, 'message', { signal: ended.signal }).then(([sample]: Sample[]) => sample);
    // One that is just ending takes no message any more; that it ended is told below.
    this.#child.send('sample', () => {});
    const gone = once(this.#child, 'exit', { signal: ended.signal }).then(() => undefined);
    try {
      return await Promise.race([told, gone]);
    } finally {
      for (const each of [told, gone]) each.catch(() => {});
      ended.abort();
    }
  }

  /** Ends it as a user would. */
  async stop(violations: Violations): Promise<void> {
    if (!this.isRunning) return;
    this.#isStopping = true;
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    const [code] = await exited;
    if (code !== 0) violations.add('stop', `The server did not stop in order: exit code ${code}.`);
  }
}

function readLines(stream: Readable | null, read: (line: string) => void): void {
  if (stream) createInterface({ input: stream }).on('line', read);
}

function readEvent(line: string, canaries: Canaries, violations: Violations, listening: (url: string) => void): void {
  const secret = canaries.in(line);
  if (secret) violations.add('secret', `Standard output has ${secret}: ${line.slice(0, 500)}`);
  if (line.startsWith('{"event":"internal error"')) violations.add('internal error', line.slice(0, 3_000));
  if (line.startsWith('{"event":"listening"')) listening(JSON.parse(line).url);
}
