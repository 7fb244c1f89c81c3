import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkStateValues, keepStateValues, readStateValues } from '../../proxy/recording/state-values.ts';
import { readFolder } from '../../proxy/recording-format/read-folder.ts';
import { maxRecordingBytes } from '../../proxy/recording-format/recording.ts';
import { checkRecordings } from '../../proxy/upkeep/check-recordings.ts';
import { scanRecordings } from '../../proxy/upkeep/scan-recordings.ts';
import { scrubRecordings } from '../../proxy/upkeep/scrub-recordings.ts';
import { mocks, providers } from '../support/providers.ts';
import { recordings, replayed, type Sketch } from '../support/upstream-exchange.ts';

const creation: Sketch = {
  provider: mocks.leeloo,
  operation: 'create-email-account',
  path: '/api/v2/accounts/email',
  request: { body: { data: [{ email: 'a@b.example' }] } },
  reply: { body: { data: { count_to_process: 1 }, status: 1 } },
};
const states = {
  provider: 'leeloo',
  consumer: 'shop',
  description: 'creates',
  states: [{ name: 'a state', params: {} }],
};
const kept = {
  provider: 'leeloo',
  consumer: 'shop',
  description: 'creates',
  states: ['a state'],
  values: { email: 'x' },
};

const settings = (folder: string) => ({ folder, providers, credentials: [], secrets: [] });

/** A folder outside of the recordings that holds the values of a state; gone at the end. */
async function elsewhere(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'understudy-outside-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await keepStateValues(folder, states, kept);
  return folder;
}

async function valuesFile(folder: string): Promise<string> {
  const [file = ''] = await readdir(join(folder, '.provider-states/leeloo'));
  return `.provider-states/leeloo/${file}`;
}

test.each([
  ['the folder of values itself', '.provider-states', 'folder'],
  ['the folder of a provider', '.provider-states/leeloo', 'folder'],
  ['a file of values', undefined, 'file'],
])('a link in the place of %s is neither read nor written through, and is told of', async (_what, name, kind) => {
  const outside = await elsewhere();
  const file = await valuesFile(outside);
  const place = name ?? file;
  await using folder = await recordings();
  await mkdir(join(folder.folder, place, '..'), { recursive: true });
  await symlink(join(outside, place), join(folder.folder, place));
  const before = await readFile(join(outside, file), 'utf8');
  const told =
    kind === 'folder' ? `Cannot use ${place}: it is a symbolic link. Put the folder itself there.` : undefined;

  const reading = readStateValues(folder.folder, states);
  await expect(reading).rejects.toThrow(told ?? `Cannot use ${file}: it is a symbolic link. Delete it`);
  const { findings } = await checkRecordings(settings(folder.folder));
  expect(findings).toEqual([
    {
      file: '',
      severity: 'error',
      message: `Cannot use ${place}: it is a symbolic link. Put the ${place === '.provider-states' ? 'folder' : 'file'} itself there.`,
    },
  ]);
  await keepStateValues(folder.folder, states, { ...kept, values: { email: 'mine' } }).catch(() => {});
  expect(await readFile(join(outside, file), 'utf8')).toBe(before);
});

test('links that lead round are looked at once each', async () => {
  await using folder = await recordings();
  await folder.record(creation);
  await keepStateValues(folder.folder, states, kept);
  const rounds = ['.provider-states/round', '.provider-states/leeloo/round', 'leeloo/round', 'aside'];
  for (const place of rounds) await symlink('..', join(folder.folder, place));
  const { checked, findings } = await checkRecordings(settings(folder.folder));
  expect(checked).toBe(2 + rounds.length);
  expect(findings.map(({ message }) => message.split(':')[0]).sort()).toEqual(
    [
      'Cannot load aside',
      'Cannot load leeloo/round',
      ...rounds.slice(0, 2).map((place) => `Cannot use ${place}`),
    ].sort(),
  );
  expect(await scanRecordings(settings(folder.folder))).toMatchObject({ scanned: 2 });
  expect(await scrubRecordings(settings(folder.folder))).toMatchObject({ unchanged: 2, problems: [] });
});

test('a pipe among the values of states keeps nobody waiting', async ({ skip }) => {
  skip(process.platform === 'win32', 'Windows has no pipes that are files.');
  await using folder = await recordings();
  await keepStateValues(folder.folder, states, kept);
  const file = await valuesFile(folder.folder);
  await rm(join(folder.folder, file));
  execFileSync('mkfifo', [join(folder.folder, file)]);
  await expect(readStateValues(folder.folder, states)).rejects.toThrow('it is a pipe, a socket or a device');
  const { problems } = await checkStateValues(folder.folder);
  expect(problems).toEqual([`Cannot use ${file}: it is a pipe, a socket or a device. Put only files there.`]);
});

test('a file of values over a megabyte is not read', async () => {
  await using folder = await recordings();
  await keepStateValues(folder.folder, states, kept);
  const file = await valuesFile(folder.folder);
  await truncate(join(folder.folder, file), 1_048_577);
  await expect(readStateValues(folder.folder, states)).rejects.toThrow(`Cannot use ${file}: it is over 1048576 bytes.`);
});

test('a recording over 8 MiB is told of before it is read, and the others play', async () => {
  await using folder = await recordings();
  await folder.record(creation);
  const [file = ''] = await folder.files();
  const large = 'leeloo/create-email-account/large.json';
  // What would be a good recording, but for the spaces behind it.
  const text = await readFile(join(folder.folder, file), 'utf8');
  await writeFile(join(folder.folder, large), text.padEnd(maxRecordingBytes + 1));
  const { recordings: loaded, problems } = await readFolder(folder.folder);
  expect(loaded.map((stored) => stored.file)).toEqual([file]);
  expect(problems).toEqual([`Cannot load ${large}: it is over ${maxRecordingBytes} bytes. Move it elsewhere.`]);
  expect(await folder.replayer().replay(replayed(creation))).toMatchObject({ status: 200 });
  await truncate(join(folder.folder, large), maxRecordingBytes);
  expect((await readFolder(folder.folder)).problems).toEqual([]);
});

test('lists in lists, which indenting would make hundreds of times as long, are recorded in a file that is read, and replayed', async () => {
  await using folder = await recordings();
  const deep = `${'['.repeat(200)}${'1,'.repeat(40_000)}1${']'.repeat(200)}`;
  const large = { ...creation, reply: { body: deep }, request: { body: deep } };
  await folder.record(large);
  const [file = ''] = await folder.files();
  expect(folder.reports).toEqual([]);
  expect((await readFile(join(folder.folder, file))).length).toBeLessThan(maxRecordingBytes);
  expect(await folder.replayer().replay(replayed(large))).toMatchObject({ status: 200, body: Buffer.from(deep) });
});

test('what would be too large a file is told of, and not recorded', async () => {
  await using folder = await recordings();
  const escaped = { headers: ['Content-Type', 'text/plain'], body: '\u0001'.repeat(1_000_000) };
  await folder.record({ ...creation, request: escaped, reply: escaped });
  expect(folder.reports).toEqual([
    `Cannot record leeloo/create-email-account (status 200): its file would be over ${maxRecordingBytes} bytes, and no larger one is read.`,
  ]);
  expect(await folder.files()).toEqual([]);
});

test('a file that is too large to be searched is not called clean', async () => {
  await using folder = await recordings();
  await folder.record(creation);
  await writeFile(join(folder.folder, 'huge.har'), '');
  await truncate(join(folder.folder, 'huge.har'), 128 * 1_048_576 + 1);
  const found = 'it is over 134217728 bytes';
  const { findings } = await scanRecordings(settings(folder.folder));
  expect(findings).toEqual([{ file: 'huge.har', line: 1, kind: `not searched: ${found}` }]);
  const { problems } = await scrubRecordings(settings(folder.folder));
  expect(problems).toEqual([`Cannot scrub huge.har: ${found}.`]);
  await rename(join(folder.folder, 'huge.har'), join(folder.folder, 'leeloo/huge.json'));
  expect((await readFolder(folder.folder)).problems).toHaveLength(1);
});
