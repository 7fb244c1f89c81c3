import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mocks, providers } from '../../test/support/providers.ts';
import { bodyPlaces, headerPlaces, type PlantedMessage, planted } from '../../test/support/secret-places.ts';
import { recordings, replayed, type Sketch } from '../../test/support/upstream-exchange.ts';
import { readFolder } from '../recording-format/read-folder.ts';
import { checkRecordings } from '../upkeep/check-recordings.ts';
import { scanRecordings } from '../upkeep/scan-recordings.ts';
import { scrubRecordings } from '../upkeep/scrub-recordings.ts';

const places = [...headerPlaces, ...bodyPlaces];
const base: Sketch = { provider: mocks.leadconnector, path: '/things', method: 'POST' };

async function expectHidden(sketch: Sketch): Promise<void> {
  await using folder = await recordings();
  await folder.record(sketch);
  const text = await folder.text();
  expect(text).toContain('5ec2e7');
  expect(text).not.toContain(planted);
  const { recordings: stored } = await readFolder(folder.folder);
  expect(stored.map(({ recording }) => recording.check)).toEqual([{ verdict: 'proven' }]);
  expect(await folder.replayer().replay(replayed(sketch))).toHaveProperty('status', 200);
  const settings = { folder: folder.folder, providers, credentials: [], secrets: [] };
  expect((await scanRecordings(settings)).findings).toEqual([]);
  expect((await checkRecordings(settings)).findings.filter(({ severity }) => severity === 'error')).toEqual([]);
}

describe('a recording hides a secret, is proven and plays', () => {
  test.each(places)('in a reply: %s', (_where, reply) => expectHidden({ ...base, reply }));

  test.each(bodyPlaces)('in a request: %s', (_where, request) => expectHidden({ ...base, request }));

  test.each([
    ['a field with brackets', `user[password]=${planted}`],
    ['an address', `next=${encodeURIComponent(`https://x.example/?access_token=${planted}`)}`],
    ['a name of several words', `x-api-key=${planted}&sessionToken=${planted}`],
  ])('in a query: %s', (_where, query) => expectHidden({ ...base, query }));

  test('in a parameter of a path', () => expectHidden({ ...base, path: `/things;jsessionid=${planted}/1` }));
});

test('what stood in a text as a secret is hidden elsewhere in the exchange, too', async () => {
  await using folder = await recordings();
  const headers = ['Content-Type', 'application/json', 'Location', `https://x.example/?token=${planted}`];
  await folder.record({ ...base, reply: { headers, body: { note: `it is ${planted}.` } } });
  expect(await folder.text()).not.toContain(planted);
});

async function foreignFile(message: PlantedMessage) {
  const folder = await recordings();
  const { headers = [], body = '' } = message;
  const isJson = headers[1] === 'application/json';
  const head = headers.map((each, index) => (index % 2 === 0 ? `${each}: ` : `${each}\n`)).join('');
  await writeFile(join(folder.folder, 'left.txt'), isJson ? body : `${head}\n${body}`);
  return folder;
}

test.each(places)(
  'the scan finds it, and the scrub takes it out of a file of another tool: %s',
  async (_where, message) => {
    await using folder = await foreignFile(message);
    const settings = { folder: folder.folder, providers, credentials: [], secrets: [] };
    expect((await scanRecordings(settings)).findings).not.toEqual([]);
    await scrubRecordings(settings);
    expect(await folder.text()).not.toContain(planted);
    expect((await scanRecordings(settings)).findings).toEqual([]);
  },
);

test('the scan names the line of a private key and of a secret beside its name', async () => {
  await using folder = await recordings();
  const key = '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----';
  await writeFile(join(folder.folder, 'a.txt'), `one\ntwo\n${key}\n`);
  await writeFile(join(folder.folder, 'b.json'), `[\n{"name": "password",\n"value": "${planted}"}]`);
  const { findings } = await scanRecordings({ folder: folder.folder, providers, credentials: [], secrets: [] });
  expect(findings).toEqual([
    { file: 'a.txt', line: 3, kind: 'a private key' },
    { file: 'b.json', line: 3, kind: 'a named secret' },
  ]);
});
