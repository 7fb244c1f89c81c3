import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { StoredRecording } from '../../proxy/recording-format/recording.ts';
import { runCommand } from '../support/run-command.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { replacing } from './planted/plants.ts';
import { record } from './scripts.ts';

function keep(folder: string, recordings: readonly StoredRecording[], changes: object = {}): void {
  for (const { file, recording } of recordings) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), JSON.stringify({ ...recording, ...changes }));
  }
}

async function rowsOf(...args: readonly string[]) {
  const { stdout } = await runCommand(['evidence', 'leeloo', '--json', ...args]);
  const rows = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  return new Map(rows.map((row) => [row.rule, row]));
}

test('each kind of proof has a column of its own', async () => {
  using folder = temporaryFolder();
  const { recordings } = await record('leeloo');
  keep(folder.path, recordings);
  const pacts = ['--pacts', 'contracts/pacts'];
  const rows = await rowsOf('--recordings', folder.path, ...pacts);
  expect(rows.get('leeloo/created')).toEqual({
    provider: 'leeloo',
    rule: 'leeloo/created',
    basis: expect.arrayContaining(['documented']),
    examples: expect.any(Number),
    pacts: expect.any(Number),
    recording: { file: expect.stringMatching(/^leeloo\//), recordedAt: expect.stringMatching(/^2026-01-01T/) },
    standIn: null,
    drift: 0,
    correction: null,
  });
  expect(rows.get('leeloo/created').pacts).toBeGreaterThan(0);
  expect(rows.get('leeloo/rate-limit')).toMatchObject({ pacts: 0, recording: null });
});

test('recordings of another server in the place of the real API prove nothing about that', async () => {
  using folder = temporaryFolder();
  keep(folder.path, (await record('leeloo')).recordings, { upstream: 'http://127.0.0.1:4010/leeloo' });
  const row = (await rowsOf('--recordings', folder.path)).get('leeloo/created');
  expect(row).toMatchObject({ recording: null, standIn: { recordedAt: expect.any(String) } });
});

test('without recordings the other columns are shown', async () => {
  const { code, stdout } = await runCommand(['evidence', 'leeloo', '--recordings', '/no/such/folder']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^rule +basis +examples +pacts +recording +stand-in +drift +correction\n/);
});

test('a baseline fails when a column got worse, and is written by --update', async () => {
  using folder = temporaryFolder();
  const [good, bad] = [join(folder.path, 'good'), join(folder.path, 'bad')];
  const file = join(folder.path, 'evidence.json');
  keep(good, (await record('leeloo')).recordings);
  keep(bad, (await record('leeloo', replacing('WRONG_EMAIL', 'BAD_EMAIL'))).recordings);
  const run = (recordings: string, ...more: string[]) =>
    runCommand(['evidence', 'leeloo', '--recordings', recordings, '--baseline', file, ...more]);
  expect(await run(good)).toMatchObject({ code: 1, stderr: expect.stringContaining('Write it with --update.') });
  expect((await run(good, '--update')).code).toBe(0);
  expect(Object.keys(JSON.parse(readFileSync(file, 'utf8')))).toEqual(['understudyEvidence', 'rules']);
  expect((await run(good)).code).toBe(0);
  const worse = await run(bad);
  expect(worse.code).toBe(1);
  expect(worse.stderr.trimEnd().split('\n')).toEqual([
    `Worse than ${file}: leeloo/email-format: recording was true, is false.`,
    `Worse than ${file}: leeloo/email-format: drift was 0, is 1.`,
  ]);
});

test.each([
  ['{"understudyEvidence":99,"rules":{}}', 'its version is 99, and this program knows 1. Update api-understudy.'],
  ['{"rules":{}}', 'it is no evidence file. Write one with --update.'],
  ['nope', 'it is no evidence file. Write one with --update.'],
])('a baseline of %s is refused in one line', async (text, complaint) => {
  using folder = temporaryFolder({ 'evidence.json': text });
  const args = ['evidence', 'leeloo', '--recordings', folder.path, '--baseline', join(folder.path, 'evidence.json')];
  const { code, stderr } = await runCommand(args);
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(complaint) });
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
});

test('--update without a file is misuse', async () => {
  expect(await runCommand(['evidence', '--update'])).toMatchObject({ code: 2 });
});
