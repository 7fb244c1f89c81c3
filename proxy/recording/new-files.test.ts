import { readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { schemaCopy } from '../recording-format/schema-copy.ts';
import { NewFiles } from './new-files.ts';

const disk = vi.hoisted(() => ({ fault: '', linked: [] as string[] }));

vi.mock(import('node:fs'), async (original) => {
  const fs = await original();
  const writeSync: typeof fs.writeSync = (file: number, ...what: unknown[]): number => {
    const length: number = Reflect.apply(fs.writeSync, fs, [file, ...what]);
    if (disk.fault === 'loses a byte') fs.ftruncateSync(file, length - 1);
    if (disk.fault === 'adds a byte') fs.writeSync(file, '!', length);
    if (disk.fault === 'changes a byte') fs.writeSync(file, '!', length - 1);
    return length;
  };
  const linkSync: typeof fs.linkSync = (from, to) => {
    disk.linked.push(String(from));
    const isElsewhere = disk.fault === 'is another' && !String(from).includes('/leeloo/');
    if (isElsewhere) throw Object.assign(new Error('cross-device link'), { code: 'EXDEV' });
    fs.linkSync(from, to);
  };
  return { ...fs, writeSync, linkSync };
});

const chance = vi.hoisted(() => ({ next: 0 }));

vi.mock(import('node:crypto'), async (original) => {
  const crypto = await original();
  const randomBytes = (size: number): Buffer => Buffer.alloc(size, chance.next++);
  return { ...crypto, randomBytes: Object.assign(randomBytes, crypto.randomBytes) };
});

afterEach(() => {
  disk.fault = '';
  disk.linked = [];
});

test('the same file twice is one file', async () => {
  using folder = temporaryFolder();
  const files = new NewFiles(folder.path);
  const file = { file: 'leeloo/a.json', text: 'one' };
  expect(files.writeAll([file, file])).toEqual([undefined, undefined]);
  expect(await readdir(join(folder.path, 'leeloo'))).toEqual(['a.json']);
});

test('a temporary file that another process has stays', async () => {
  using folder = temporaryFolder();
  chance.next = 0xaa;
  const files = new NewFiles(folder.path);
  expect(files.writeAll([{ file: 'leeloo/a.json', text: 'one' }])).toEqual([undefined]);
  await writeFile(join(folder.path, '.aaaaaaaa.tmp'), 'two');
  expect(files.writeAll([{ file: 'leeloo/b.json', text: 'three' }])).toEqual([undefined]);
  expect(await filesIn(folder.path)).toEqual(['.aaaaaaaa.tmp', 'leeloo', 'leeloo/a.json', 'leeloo/b.json']);
  expect(await readFile(join(folder.path, '.aaaaaaaa.tmp'), 'utf8')).toBe('two');
});

test('files get ready in the folder of all recordings, or in their own where that one is on another disk', async () => {
  using folder = temporaryFolder();
  const files = new NewFiles(folder.path);
  const own = join(folder.path, 'leeloo');
  expect(files.writeAll([{ file: 'leeloo/a.json', text: 'one' }])).toEqual([undefined]);
  disk.fault = 'is another';
  expect(files.writeAll(['b', 'c'].map((name) => ({ file: `leeloo/${name}.json`, text: name })))).toEqual([
    undefined,
    undefined,
  ]);
  // It is tried once.
  expect(disk.linked.map((path) => dirname(path))).toEqual([folder.path, folder.path, own, own]);
  expect(await filesIn(folder.path)).toEqual(['leeloo', 'leeloo/a.json', 'leeloo/b.json', 'leeloo/c.json']);
});

test('another file of the same name stays, and so does a link with the same content', async () => {
  using folder = temporaryFolder();
  const files = new NewFiles(folder.path);
  files.writeAll([{ file: 'leeloo/a.json', text: 'one' }]);
  await writeFile(join(folder.path, 'elsewhere'), 'two');
  await symlink(join(folder.path, 'elsewhere'), join(folder.path, 'leeloo/b.json'));
  const problems = files.writeAll(['a', 'b', 'c'].map((name) => ({ file: `leeloo/${name}.json`, text: 'two' })));
  const taken = expect.stringContaining('another file has this name');
  expect(problems).toEqual([taken, taken, undefined]);
  expect(await readFile(join(folder.path, 'leeloo/a.json'), 'utf8')).toBe('one');
  expect((await readdir(join(folder.path, 'leeloo'))).sort()).toEqual(['a.json', 'b.json', 'c.json']);
  expect((await readdir(folder.path)).sort()).toEqual([schemaCopy, 'elsewhere', 'leeloo']);
});

test.each([
  ['loses a byte', 4],
  ['adds a byte', 4],
  ['changes a byte', 4],
  ['loses a byte', 100_000],
  ['adds a byte', 100_000],
  ['changes a byte', 100_000],
])('a disk that %s of a file is noticed, and the file gets no name (%i bytes)', async (fault, length) => {
  using folder = temporaryFolder();
  const files = new NewFiles(folder.path);
  const file = (name: string) => ({ file: `leeloo/${name}.json`, text: 'é'.repeat(length / 2) });
  disk.fault = fault;
  expect(files.writeAll([file('bad')])).toEqual([expect.stringContaining('other bytes than it took')]);
  disk.fault = '';
  expect(files.writeAll([file('good')])).toEqual([undefined]);
  expect(await filesIn(folder.path)).toEqual(['leeloo', 'leeloo/good.json']);
  expect(await readFile(join(folder.path, 'leeloo/good.json'), 'utf8')).toBe(file('good').text);
});

/** The schema that editors read is beside whatever is written. */
async function filesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => name !== schemaCopy).sort();
}
