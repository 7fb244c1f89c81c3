import { readdir, readFile, writeFile } from 'node:fs/promises';
import { constants, getPriority } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { FileWriter } from './file-writer.ts';

const empty = (file: string) => ({ file, text: '' });

test('writes files whole, those that come together and those that come after its end', async () => {
  using folder = temporaryFolder();
  const files = new FileWriter(folder.path);
  const names = Array.from({ length: 40 }, (_, index) => `leeloo/ping/file-${index}.json`);
  const told = await files.writeAll(names.map((name) => ({ file: name, text: name })));
  expect(told).toEqual(names.map(() => undefined));
  await files.end();
  expect(await files.writeAll([])).toEqual([]);
  expect(await files.writeAll([{ file: 'leeloo/ping/last.json', text: 'last' }])).toEqual([undefined]);
  await files.end();
  expect(await readdir(join(folder.path, 'leeloo/ping'))).toHaveLength(41);
  expect(await readFile(join(folder.path, 'leeloo/ping/file-39.json'), 'utf8')).toBe('leeloo/ping/file-39.json');
});

test('the thread leaves processor time to what answers requests', async ({ skip }) => {
  skip(process.platform !== 'linux', 'Only Linux gives threads priorities of their own.');
  using folder = temporaryFolder();
  const [before, own] = [await priorities(), getPriority()];
  const files = new FileWriter(folder.path);
  await files.writeAll([{ file: 'leeloo/a.json', text: 'one' }]);
  const after = await priorities();
  await files.end();
  const added = [...after].flatMap(([thread, priority]) => (before.has(thread) ? [] : [priority]));
  expect(added).toContain(Math.max(own, constants.priority.PRIORITY_BELOW_NORMAL));
  for (const [thread, priority] of before) expect(after.get(thread) ?? priority).toBe(priority);
});

test('one file that cannot be written leaves the others', async () => {
  using folder = temporaryFolder();
  await writeFile(join(folder.path, 'taken'), '');
  const files = new FileWriter(folder.path);
  const told = await files.writeAll([empty('free/a.json'), empty('taken/a.json'), empty('free/b.json')]);
  await files.end();
  expect(told).toEqual([undefined, expect.stringContaining('Cannot write'), undefined]);
});

test.each([
  ['that throws', 'throw new Error("broken");'],
  ['that ends', 'import { parentPort } from "node:worker_threads"; parentPort.once("message", () => process.exit(3));'],
])('a thread %s is told of, whatever waited for it, and a next file begins another', async (_what, program) => {
  using folder = temporaryFolder();
  const file = join(folder.path, 'thread.mjs');
  await writeFile(file, program);
  const files = new FileWriter(folder.path, pathToFileURL(file));
  const broke = expect.stringContaining('broke (');
  expect(await files.writeAll([empty('a'), empty('b')])).toEqual([broke, broke]);
  expect(await files.writeAll([empty('c')])).toEqual([broke]);
  await files.end();
});

test('a thread that cannot begin is told of', async () => {
  using folder = temporaryFolder();
  const files = new FileWriter(folder.path, new URL('https://example.com/'));
  expect(await files.writeAll([empty('a')])).toEqual([expect.stringContaining('broke (')]);
  expect(await files.writeAll([empty('b')])).toEqual([expect.stringContaining('broke (')]);
});

/** Of the threads of this process. */
async function priorities(): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const thread of await readdir('/proc/self/task')) {
    const stat = await readFile(`/proc/self/task/${thread}/stat`, 'utf8').catch(() => '');
    // Behind the name, which may hold anything, the priority is the 17th number.
    if (stat) found.set(thread, Number(stat.slice(stat.lastIndexOf(')')).split(' ')[17]));
  }
  return found;
}
