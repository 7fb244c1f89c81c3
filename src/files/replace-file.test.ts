import { chmodSync, closeSync, fstatSync, openSync, type PathLike, statSync, writeSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { replaceFile, replaceText } from './replace-file.ts';

vi.mock(import('node:crypto'), async (original) => {
  const crypto = await original();
  const randomBytes = (size: number): Buffer => Buffer.alloc(size, 0xaa);
  return { ...crypto, randomBytes: Object.assign(randomBytes, crypto.randomBytes) };
});

/** What happens before a step on the disk, and how many bytes the system takes at once. */
const disk = vi.hoisted(() => ({
  beforeSync: (_descriptor: number): void => undefined,
  beforeRename: (): void => undefined,
  atOnce: Number.POSITIVE_INFINITY,
}));

vi.mock(import('node:fs'), async (original) => {
  const fs = await original();
  return {
    ...fs,
    fsyncSync(descriptor: number) {
      disk.beforeSync(descriptor);
      fs.fsyncSync(descriptor);
    },
    renameSync(from: PathLike, to: PathLike) {
      disk.beforeRename();
      fs.renameSync(from, to);
    },
    writeSync: (descriptor: number, bytes: unknown, ...[offset, length, position]: unknown[]) =>
      Buffer.isBuffer(bytes)
        ? fs.writeSync(descriptor, bytes, Number(offset), Math.min(Number(length), disk.atOnce), Number(position))
        : fs.writeSync(descriptor, String(bytes), Number(offset)),
  };
});

afterEach(() => {
  disk.beforeSync = () => undefined;
  disk.beforeRename = () => undefined;
  disk.atOnce = Number.POSITIVE_INFINITY;
});

/** A folder with a file to be replaced. */
async function oldFile() {
  const folder = temporaryFolder();
  const path = join(folder.path, 'a.json');
  await writeFile(path, 'old');
  return { path, folder, [Symbol.dispose]: () => folder[Symbol.dispose]() };
}

test('a file takes the place of another, readable for its owner alone, and leaves nothing else', async () => {
  using old = await oldFile();
  chmodSync(old.path, 0o644);
  replaceText(old.path, 'new');
  expect(await readFile(old.path, 'utf8')).toBe('new');
  expect(await readdir(old.folder.path)).toEqual(['a.json']);
  if (process.platform !== 'win32') expect(statSync(old.path).mode & 0o777).toBe(0o600);
});

test('the bytes are on the disk before they take the place, and the place before it is said to be taken', async () => {
  using old = await oldFile();
  const steps: string[] = [];
  disk.beforeSync = (descriptor) => {
    const found = fstatSync(descriptor);
    steps.push(found.isDirectory() ? 'folder synced' : `${found.size} bytes synced`);
  };
  disk.beforeRename = () => steps.push('renamed');
  replaceText(old.path, 'new');
  expect(steps).toEqual(['3 bytes synced', 'renamed', 'folder synced']);
});

test('what the system takes in parts is written whole', async () => {
  using old = await oldFile();
  disk.atOnce = 1;
  replaceText(old.path, 'new');
  expect(await readFile(old.path, 'utf8')).toBe('new');
});

test('the old file stays when the new one cannot be written, and nothing is left of it', async () => {
  using old = await oldFile();
  disk.beforeSync = () => {
    throw new Error('the disk is full');
  };
  expect(() => replaceText(old.path, 'new')).toThrow('the disk is full');
  expect([await readFile(old.path, 'utf8'), await readdir(old.folder.path)]).toEqual(['old', ['a.json']]);
});

test('a file that took its place is not said to have failed because its folder cannot be synced', async () => {
  using old = await oldFile();
  disk.beforeSync = (descriptor) => {
    if (fstatSync(descriptor).isDirectory()) throw new Error('no folder is synced here');
  };
  replaceText(old.path, 'new');
  expect(await readFile(old.path, 'utf8')).toBe('new');
});

test('the new file can be added to', async () => {
  using old = await oldFile();
  const descriptor = replaceFile(old.path, Buffer.from('new'), `${old.path}.new`);
  writeSync(descriptor, '!', 3);
  closeSync(descriptor);
  expect(await readFile(old.path, 'utf8')).toBe('new!');
});

test('a temporary file that another process has stays, and so does the old file', async () => {
  using old = await oldFile();
  const taken = join(old.folder.path, '.aaaaaaaa.tmp');
  closeSync(openSync(taken, 'wx'));
  expect(() => replaceText(old.path, 'new')).toThrow('EEXIST');
  expect([await readFile(old.path, 'utf8'), await readFile(taken, 'utf8')]).toEqual(['old', '']);
});
