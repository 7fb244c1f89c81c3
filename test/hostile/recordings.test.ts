import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { toHar } from '../../proxy/har/export-har.ts';
import { readFolder } from '../../proxy/recording-format/read-folder.ts';
import { checkRecordings } from '../../proxy/upkeep/check-recordings.ts';
import { scanRecordings } from '../../proxy/upkeep/scan-recordings.ts';
import { scrubRecordings } from '../../proxy/upkeep/scrub-recordings.ts';
import { startUnderstudy } from '../../src/index.ts';
import { send } from '../../src/provider-tests/send.ts';
import { mocks, providers } from '../support/providers.ts';
import { recordings, replayed, type Sketch } from '../support/upstream-exchange.ts';

const place = 'leeloo/create-email-account';
const token = ['Content-Type', 'application/json', 'X-Leeloo-AuthToken', 'a-token-of-mine'];

function creation(email: string): Sketch {
  return {
    provider: mocks.leeloo,
    operation: 'create-email-account',
    path: '/api/v2/accounts/email',
    request: { headers: token, body: { data: [{ email }] } },
    reply: { body: { data: { count_to_process: 1 }, status: 1 } },
  };
}

const created = creation('a@b.example');
const settings = (folder: string) => ({ folder, providers, credentials: [], secrets: [] });

/** A folder outside of the recordings, gone at the end. */
async function outside(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'understudy-outside-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A folder with one recording, and that recording's file and text. */
async function oneRecording() {
  const folder = await recordings();
  await folder.record(created);
  const [file = ''] = await folder.files();
  return Object.assign(folder, { file, content: await readFile(join(folder.folder, file), 'utf8') });
}

test('links in the folder are not read through, whatever they point to, and each is told of', async () => {
  await using folder = await oneRecording();
  const elsewhere = await outside();
  await writeFile(join(elsewhere, 'real.json'), folder.content);
  const links = {
    [`${place}/file.json`]: join(elsewhere, 'real.json'),
    [`${place}/sibling.json`]: join(folder.folder, folder.file),
    [`${place}/broken.json`]: join(elsewhere, 'nothing'),
    [`${place}/loop.json`]: 'loop.json',
    [`${place}/password.json`]: '/etc/passwd',
    'leeloo/folder': elsewhere,
    'leeloo/round': '..',
    sensorpro: elsewhere,
  };
  for (const [name, target] of Object.entries(links)) await symlink(target, join(folder.folder, name));
  const { recordings: loaded, problems } = await readFolder(folder.folder);
  expect(loaded.map(({ file }) => file)).toEqual([folder.file]);
  expect([...problems].sort()).toEqual(
    Object.keys(links)
      .map(
        (name) =>
          `Cannot load ${name}: it is a symbolic link. Put the ${name === 'sensorpro' ? 'folder' : 'file'} itself there.`,
      )
      .sort(),
  );
});

test('upkeep neither reads nor writes through a link', async () => {
  await using folder = await oneRecording();
  const elsewhere = await outside();
  const secret = '{"password": "Tr0mbone9x"}';
  await writeFile(join(elsewhere, 'mine.json'), secret);
  await symlink(join(elsewhere, 'mine.json'), join(folder.folder, place, 'mine.json'));
  await symlink(elsewhere, join(folder.folder, 'leeloo/folder'));
  expect(await scanRecordings(settings(folder.folder))).toMatchObject({ scanned: 1, findings: [] });
  expect(await scrubRecordings(settings(folder.folder))).toMatchObject({ changed: [], unchanged: 1 });
  const { findings } = await checkRecordings(settings(folder.folder));
  expect(findings.map(({ severity }) => severity)).toEqual(['error', 'error']);
  expect(await readFile(join(elsewhere, 'mine.json'), 'utf8')).toBe(secret);
});

test.each(['leeloo', place])('nothing is recorded through a link in the place of %s', async (name) => {
  await using folder = await recordings();
  const elsewhere = await outside();
  if (name === place) await mkdir(join(folder.folder, 'leeloo'));
  await symlink(elsewhere, join(folder.folder, name));
  await folder.record(created);
  expect(await readdir(elsewhere)).toEqual([]);
  expect(folder.reports).toEqual([
    expect.stringMatching(/^Cannot write into .+: it is a symbolic link\. Put a folder there\.$/),
  ]);
});

test('a link in the place of a new recording is neither replaced nor read', async () => {
  // A recorder that begins at the same time numbers the same exchange the same, so that its file has the same name.
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  await using folder = await oneRecording();
  const elsewhere = await outside();
  await writeFile(join(elsewhere, 'same.json'), folder.content);
  const { file } = folder;
  await rm(join(folder.folder, file));
  await symlink(join(elsewhere, 'same.json'), join(folder.folder, file));
  await using again = await recordings({ folder: folder.folder });
  await again.record(created);
  expect(again.reports).toEqual([expect.stringMatching(/another file has this name\. Move it elsewhere\.$/)]);
  expect(await readFile(join(elsewhere, 'same.json'), 'utf8')).toBe(folder.content);
});

test('a pipe in the folder keeps nobody waiting', async ({ skip }) => {
  skip(process.platform === 'win32', 'Windows has no pipes that are files.');
  await using folder = await oneRecording();
  for (let number = 0; number < 8; number += 1) {
    execFileSync('mkfifo', [join(folder.folder, place, `pipe-${number}.json`)]);
  }
  const { recordings: loaded, problems } = await readFolder(folder.folder);
  expect([loaded.length, problems.length]).toEqual([1, 8]);
  expect(problems[0]).toBe(
    `Cannot load ${place}/pipe-0.json: it is a pipe, a socket or a device. Put only files there.`,
  );
});

test.each(['..', '../outside', 'a/b', '/etc', '.', '', 'C:\\x', 'con\u0000', '%2e%2e', '__proto__'])(
  'no name of an operation leads out of the folder: %j',
  async (operation) => {
    const parent = await outside();
    await using folder = await recordings({ folder: join(parent, 'recordings') });
    await folder.record({ ...created, operation });
    expect(await readdir(parent, { recursive: true })).toEqual([]);
    expect(folder.reports).toHaveLength(1);
  },
);

const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;

test.each([
  ['lists in lists, 100,000 deep', (text: string) => text.replace('"count_to_process": 1', `"deep": ${deep}`)],
  [
    'objects in objects',
    (text: string) => text.replace('"json": {', `"x": ${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}, "json": {`),
  ],
  ['a path out of the folder', (text: string) => text.replaceAll('"leeloo"', '"../leeloo"')],
  ['no text', () => '\0\0\0'],
  ['half of it', (text: string) => text.slice(0, text.length / 2)],
  ['an empty file', () => ''],
  ['a header with a line break', (text: string) => text.replace('"application/json"', '"a\\r\\nSet-Cookie: b=c"')],
  [
    'a reason that a terminal obeys',
    (text: string) => text.replace('"status": 200', '"status": 200, "status_text": "\\u001b[2J"'),
  ],
  ['a header name that is none', (text: string) => text.replaceAll('"content-type"', '"content type"')],
  ['a status that switches protocols', (text: string) => text.replace('"status": 200', '"status": 101')],
  ['a status beyond all', (text: string) => text.replace('"status": 200', '"status": 1000')],
  ['a status of no number', (text: string) => text.replace('"status": 200', '"status": "200\\r\\n"')],
])('a file of %s is told of, and the others play', async (_what, change) => {
  await using folder = await oneRecording();
  await folder.record(creation('c@d.example'));
  await writeFile(join(folder.folder, folder.file), change(folder.content));
  const { recordings: loaded, problems } = await readFolder(folder.folder);
  expect([loaded.length, problems.length]).toEqual([1, 1]);
  expect(problems[0]).toMatch(new RegExp(`^Cannot load ${folder.file}: .+\\.$`));
  expect(await folder.replayer().replay(replayed(creation('c@d.example')))).toMatchObject({ status: 200 });
  expect((await checkRecordings(settings(folder.folder))).findings).toHaveLength(1);
  await scrubRecordings(settings(folder.folder));
});

test('members and headers named like parts of a prototype are played, and change nothing else', async () => {
  await using folder = await oneRecording();
  const polluted = '"__proto__": { "polluted": true }, "constructor": { "prototype": { "polluted": true } }';
  const hostile = folder.content
    .replace('"version": 1', `"version": 1, ${polluted}`)
    .replace('"count_to_process": 1', `"count_to_process": 1, ${polluted}`)
    .replace(
      /("response": \{[^[]*"headers": \[)/,
      '$1 ["__proto__", "x"], ["constructor", "y"], ["x-understudy-source", "mock"],',
    );
  await writeFile(join(folder.folder, folder.file), hostile);
  await using understudy = await startUnderstudy({ modes: { leeloo: 'replay' }, recordings: folder.folder, env: {} });
  const headers = { 'Content-Type': 'application/json', 'X-Leeloo-AuthToken': 'a-token-of-mine' };
  const reply = await send(understudy, 'POST', `/leeloo${created.path}`, { headers, body: created.request?.body });
  expect(reply.text).toContain('"__proto__":{"polluted":true}');
  expect(reply.headers['x-understudy-source']).toBe('recording');
  const [entry] = understudy.session('default').requests();
  expect(Object.entries(entry?.response.headers ?? {})).toEqual(
    expect.arrayContaining([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]),
  );
  const har = toHar((await readFolder(folder.folder)).recordings, { name: 'x', version: '1' });
  expect(JSON.stringify(har)).toContain('polluted');
  await scrubRecordings(settings(folder.folder));
  expect({}).not.toHaveProperty('polluted');
});
