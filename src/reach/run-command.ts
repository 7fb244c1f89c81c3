import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What a shell says of a command that it cannot find, and of one that it may not run. */
const failures: Readonly<Record<string, readonly [code: number, why: string]>> = {
  ENOENT: [127, 'there is no such command'],
  EACCES: [126, 'it cannot be run'],
};

/**
 * Runs a command with the streams of this process, and resolves with its exit code: 128 and the signal's number when a signal
 * ended it. Signals go on to it; the run waits for its end. `tell` is told why it could not begin.
 */
export async function runCommand(
  [command = '', ...args]: readonly string[],
  env: NodeJS.ProcessEnv,
  tell: (line: string) => void,
): Promise<number> {
  // On Windows commands of npm are scripts, which only a shell runs.
  const child = spawn(command, args, { env, stdio: 'inherit', shell: process.platform === 'win32' });
  const pass = (signal: NodeJS.Signals) => {
    // A terminal sends Ctrl-C to both.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of signals) process.on(signal, pass);
  try {
    return await new Promise<number>((resolve) => {
      child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
      child.once('error', (error: NodeJS.ErrnoException) => {
        const [code, why] = failures[error.code ?? ''] ?? [126, error.message];
        tell(`Cannot run "${command}": ${why}.`);
        resolve(code);
      });
    });
  } finally {
    for (const signal of signals) process.off(signal, pass);
  }
}
