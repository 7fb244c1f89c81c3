import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { NewFiles } from './new-files.ts';

const disk = vi.hoisted(() => ({ losesBytes: false }));

vi.mock(import('node:fs'), async (original) => {
  const fs = await original();
  const writeFileSync: typeof fs.writeFileSync = (file, data, options) =>
    fs.writeFileSync(file, disk.losesBytes && Buffer.isBuffer(data) ? data.subarray(1) : data, options);
  return { ...fs, writeFileSync };
});

afterEach(() => {
  disk.losesBytes = false;
});

async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'understudy-files-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}

test('the same file twice is one file', async () => {
  await using folder = await temporaryFolder();
  const files = new NewFiles(folder.path);
  files.write('leeloo/a.json', 'one');
  files.write('leeloo/a.json', 'one');
  expect(await readdir(join(folder.path, 'leeloo'))).toEqual(['a.json']);
});

test('another file of the same name stays, and so does a link with the same content', async () => {
  await using folder = await temporaryFolder();
  const files = new NewFiles(folder.path);
  files.write('leeloo/a.json', 'one');
  await writeFile(join(folder.path, 'elsewhere'), 'two');
  await symlink(join(folder.path, 'elsewhere'), join(folder.path, 'leeloo/b.json'));
  expect(() => files.write('leeloo/a.json', 'two')).toThrow('another file has this name');
  expect(() => files.write('leeloo/b.json', 'two')).toThrow('another file has this name');
  expect(await readFile(join(folder.path, 'leeloo/a.json'), 'utf8')).toBe('one');
  expect((await readdir(join(folder.path, 'leeloo'))).sort()).toEqual(['a.json', 'b.json']);
});

test('a file that is not read back as it was written gets no name', async () => {
  await using folder = await temporaryFolder();
  disk.losesBytes = true;
  expect(() => new NewFiles(folder.path).write('leeloo/a.json', 'one')).toThrow('other bytes than it took');
  expect(await readdir(join(folder.path, 'leeloo'))).toEqual([]);
});
