import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { startUnderstudy } from '../../src/index.ts';
import { mocks } from '../support/providers.ts';
import { recordedFiles } from '../support/recorded-files.ts';
import { runCommand } from '../support/run-command.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { recordings, type Sketch } from '../support/upstream-exchange.ts';

/**
 * Exported by the developer tools of Chromium 156, from a page of http://localhost:4802 that called a stand-in of two APIs on
 * http://127.0.0.1:4801; what called what (`_initiator`) was taken out.
 */
const chromium = fileURLToPath(new URL('archives/chromium.har', import.meta.url));
const asking = { method: 'GET', url: 'https://api.leeloo.ai/x', headers: [] };
const whole = {
  startedDateTime: '2026-11-27T10:00:00.000+01:00',
  request: asking,
  response: { status: 200, headers: [], content: { text: '{}' } },
};
const upstreams = ['leeloo', 'sensorpro'].flatMap((name) => ['--upstream', `${name}=http://127.0.0.1:4801/${name}`]);

test('an archive of Chromium becomes recordings that play, and what cannot be kept is listed', async () => {
  await using folder = await recordings();
  const env = { UNDERSTUDY_LEELOO_TOKEN: 'real-leeloo-0b1c2d3e4f' };
  const { code, stdout, stderr } = await runCommand(importing(chromium, folder.folder, ...upstreams), env);
  const files = stdout.split('\n').filter((line) => line.endsWith('.json'));
  expect(files.map((file) => file.replace(/-\w+\.json$/, ''))).toEqual([
    'leeloo/create-email-account/post-200',
    'leeloo/unknown/get-404',
    'leeloo/unknown/post-404',
    'leeloo/unknown/post-404',
    'sensorpro/sign-in/post-200',
    'sensorpro/unknown/get-200',
  ]);
  expect(stdout).toContain("entry 2 (leeloo): it is a browser's question whether a page may ask");
  expect(stdout).toContain(
    'Cannot keep entry 5 (leeloo): its request has a body that is not all text, and the archive does not hold its bytes.',
  );
  expect(stdout).toContain('entry 11 (leeloo): its reply has a body that the archive does not hold');
  expect([code, stderr]).toEqual([1, 'Cannot keep 3 exchanges with a real API of 15.\n']);
  expect(await folder.text()).not.toMatch(/real-leeloo|Zither|CLIENTCO|api@client|0a1b2c3d4e5f|5b6c7d8e-9f0a/);
  expect(await folder.text()).toContain(mocks.leeloo.credentials.token);
  expect((await runCommand(['recordings', 'check', '--recordings', folder.folder])).code).toBe(0);

  await using server = await startUnderstudy({ port: 0, modes: { leeloo: 'replay' }, recordings: folder.folder });
  const headers = { 'X-Leeloo-AuthToken': mocks.leeloo.credentials.token, 'Accept-Language': 'en-US,en;q=0.9' };
  const ask = async (path: string, body: FormData | Buffer<ArrayBuffer>) => {
    const reply = await fetch(`${server.url}${path}`, { method: 'POST', headers, body });
    return await reply.text();
  };
  const form = new FormData();
  form.append('a', 'b');
  form.append('d', 'é');
  const missing = '{"status":0,"error":{"code":"NOT_FOUND"}}';
  expect(await ask('/leeloo/text-form', form)).toBe(missing);
  expect(await ask('/leeloo/bytes', Buffer.from([255, 0, 1]))).toBe(missing);
});

test('what is imported again is played in the place of what was, and a dry run writes nothing', async () => {
  await using folder = await recordings();
  const dry = await runCommand(importing(chromium, folder.folder, ...upstreams, '--dry-run'));
  expect([await folder.files(), dry.stdout]).toEqual([[], expect.stringContaining('Would make 6 recordings')]);
  await runCommand(importing(chromium, folder.folder, ...upstreams));
  const again = await runCommand(importing(chromium, folder.folder, ...upstreams, '--json'));
  // Signing off has the token in its path, which each sign-in issues anew.
  const pruned = await runCommand(['recordings', 'prune', '--recordings', folder.folder]);
  expect(pruned.stdout).toContain('Deleted 5 recordings; 7 stay.');
  const lines = again.stdout.trim().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toContainEqual({
    kind: 'summary',
    entries: 15,
    recordings: 6,
    notKept: 9,
    withoutCredential: 0,
  });
});

test('an exported folder is imported as it was: runs, notes, credentials, bytes and edits', async () => {
  await using folder = await recordings();
  const created: Sketch = {
    provider: mocks.leeloo,
    operation: 'create-email-account',
    path: '/api/v2/accounts/email',
    query: 'a=%ff&b=|',
    request: { headers: ['X-Leeloo-AuthToken', 'a-token-of-mine'], body: { data: [{ email: 'ä@b.example' }] } },
    reply: { body: { status: 1, words: 'é\ufffd' } },
  };
  const binary: Sketch = {
    ...created,
    request: { body: Buffer.from([255, 0]) },
    reply: { body: Buffer.from([0, 254]) },
  };
  await folder.record(created, created, binary);
  folder.recorder.beginRun();
  await folder.record(created);
  const [first = ''] = await folder.files();
  await writeFile(
    join(folder.folder, first),
    (await folder.text()).split('\n{')[0]?.replace('"recorded_at"', '"note": "by hand",\n  "recorded_at"') ?? '',
  );
  await using other = await recordings();
  const archive = join(other.folder, 'all.har');
  const exported = await runCommand(['recordings', 'export-har', '--recordings', folder.folder]);
  await writeFile(archive, `\ufeff${exported.stdout}`);
  expect((await runCommand(importing(archive, join(other.folder, 'in')))).code).toBe(0);
  const [before, after] = await Promise.all([folder.folder, join(other.folder, 'in')].map(listed));
  expect(after).toEqual(before);
  expect(after).toHaveLength(4);
});

test.for([
  ['an entry that is none', { request: {} }, 'it is no entry of HAR 1.2'],
  ['a time that is none', { startedDateTime: 'soon' }, 'its `startedDateTime` is no time'],
  ['a broken exchange', { response: { status: 0, headers: [] } }, 'it has no reply'],
  [
    'a header with a line break',
    { request: { ...asking, headers: [{ name: 'x', value: 'y\rz' }] } },
    'a header of it is none of HTTP',
  ],
  ['a method that is none', { request: { ...asking, method: 'GET / HTTP/1.1' } }, 'its method is none of HTTP'],
  ['a body that is not there', { response: { status: 200, headers: [], content: { size: 9 } } }, 'does not hold'],
  [
    'a body in another character set',
    {
      response: {
        status: 200,
        headers: [{ name: 'Content-Type', value: 'text/plain; charset=iso-8859-1' }],
        content: { text: 'é' },
      },
    },
    'another character set',
  ],
  ['a reply of the cache', { _fromCache: 'memory' }, "came from the browser's cache"],
  [
    'a body over the limit',
    { response: { status: 200, headers: [], content: { text: 'x'.repeat(1_048_577) } } },
    '1 MiB',
  ],
] as const)('%s is named, and nothing is written for it', async ([, change, reason]) => {
  await using folder = await recordings();
  const archive = join(folder.folder, 'odd.har');
  await writeFile(archive, JSON.stringify({ log: { entries: [{ ...whole, ...change }] } }));
  const { code, stdout } = await runCommand(importing(archive, folder.folder));
  expect(stdout).toContain(reason);
  expect([code, await folder.files()]).toEqual([1, ['odd.har']]);
});

test('a file that is no archive is refused by one line', async () => {
  using folder = temporaryFolder();
  const file = join(folder.path, 'x.har');
  for (const [text, found] of [
    ['{"log": ', 'it is cut short or no JSON'],
    ['[]', 'it has no list `entries` in a `log`'],
  ] as const) {
    await writeFile(file, text);
    const { code, stderr } = await runCommand(importing(file, folder.path));
    expect([code, stderr]).toEqual([1, `Cannot import ${file}: ${found}. Export it as HAR once more.\n`]);
  }
  expect((await runCommand(importing(folder.path, folder.path))).stderr).toContain('it is a folder');
  expect((await runCommand(importing(`${file}x`, folder.path))).stderr).toContain('there is no such file');
});

/** What the files of a folder hold; a file that was edited has another name when it is written anew. */
async function listed(folder: string): Promise<string[]> {
  return (await Promise.all(recordedFiles(folder).map((file) => readFile(join(folder, file), 'utf8')))).sort();
}

function importing(archive: string, folder: string, ...flags: readonly string[]): string[] {
  return ['recordings', 'import-har', archive, '--recordings', folder, ...flags];
}
