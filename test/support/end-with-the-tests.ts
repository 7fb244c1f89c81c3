import type { ChildProcess } from 'node:child_process';

const running = new Set<ChildProcess>();

/**
 * Sees to it that a child process does not outlive the tests that started it, also when Vitest ends them in the middle of a
 * test that hangs. A test still ends what it started itself; a check after each file tells of what it left.
 */
export function endWithTheTests<Child extends ChildProcess>(child: Child): Child {
  if (running.size === 0) process.on('exit', endAll);
  running.add(child);
  child.once('exit', () => {
    running.delete(child);
    if (running.size === 0) process.off('exit', endAll);
  });
  return child;
}

function endAll(): void {
  for (const child of running) child.kill('SIGKILL');
}
