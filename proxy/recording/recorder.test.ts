import { chmod, mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { mocks } from '../../test/support/providers.ts';
import { captured, recordings, replayed, type Sketch } from '../../test/support/upstream-exchange.ts';
import { readFolder } from '../recording-format/read-folder.ts';

const created: Sketch = {
  provider: mocks.leadconnector,
  operation: 'create-user',
  path: '/users/',
  request: {
    headers: ['Content-Type', 'application/json', 'Version', '2021-07-28', 'Authorization', 'Bearer anything-at-all'],
    body: { firstName: 'A' },
  },
  status: 201,
  reply: { body: { id: 'u1', firstName: 'A' } },
};

const text = '{ "n": 0.00, "big": 9007199254740993, "b": 1, "a": [ ] }\n';
const coded: readonly [encoding: string, bytes: Buffer][] = [
  ['gzip', gzipSync(text)],
  ['br', brotliCompressSync(text)],
  ['deflate', deflateSync(text)],
  ['deflate', deflateRawSync(text)],
  ['zstd', zstdCompressSync(text)],
  ['gzip, br', brotliCompressSync(gzipSync(text))],
];

test.each(coded)('a body in %s is stored decoded and plays back to the byte', async (encoding, bytes) => {
  await using folder = await recordings();
  await folder.record({
    ...created,
    reply: { headers: ['Content-Type', 'application/json', 'Content-Encoding', encoding], body: bytes },
  });
  const reply = await folder.replayer().replay(replayed(created));
  expect('body' in reply && reply.body.toString()).toBe(text);
  expect(await folder.text()).toContain(`"encoding": "${encoding}"`);
  expect(folder.reports).toEqual([]);
});

test.each([
  ['an unknown encoding', ['Content-Encoding', 'dcb'], Buffer.from('abc')],
  ['broken gzip', ['Content-Encoding', 'gzip'], Buffer.from('abc')],
  ['a bomb of compressed zeros', ['Content-Encoding', 'gzip'], gzipSync(Buffer.alloc(20_000_000))],
])('%s is noted with its length, and never played', async (_what, headers, bytes) => {
  await using folder = await recordings();
  await folder.record({ ...created, reply: { headers, body: bytes } });
  const [stored] = (await readFolder(folder.folder)).recordings;
  expect(stored?.recording.response.body).toEqual({ not_kept: 'not-decodable', bytes: bytes.length });
  expect(stored?.recording.check.verdict).toBe('not-playable');
  expect(await folder.replayer().replay(replayed(created))).toHaveProperty('miss');
  expect(folder.reports).toHaveLength(1);
});

test.each([
  ['204', { ...created, status: 204, reply: { headers: [] } }],
  ['304', { ...created, method: 'GET', status: 304, reply: { headers: ['ETag', '"a"'] } }],
  ['the reply to HEAD', { ...created, method: 'HEAD', request: {}, status: 200, reply: {} }],
])('%s has no body and plays back without one', async (_what, sketch) => {
  await using folder = await recordings();
  await folder.record(sketch);
  expect(await folder.replayer().replay(replayed(sketch))).toMatchObject({
    status: sketch.status,
    body: Buffer.alloc(0),
  });
});

test('binary bodies and repeated headers play back as they were', async () => {
  await using folder = await recordings();
  const body = Buffer.from([0, 255, 254, 1, 2, 3, 128]);
  await folder.record({
    ...created,
    reply: { headers: ['Link', '<a>', 'link', '<b>', 'Content-Type', 'image/png'], body },
  });
  const reply = await folder.replayer().replay(replayed(created));
  expect(reply).toMatchObject({ rawHeaders: ['link', '<a>', 'link', '<b>', 'content-type', 'image/png'], body });
});

test('JSON that prints the same is readable JSON in the file, and any other stays text', async () => {
  await using folder = await recordings();
  await folder.record(created, { ...created, reply: { body: '{"total": 0.00}' } });
  const bodies = (await readFolder(folder.folder)).recordings.map(({ recording }) => recording.response.body);
  expect(bodies).toEqual([{ json: { id: 'u1', firstName: 'A' } }, { text: '{"total": 0.00}' }]);
});

test('broken exchanges are reported and not kept', async () => {
  await using folder = await recordings();
  folder.recorder.record({ ...captured(created), ending: 'upstream-failed' });
  folder.recorder.record({ ...captured(created), ending: 'client-gone' });
  await folder.recorder.flush();
  expect(await folder.files()).toEqual([]);
  expect(folder.reports).toEqual([
    'Cannot record leadconnector/create-user (status 201): the upstream broke it off.',
    'Cannot record leadconnector/create-user (status 201): the client went away before its end.',
  ]);
});

test('equal exchanges are two files, since each is played once', async () => {
  await using folder = await recordings();
  await folder.record(created, created);
  expect(await folder.files()).toHaveLength(2);
});

test('files that are cut short, foreign, newer or edited wrongly are named, and the rest loads', async () => {
  await using folder = await recordings();
  await folder.record(created);
  const [good = ''] = await folder.files();
  const inner = join(folder.folder, 'leadconnector/create-user');
  await writeFile(join(inner, 'cut.json'), '{"version": 1, "secret": "TopSecret');
  await writeFile(join(inner, 'foreign.json'), '{"name": "package"}');
  await writeFile(join(inner, 'list.json'), '[]');
  await writeFile(join(inner, 'newer.json'), '{"version": 2}');
  await writeFile(join(inner, 'edited.json'), '{"version": 1}');
  await mkdir(join(folder.folder, 'leeloo'));
  await symlink(join(folder.folder, good), join(folder.folder, 'leeloo/link.json'));
  const { recordings: loaded, problems } = await readFolder(folder.folder);
  expect(loaded.map(({ file }) => file)).toEqual([good]);
  expect(new Set(problems)).toEqual(
    new Set([
      'Cannot load leadconnector/create-user/cut.json: it is cut short or no JSON. Delete it, and record it again.',
      "Cannot load leadconnector/create-user/edited.json: it must have required property 'sequence'. Mend it, or record it again.",
      'Cannot load leadconnector/create-user/foreign.json: it is no recording. Move it elsewhere.',
      'Cannot load leadconnector/create-user/list.json: it is no recording. Move it elsewhere.',
      'Cannot load leadconnector/create-user/newer.json: its format is version 2, and this program knows 1. Update api-understudy.',
      'Cannot load leeloo/link.json: it is a symbolic link. Put the file itself there.',
    ]),
  );
});

test("a recording in another provider's folder is not loaded", async () => {
  await using folder = await recordings();
  await folder.record(created);
  await rename(join(folder.folder, 'leadconnector'), join(folder.folder, 'leeloo'));
  const { problems } = await readFolder(folder.folder, 'leeloo');
  expect(problems[0]).toMatch(/it is a recording of leadconnector\. Move it to the folder leadconnector\.$/);
});

test('a folder that is a symbolic link is written into as little as read', async () => {
  await using folder = await recordings();
  await using elsewhere = await recordings();
  await symlink(elsewhere.folder, join(folder.folder, 'leadconnector'));
  await folder.record(created);
  expect(await elsewhere.files()).toEqual([]);
  expect(folder.reports[0]).toMatch(/leadconnector: it is a symbolic link\. Put a folder there\.$/);
});

test('an operation that would lead out of the folder is refused', async () => {
  await using folder = await recordings();
  await folder.record({ ...created, operation: '../../outside' });
  expect(folder.reports[0]).toMatch(/^Cannot write a recording: the name of its provider or operation is no name/);
});

test('a folder that cannot be written is told in one line', async () => {
  await using folder = await recordings();
  await writeFile(join(folder.folder, 'leadconnector'), '');
  await folder.record(created);
  expect(folder.reports).toEqual([
    expect.stringMatching(
      /^Cannot write the recording leadconnector\/create-user\/post-201-\w+\.json: .+\. .*--recordings\.$/,
    ),
  ]);
});

test('a folder without permissions is told in one line', async ({ skip }) => {
  skip(process.getuid?.() === 0, 'The user root may write everywhere: run the tests as another user.');
  await using folder = await recordings();
  await chmod(folder.folder, 0o500);
  await folder.record(created);
  expect(folder.reports).toEqual([expect.stringContaining('this user may not write there')]);
});

test('what comes while too much waits for the disk is told of and not kept', async () => {
  await using folder = await recordings();
  const megabyte = Buffer.alloc(1_048_576, 'x');
  // Nobody knows the coding, so that no time goes into the bytes.
  const headers = ['Content-Encoding', 'x-scramble'];
  const exchange = captured({ ...created, reply: { headers, body: megabyte } });
  for (let count = 0; count < 140; count += 1) folder.recorder.record(exchange);
  const refused = folder.reports.filter((line) => line.includes('too many recordings wait for the disk'));
  expect(refused.length).toBeGreaterThan(5);
  expect(refused.length).toBeLessThan(20);
  await folder.recorder.flush();
  await folder.record(created);
  expect((await readFolder(folder.folder)).recordings.map(({ recording }) => recording.check.verdict)).toContain(
    'proven',
  );
});

test('many small exchanges that wait for the disk are too much, too', async () => {
  let refused = 0;
  await using folder = await recordings({ report: (line) => (refused += Number(line.includes('wait for the disk'))) });
  // No file is made of it.
  const exchange = captured({ ...created, operation: '../../outside' });
  for (let count = 0; count < 40_000; count += 1) folder.recorder.record(exchange);
  expect(refused).toBeGreaterThan(5_000);
  expect(refused).toBeLessThan(15_000);
});

test.each([
  ['few small ones', 30, 10, 1],
  ['many small ones', 90, 10, 3],
  ['large ones', 3, 70_000, 3],
])('exchanges are redacted in turns of the event loop: %s', async (_what, count, bytes, turns) => {
  let turn = 0;
  let counting = true;
  const nextTurn = () => {
    turn += 1;
    if (counting) setImmediate(nextTurn);
  };
  nextTurn();
  const reportedIn = new Set<number>();
  // Each is reported as soon as it is looked at.
  await using folder = await recordings({ report: () => reportedIn.add(turn) });
  const refused: Sketch = { ...created, operation: '../../outside', reply: { body: { text: 'x'.repeat(bytes) } } };
  await folder.record(...Array.from({ length: count }, () => refused));
  counting = false;
  expect(reportedIn.size).toBe(turns);
});
