import { readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
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

test('the same file twice is one file', async () => {
  using folder = temporaryFolder();
  const files = new NewFiles(folder.path);
  const file = { file: 'leeloo/a.json', text: 'one' };
  expect(files.writeAll([file, file])).toEqual([undefined, undefined]);
  expect(await readdir(join(folder.path, 'leeloo'))).toEqual(['a.json']);
});

test('another file of the same name stays, and so does a link with the same content', async () => {
  using folder = temporaryFolder();
  const files = new NewFiles(folder.path);
  files.writeAll([{ file: 'leeloo/a.json', text: 'one' }]);
  await writeFile(join(folder.path, 'elsewhere'), 'two');
  await symlink(join(folder.path, 'elsewhere'), join(folder.path, 'leeloo/b.json'));
  const problems = files.writeAll(['a', 'b', 'c'].map((name) => ({ file: `leeloo/${name}.json`, text: 'two' })));
  expect(problems.map((problem) => problem?.message.includes('another file has this name'))).toEqual([
    true,
    true,
    undefined,
  ]);
  expect(await readFile(join(folder.path, 'leeloo/a.json'), 'utf8')).toBe('one');
  expect((await readdir(join(folder.path, 'leeloo'))).sort()).toEqual(['a.json', 'b.json', 'c.json']);
});

test('a file that is not read back as it was written gets no name', async () => {
  using folder = temporaryFolder();
  disk.losesBytes = true;
  const [problem] = new NewFiles(folder.path).writeAll([{ file: 'leeloo/a.json', text: 'one' }]);
  expect(problem?.message).toContain('other bytes than it took');
  expect(await readdir(join(folder.path, 'leeloo'))).toEqual([]);
});
