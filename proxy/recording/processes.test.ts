import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { endWithTheTests } from '../../test/support/end-with-the-tests.ts';
import { recordedFiles } from '../../test/support/recorded-files.ts';
import { recordings } from '../../test/support/upstream-exchange.ts';
import { readFolder } from '../recording-format/read-folder.ts';

const script = fileURLToPath(new URL('../../test/support/record-many.ts', import.meta.url));

test('a process that is killed while it records leaves only whole files', async () => {
  await using folder = await recordings();
  const child = startRecording(folder.folder, 200, 'killed');
  for await (const _line of createInterface({ input: child.stdout })) {
    child.kill('SIGKILL');
    break;
  }
  await once(child, 'exit');
  const { recordings: stored, problems } = await readFolder(folder.folder);
  expect(problems).toEqual([]);
  expect(stored.length).toBeLessThan(200);
  expect(stored.every(({ recording }) => recording.check.verdict === 'proven')).toBe(true);
});

test('two processes that record into one folder lose nothing, and leave no other file', async () => {
  await using folder = await recordings();
  const names = ['one', 'other'];
  const children = names.map((name) => startRecording(folder.folder, 100, name));
  await Promise.all(children.map((child) => once(child, 'exit')));
  const { recordings: stored, problems } = await readFolder(folder.folder);
  expect(problems).toEqual([]);
  const text = JSON.stringify(stored);
  for (const name of names)
    for (let index = 0; index < 100; index += 1) expect(text).toContain(`${name}${index}@x.example`);
  const all = await readdir(folder.folder, { recursive: true, withFileTypes: true });
  // And the schema.
  expect([all.filter((file) => file.isFile()).length, recordedFiles(folder.folder).length]).toEqual([201, 200]);
});

function startRecording(folder: string, count: number, name: string) {
  return endWithTheTests(
    spawn(process.execPath, [script, folder, String(count), name], { stdio: ['ignore', 'pipe', 'inherit'] }),
  );
}
