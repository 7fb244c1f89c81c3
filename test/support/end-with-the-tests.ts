import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';

const running = new Set<ChildProcess>();

/**
 * Sees to it that a child process does not outlive the test that started it: one that the test leaves is killed, and the test
 * fails. When Vitest itself ends in the middle of a test, its children end with it.
 *
 * @param graceMs How long a process may take that the test has told to end.
 */
export function endWithTheTests<Child extends ChildProcess>(child: Child, graceMs = 10_000): Child {
  if (running.size === 0) process.on('exit', endAll);
  running.add(child);
  child.once('exit', () => {
    running.delete(child);
    if (running.size === 0) process.off('exit', endAll);
  });
  atTheEndOfTheTest(async () => {
    if (await endsWithin(child, graceMs)) return;
    child.kill('SIGKILL');
    throw new Error(`The test left a process: ${child.spawnargs.join(' ')}. Start it by "await using", or stop it.`);
  });
  return child;
}

/** What a hook for all tests of a file starts, it ends itself. */
function atTheEndOfTheTest(check: () => Promise<void>): void {
  try {
    onTestFinished(check);
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('inside a test'))) throw error;
  }
}

async function endsWithin(child: ChildProcess, milliseconds: number): Promise<boolean> {
  if (!running.has(child)) return true;
  const exited = once(child, 'exit', { signal: AbortSignal.timeout(milliseconds) });
  return exited.then(
    () => true,
    () => false,
  );
}

function endAll(): void {
  for (const child of running) child.kill('SIGKILL');
}
