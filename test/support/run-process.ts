import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { endWithTheTests } from './end-with-the-tests.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs a command to its end, in the project's folder unless told otherwise, with further environment variables. */
export async function runProcess(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cwd = root,
) {
  const options = { cwd, env: { ...process.env, ...env } };
  const child = endWithTheTests(spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] }));
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code, stdout, stderr };
}

/** Starts the command line in a process of its own, behind the words of another command, and waits until it listens. */
export function startProcess(args: readonly string[], behind: readonly string[] = []) {
  return startCommand([...behind, process.execPath, 'src/main.ts', ...args]);
}

/** Starts a command that is, or becomes, the server, and waits until it listens. What still runs is killed when it is disposed of. */
export async function startCommand(
  [command = '', ...args]: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cwd = root,
) {
  const options = { cwd, env: { ...process.env, ...env } };
  const child = endWithTheTests(spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] }));
  const exited = once(child, 'exit');
  const stderr = text(child.stderr);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`The process ended: ${await stderr}`);
    return value;
  };
  const first = await nextLine();
  const listening = args.includes('--json') ? JSON.parse(first) : { url: /http:\S+/.exec(first)?.[0] };
  return {
    listening,
    firstLine: first,
    nextLine,
    /** Everything up to the empty line that ends it. */
    async banner(): Promise<string> {
      const shown = [first];
      for (let isCommand = false; ; ) {
        const line = await nextLine();
        if (line === 'Try:') isCommand = true;
        else if (line === '' && isCommand) return shown.join('\n');
        shown.push(line);
      }
    },
    /** Resolves once the port is closed. */
    async refusesConnections(): Promise<void> {
      for (;;) {
        const socket = connect(Number(new URL(listening.url).port), '127.0.0.1');
        const refused = await new Promise((resolve) => {
          socket.once('connect', () => resolve(false)).once('error', () => resolve(true));
        });
        socket.destroy();
        if (refused) return;
      }
    },
    async stop(signal: 'SIGTERM' | 'SIGINT' | 'SIGHUP' | 'SIGKILL') {
      child.kill(signal);
      const [code] = await exited;
      return { code, stderr: await stderr };
    },
    async [Symbol.asyncDispose](): Promise<void> {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await exited;
    },
  };
}
