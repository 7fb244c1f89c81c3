import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { StoredRecording } from '../../proxy/recording-format/recording.ts';
import { startUnderstudy } from '../../src/app/understudy.ts';
import { arrange, sendTo } from '../../src/provider-tests/valid-calls.ts';
import { mocks } from '../support/providers.ts';
import { runCommand } from '../support/run-command.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { replacing } from './planted/plants.ts';
import { record, scripted, scripts } from './scripts.ts';

function keep(folder: string, recordings: readonly StoredRecording[]): void {
  for (const { file, recording } of recordings) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), JSON.stringify(recording));
  }
}

function linesOf(stdout: string) {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

test('recordings that agree end with 0', async () => {
  using folder = temporaryFolder();
  const { recordings } = await record('leeloo');
  keep(folder.path, recordings);
  const { code, stdout, stderr } = await runCommand(['drift', '--recordings', folder.path]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain(`${recordings.length} of ${recordings.length} recordings compared`);
  expect(stdout).toContain('0 drifted; 0 stale, 0 not judged.');
});

test('what has drifted is told with the place, what to do, and exit code 1; as JSON one object a line', async () => {
  using folder = temporaryFolder();
  keep(folder.path, (await record('sensorpro', replacing('Sign-in failed.', 'Login | `failed`'))).recordings);
  const markdown = join(folder.path, 'drift.md');
  const people = await runCommand(['drift', 'sensorpro', '--recordings', folder.path, '--markdown', markdown]);
  expect(people.code).toBe(1);
  expect(people.stdout).toContain('✗ mock sensorpro/signin-refused [assumed, weak] sign-in');
  expect(people.stdout).toContain('the mock has "Sign-in failed.", the API "Login | `failed`"');
  expect(readFileSync(markdown, 'utf8')).toContain('| **mock** | `sensorpro/signin-refused` (assumed, weak) |');
  expect(readFileSync(markdown, 'utf8')).toContain('`` "Login \\| `failed`" ``');
  const { code, stdout } = await runCommand(['drift', '--recordings', folder.path, '--json']);
  const lines = linesOf(stdout);
  expect(code).toBe(1);
  expect(lines[0]).toEqual({
    event: 'finding',
    provider: 'sensorpro',
    operation: 'sign-in',
    rule: 'sensorpro/signin-refused',
    culprit: 'mock',
    basis: 'assumed',
    strength: 'weak',
    recording: expect.stringMatching(/^sensorpro\/sign-in\/\d+\.json$/),
    recordedAt: expect.stringMatching(/^2026-01-01T/),
    kind: 'text',
    place: '/Result/ErrorMessages/0/Description',
    expected: 'Sign-in failed.',
    found: 'Login | `failed`',
    says: expect.stringContaining('correct the rule'),
    count: 1,
  });
  expect(Object.keys(lines.at(-1))).toEqual([
    ...['event', 'recordings', 'compared', 'agree', 'drifted', 'stale', 'notJudged', 'unchecked'],
  ]);
});

test('where nothing could be compared the exit code is 3, and nothing is called clean', async () => {
  using folder = temporaryFolder();
  const empty = await runCommand(['drift', '--recordings', folder.path]);
  expect(empty).toMatchObject({ code: 3, stdout: expect.stringContaining('Nothing could be compared') });
  keep(folder.path, (await record('leeloo')).recordings);
  const stale = await runCommand(['drift', '--recordings', folder.path, '--max-age', '0', '--json']);
  expect(stale.code).toBe(3);
  expect(linesOf(stale.stdout).at(-1)).toMatchObject({ compared: 0, agree: 0, stale: 9 });
});

test('misuse is one line with 2, and so is a folder that is not there, with 1', async () => {
  for (const args of [
    ['drift', 'leelo'],
    ['drift', '--max-age', 'soon'],
    ['drift', '--markdwn', 'x'],
  ]) {
    const { code, stderr } = await runCommand(args);
    expect(code).toBe(2);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  }
  const { code, stderr } = await runCommand(['drift', '--recordings', '/no/such/folder']);
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('Cannot read the recordings folder') });
});

test('files that cannot be compared are told of, and the others are', async () => {
  using folder = temporaryFolder();
  const { recordings } = await record('leeloo');
  const [first] = recordings;
  if (!first) throw new Error('The script makes no calls.');
  const other = (name: string, changes: object) => ({ file: name, recording: { ...first.recording, ...changes } });
  keep(folder.path, [
    ...recordings,
    other('leeloo/create-email-account/newer.json', { version: 99 }),
    other('petshop/create/one.json', { provider: 'petshop' }),
    other('leeloo/create-email-account/old.json', { recorded_at: '1969-12-31T23:59:59.000Z' }),
  ]);
  writeFileSync(join(folder.path, 'leeloo', 'broken.json'), '{"version": 1');
  const { code, stdout, stderr } = await runCommand(['drift', '--recordings', folder.path]);
  expect(code).toBe(0);
  expect(stderr).toContain('its format is version 99');
  expect(stderr).toContain('Cannot compare petshop/create/one.json: there is no provider petshop.');
  expect(stderr).toContain('broken.json: it is cut short or no JSON');
  expect(stdout).toContain('old.json: it is dated before 1970');
  expect(stdout).toContain(`${recordings.length} of ${recordings.length + 1} recordings compared`);
});

test('the mock has not drifted from what was recorded of it', async () => {
  using folder = temporaryFolder();
  await using real = await startUnderstudy({ seed: 77 });
  const upstreams = Object.fromEntries(scripted.map((name) => [name, `${real.url}/${name}`]));
  const modes = Object.fromEntries(scripted.map((name) => [name, 'record' as const]));
  const own = Object.values(mocks).flatMap(({ name, credentials }) =>
    Object.entries(credentials).map(([role, value]) => [`UNDERSTUDY_${name}_${role}`.toUpperCase(), value] as const),
  );
  {
    await using recorder = await startUnderstudy({
      env: Object.fromEntries(own),
      upstreams,
      modes,
      recordings: folder.path,
    });
    for (const name of scripted) {
      await arrange(real, 'default', mocks[name], scripts[name].state);
      await scripts[name].run(async (_label, { method, path, headers, body }) => {
        const sent = { method, path, headers: { 'content-type': 'application/json', ...headers }, body };
        return (await sendTo(recorder, 'default', mocks[name], sent)).json() as never;
      });
    }
  }
  const { code, stdout, stderr } = await runCommand(['drift', '--recordings', folder.path]);
  expect({ code, stderr, drifted: code === 0 ? '' : stdout }).toEqual({ code: 0, stderr: '', drifted: '' });
  expect(stdout).toContain('0 stale, 0 not judged');
});
