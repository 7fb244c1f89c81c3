import { type ChildProcess, spawn } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { endWithTheTests } from './end-with-the-tests.ts';

let left: ChildProcess | undefined;

describe('a process that a test leaves', () => {
  test.fails('fails the test', () => {
    left = endWithTheTests(spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)']), 1);
  });

  test('is killed', async () => {
    await expect.poll(() => left?.signalCode).toBe('SIGKILL');
  });
});
