import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import '../../src/provider-tests/to-be-none.ts';
import { mocks, providers } from '../../test/support/providers.ts';
import { bodyPlaces, headerPlaces, type PlantedMessage, planted } from '../../test/support/secret-places.ts';
import { recordings, replayed, type Sketch } from '../../test/support/upstream-exchange.ts';
import { readFolder } from '../recording-format/read-folder.ts';
import { checkRecordings } from '../upkeep/check-recordings.ts';
import { scanRecordings } from '../upkeep/scan-recordings.ts';
import { scrubRecordings } from '../upkeep/scrub-recordings.ts';

const places = [...headerPlaces, ...bodyPlaces];
const base: Sketch = { provider: mocks.leadconnector, path: '/things', method: 'POST' };

type Case = readonly [where: string, sketch: Sketch];

/**
 * What is wrong with recordings of these, a line for each. Each has a path and a secret of its own, so that none is hidden
 * because another has told what it is.
 */
async function faultsOf(cases: readonly Case[]): Promise<string[]> {
  await using folder = await recordings();
  const own = cases.map(([where, sketch], index) => {
    const marked = JSON.stringify(sketch, (name, value) => (name === 'provider' ? undefined : value));
    const texts = JSON.parse(marked.replaceAll(planted, secretOf(index)));
    const placed: Sketch = { ...texts, provider: sketch.provider, path: `/${index}${texts.path}` };
    return { where, secret: secretOf(index), sketch: placed };
  });
  await folder.record(...own.map(({ sketch }) => sketch));
  const { recordings: stored } = await readFolder(folder.folder);
  const replayer = folder.replayer();
  const faults: string[] = [];
  for (const { where, secret, sketch } of own) {
    const [found] = stored.filter(({ recording }) =>
      recording.request.path.startsWith(`/${sketch.path.split('/')[1]}/`),
    );
    const text = JSON.stringify(found);
    if (!text?.includes('5ec2e7')) faults.push(`${where}: nothing is hidden`);
    if (text?.includes(secret)) faults.push(`${where}: the secret is there`);
    if (found?.recording.check.verdict !== 'proven') faults.push(`${where}: it is not proven`);
    const played = await replayer.replay(replayed(sketch));
    if (!('status' in played && played.status === 200)) faults.push(`${where}: it does not play`);
  }
  const settings = { folder: folder.folder, providers, credentials: [], secrets: [] };
  faults.push(...(await scanRecordings(settings)).findings.map((finding) => `scan: ${JSON.stringify(finding)}`));
  const { findings } = await checkRecordings(settings);
  const errors = findings.filter(({ severity }) => severity === 'error');
  return [...faults, ...errors.map((finding) => `check: ${JSON.stringify(finding)}`)];
}

/** As long as the one that is planted, and in no other. */
function secretOf(index: number): string {
  return planted.replace('x0C', `x${String(index).padStart(3, '0')}C`);
}

const advice = 'Teach proxy/redaction/ the place, or see why its recording is not proven:';

describe('a recording hides a secret, is proven and plays', () => {
  test('in a reply', async () => {
    expect(await faultsOf(places.map(([where, reply]) => [where, { ...base, reply }]))).toBeNone(advice);
  });

  test('in a request', async () => {
    expect(await faultsOf(bodyPlaces.map(([where, request]) => [where, { ...base, request }]))).toBeNone(advice);
  });

  test('in a query', async () => {
    const queries = [
      ['a field with brackets', `user[password]=${planted}`],
      ['an address', `next=${encodeURIComponent(`https://x.example/?access_token=${planted}`)}`],
      ['a name of several words', `x-api-key=${planted}&sessionToken=${planted}`],
    ] as const;
    expect(await faultsOf(queries.map(([where, query]) => [where, { ...base, query }]))).toBeNone(advice);
  });

  test('in a parameter of a path', async () => {
    expect(await faultsOf([['a parameter', { ...base, path: `/things;jsessionid=${planted}/1` }]])).toBeNone(advice);
  });
});

test('what stood in a text as a secret is hidden elsewhere in the exchange, too', async () => {
  await using folder = await recordings();
  const headers = ['Content-Type', 'application/json', 'Location', `https://x.example/?token=${planted}`];
  await folder.record({ ...base, reply: { headers, body: { note: `it is ${planted}.` } } });
  expect(await folder.text()).not.toContain(planted);
});

function foreignText({ headers = [], body = '' }: PlantedMessage): string {
  const isJson = headers[1] === 'application/json';
  const head = headers.map((each, index) => (index % 2 === 0 ? `${each}: ` : `${each}\n`)).join('');
  return isJson ? body : `${head}\n${body}`;
}

test('the scan finds it, and the scrub takes it out of a file of another tool, wherever it stands', async () => {
  await using folder = await recordings();
  const fileOf = (index: number) => `${index}.txt`;
  for (const [index, [, message]] of places.entries())
    await writeFile(join(folder.folder, fileOf(index)), foreignText(message).replaceAll(planted, secretOf(index)));
  const settings = { folder: folder.folder, providers, credentials: [], secrets: [] };
  const found = new Set((await scanRecordings(settings)).findings.map(({ file }) => file));
  const missed = places.filter((_place, index) => !found.has(fileOf(index))).map(([where]) => where);
  expect(missed).toBeNone('Teach proxy/upkeep/ to find the secret in a file of another tool:');
  await scrubRecordings(settings);
  const text = await folder.text();
  const left = places.filter((_place, index) => text.includes(secretOf(index))).map(([where]) => where);
  expect(left).toBeNone('Teach the scrub to take the secret out of a file of another tool:');
  expect((await scanRecordings(settings)).findings).toBeNone('Teach the scrub to take out what the scan finds:');
});

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
