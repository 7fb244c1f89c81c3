import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { FileWriter } from './file-writer.ts';
import { WriteError } from './write-file.ts';

test('writes files whole, those that come together and those that come after its end', async () => {
  using folder = temporaryFolder();
  const files = new FileWriter(folder.path);
  const names = Array.from({ length: 40 }, (_, index) => `leeloo/ping/file-${index}.json`);
  await Promise.all(names.map((name) => files.write(name, name)));
  await files.end();
  await files.write('leeloo/ping/last.json', 'last');
  await files.end();
  expect(await readdir(join(folder.path, 'leeloo/ping'))).toHaveLength(41);
  expect(await readFile(join(folder.path, 'leeloo/ping/file-39.json'), 'utf8')).toBe('leeloo/ping/file-39.json');
});

test('one file that cannot be written leaves the others of its turn', async () => {
  using folder = temporaryFolder();
  await writeFile(join(folder.path, 'taken'), '');
  const files = new FileWriter(folder.path);
  const [refused, written] = await Promise.allSettled([
    files.write('taken/a.json', ''),
    files.write('free/a.json', ''),
  ]);
  await files.end();
  expect([refused.status, written.status]).toEqual(['rejected', 'fulfilled']);
  expect(refused).toMatchObject({ reason: expect.any(WriteError) });
});

test.each([
  ['that throws', 'throw new Error("broken");'],
  ['that ends', 'import { parentPort } from "node:worker_threads"; parentPort.once("message", () => process.exit(3));'],
])('a thread %s is told of, whatever waited for it, and a next file begins another', async (_what, program) => {
  using folder = temporaryFolder();
  const file = join(folder.path, 'thread.mjs');
  await writeFile(file, program);
  const files = new FileWriter(folder.path, pathToFileURL(file));
  const told = { status: 'rejected', reason: expect.objectContaining({ message: expect.stringContaining('broke (') }) };
  expect(await Promise.allSettled([files.write('a.json', ''), files.write('b.json', '')])).toMatchObject([told, told]);
  await expect(files.write('c.json', '')).rejects.toThrow(WriteError);
  await files.end();
});

test('a thread that cannot begin is told of', async () => {
  using folder = temporaryFolder();
  const files = new FileWriter(folder.path, new URL('https://example.com/'));
  await expect(files.write('a.json', '')).rejects.toThrow(WriteError);
  await expect(files.write('b.json', '')).rejects.toThrow('broke (');
});
