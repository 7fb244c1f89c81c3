import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { takeLock } from './lock.ts';
import { StateFileError } from './state-file-error.ts';

function newPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-lock-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'state');
}

test('one holds the lock, within one process too, until it is released', () => {
  const path = newPath();
  const lock = takeLock(path);
  expect(() => takeLock(path)).toThrow(StateFileError);
  expect(() => takeLock(path)).toThrow(`another server (process ${process.pid}) uses it`);
  lock.release();
  takeLock(path).release();
  expect(existsSync(`${path}.lock`)).toBe(false);
});

test('takes over the lock of a process that is gone', () => {
  const path = newPath();
  // No system gives so high a number to a process.
  writeFileSync(`${path}.lock`, '{"pid":2147483646,"started":"1"}');
  takeLock(path);
  expect(readFileSync(`${path}.lock`, 'utf8')).toContain(`"pid":${process.pid},`);
});

test('takes over a lock whose number another process has got since', ({ skip }) => {
  skip(!existsSync('/proc/self/stat'), 'This system does not tell when a process began in /proc.');
  const path = newPath();
  writeFileSync(`${path}.lock`, `{"pid":${process.ppid},"started":"1"}`);
  takeLock(path).release();
});

test('refuses a lock that it cannot read, and says what to delete', () => {
  const path = newPath();
  writeFileSync(`${path}.lock`, '');
  expect(() => takeLock(path)).toThrow(`if none runs, delete ${path}.lock`);
});
