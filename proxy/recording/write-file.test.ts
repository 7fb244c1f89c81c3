import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { replaceWhole } from './write-file.ts';

vi.mock(import('node:crypto'), async (original) => {
  const crypto = await original();
  const randomBytes = (size: number): Buffer => Buffer.alloc(size, 0xaa);
  return { ...crypto, randomBytes: Object.assign(randomBytes, crypto.randomBytes) };
});

test('puts a file in the place of another, and leaves nothing else', async () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'a.json');
  await writeFile(path, 'old');
  await replaceWhole(path, 'new');
  expect(await readFile(path, 'utf8')).toBe('new');
  expect(await readdir(folder.path)).toEqual(['a.json']);
});

test('a temporary file that another process has stays, and so does the old file', async () => {
  using folder = temporaryFolder();
  const [path, taken] = [join(folder.path, 'a.json'), join(folder.path, '.aaaaaaaa.tmp')];
  await writeFile(path, 'old');
  await writeFile(taken, 'half of another');
  await expect(replaceWhole(path, 'new')).rejects.toThrow('EEXIST');
  expect([await readFile(path, 'utf8'), await readFile(taken, 'utf8')]).toEqual(['old', 'half of another']);
});
