import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { errorsOfHar } from '../../test/support/har-errors.ts';
import { mocks, providers } from '../../test/support/providers.ts';
import { recordings, replayed, type Sketch } from '../../test/support/upstream-exchange.ts';
import { toHar } from '../har/export-har.ts';
import { readFolder } from '../recording-format/read-folder.ts';
import { checkRecordings } from './check-recordings.ts';
import { scanRecordings } from './scan-recordings.ts';
import { scrubRecordings } from './scrub-recordings.ts';

const result = { ErrorCode: 0 };
const signIn: Sketch = {
  provider: mocks.sensorpro,
  operation: 'sign-in',
  path: '/auth/sys/signin',
  query: 'a=1&a=2',
  request: { body: { Organization: 'ACME', User: 'u@acme.example', Password: 'Tr0mbone!x' } },
  reply: { body: { Token: '0e9a1f77-1b2c-4d3e-8f90-123456789abc', Result: result } },
};
const binary: Sketch = {
  provider: mocks.leeloo,
  path: '/logo',
  method: 'GET',
  reply: { headers: ['Content-Type', 'image/png'], body: Buffer.from([255, 0, 1]) },
};

test('a folder that was just recorded is clean, and what its schemas say differently is a warning', async () => {
  await using folder = await recordings();
  await folder.record(signIn, binary);
  const { checked, findings } = await checkRecordings(settings(folder));
  expect(checked).toBe(2);
  expect(findings.map(({ severity }) => severity)).toEqual(['warning']);
  expect(findings[0]?.message).toMatch(
    /^Warning for sensorpro\/sign-in\/post-200-\w+\.json: its reply disagrees with sign-in\.reply/,
  );
  expect((await scanRecordings(settings(folder))).findings).toEqual([]);
});

test('a scan tells the line of each finding, in a last one without an end too', async () => {
  await using folder = await recordings();
  const lines = [
    'token=abcdefgh12',
    '',
    'x',
    'https://me:abcdefgh12@x.example/',
    'a',
    'token=abcdefgh34 token=abcdefgh56',
  ];
  await writeFile(join(folder.folder, 'somebody-elses.txt'), lines.join('\n'));
  const { findings } = await scanRecordings(settings(folder));
  expect(findings.map(({ line }) => line)).toEqual([1, 4, 6]);
});

test('a secret that somebody wrote into a file is an error of the check and a finding of the scan, and the scrub takes it out', async () => {
  await using folder = await recordings();
  await folder.record(signIn);
  await edit(folder, (text) =>
    text
      .replace(/Redacted\.Password\.\w+/, 'Tr0mbone!x')
      .replace('"request": {', '"note": "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMjMifQ.abc", "request": {'),
  );
  expect((await checkRecordings(settings(folder))).findings[0]).toMatchObject({
    severity: 'error',
    message: expect.stringContaining('it holds a secret'),
  });
  const { findings } = await scanRecordings(settings(folder, ['Tr0mbone!x']));
  expect(findings.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['a given secret', 'a JSON Web Token']));
  const { changed } = await scrubRecordings(settings(folder));
  expect(changed).toHaveLength(1);
  expect(await folder.text()).not.toMatch(/Tr0mbone|eyJ/);
  expect((await checkRecordings(settings(folder))).findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(await folder.replayer().replay(replayed(signIn))).toHaveProperty('status', 200);
  expect((await scrubRecordings(settings(folder))).changed).toEqual([]);
});

test('an edited recording that no longer matches itself is an error', async () => {
  await using folder = await recordings();
  await folder.record(binary);
  await edit(folder, (text) => text.replace('"/wAB"', '"/wAB="'));
  expect((await checkRecordings(settings(folder))).findings).toHaveLength(1);
});

test('the scrub takes secrets out of what other tools left, cut short or whole', async () => {
  await using folder = await recordings();
  await mkdir(join(folder.folder, 'old'));
  const token = 'abcdef0123456789XYZ';
  await writeFile(
    join(folder.folder, 'old/session.har'),
    JSON.stringify({
      headers: [{ name: 'Authorization', value: `Bearer ${token}` }],
      url: `https://x/?access_token=${token}`,
    }),
  );
  await writeFile(
    join(folder.folder, 'old/cut.json'),
    `{"password": "Tr0mbone!x", "said": "${Buffer.from(`x:${token}`).toString('base64')}`,
  );
  await scrubRecordings(settings(folder, [token]));
  const text = await folder.text();
  for (const secret of [token, 'Tr0mbone', Buffer.from(token).toString('base64').slice(0, 8)])
    expect(text).not.toContain(secret);
});

test('an exported archive is valid HAR 1.2, with query, binary and absent bodies', async () => {
  await using folder = await recordings();
  await folder.record(signIn, binary, { ...binary, reply: { headers: ['Content-Encoding', 'unknown'], body: 'x' } });
  const har = toHar((await readFolder(folder.folder)).recordings, { name: 'api-understudy', version: '0' });
  expect(errorsOfHar(har)).toEqual([]);
  expect(har.log.entries.map(({ response }) => response.content)).toContainEqual({
    size: 3,
    mimeType: 'image/png',
    text: '/wAB',
    encoding: 'base64',
  });
  expect(har.log.entries.flatMap(({ request }) => request.queryString)).toContainEqual({ name: 'a', value: '2' });
});

function settings({ folder }: { readonly folder: string }, secrets: readonly string[] = []) {
  return { folder, providers, credentials: [], secrets };
}

async function edit(folder: Awaited<ReturnType<typeof recordings>>, change: (text: string) => string): Promise<void> {
  const [file = ''] = await folder.files();
  const path = join(folder.folder, file);
  await writeFile(path, change(await readFile(path, 'utf8')));
}
