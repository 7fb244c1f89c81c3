import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Har } from 'har-format';
import { expect, test } from 'vitest';
import type { ProviderName } from '../../mocks/catalogue.ts';
import { toHar } from '../../proxy/har/export-har.ts';
import { importHar } from '../../proxy/har/import-har.ts';
import { printRecording } from '../../proxy/recording-format/print-recording.ts';
import type { StoredRecording } from '../../proxy/recording-format/recording.ts';
import { validCall } from '../../src/provider-tests/valid-calls.ts';
import { errorsOfHar } from '../support/har-errors.ts';
import { mocks } from '../support/providers.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { changedInReplay, startEcho } from './echo.ts';
import { naughtyStrings, type Place, withValueAt } from './naughty-strings.ts';
import '../../src/provider-tests/to-be-none.ts';

/** Where each string stands: names, an email and a tag; none is a secret, whose value would not be on the disk. */
const placesOf = {
  leeloo: ['create-email-account', [['data', 0, 'name'], ['data', 0, 'email'], ['tags']]],
  getresponse: [
    'add-account',
    [
      ['params', 1, 'first_name'],
      ['params', 1, 'email'],
      ['params', 1, 'campaign', 'name'],
    ],
  ],
} as const satisfies Partial<Record<ProviderName, readonly [string, readonly Place[]]>>;

test.each(['leeloo', 'getresponse'] as const)(
  '%s: every string in a name, an email, a tag, a query and a header replays to the byte, and comes back through HAR 1.2',
  async (name) => {
    await using echo = await startEcho();
    const [operation, places] = placesOf[name];
    const call = validCall(mocks[name], operation);
    const played = await echo.play(
      name,
      naughtyStrings.map((text, seed) => ({
        method: 'POST',
        path: `${call.path}?q=${encodeURIComponent(text)}&${encodeURIComponent(text)}=1`,
        headers: { ...call.headers, 'user-agent': Buffer.from(text).toString('base64') },
        body: places.reduce<unknown>((body, place) => withValueAt(body, place, text), withoutPassword(call.body(seed))),
      })),
    );
    expect(changedInReplay(played)).toBeNone('What was recorded must replay to the byte: see proxy/matching/.');
    expect(echo.complaints).toEqual([]);
    const stored = await echo.stored();
    expect(stored).toHaveLength(naughtyStrings.length);
    expectRoundTrip(stored);
  },
);

test('every string in a path and as a password replays, and comes back through HAR 1.2', async () => {
  await using echo = await startEcho();
  const { headers, body } = validCall(mocks.leadconnector, 'create-user');
  const played = await echo.play(
    'leadconnector',
    naughtyStrings.map((text, seed) => ({
      method: 'PUT',
      path: `/users/${encodeURIComponent(text)}`,
      headers,
      body: withValueAt(JSON.parse(body(seed)), ['password'], text),
    })),
  );
  // The client saw its own password, which is in no file; all else is as it was.
  const hidden = /"password":"(?:[^"\\]|\\.)*"/;
  const masked = ({ text }: { text: string }) => text.replace(hidden, '');
  expect(played.map(({ replayed }) => replayed.headers['x-understudy-source'])).toEqual(played.map(() => 'recording'));
  expect(played.map(({ replayed }) => masked(replayed))).toEqual(played.map(({ recorded }) => masked(recorded)));
  expectRoundTrip(await echo.stored());
});

test('bodies that are binary, empty or compressed and headers that repeat come back through HAR 1.2', async () => {
  await using echo = await startEcho();
  const { method, path, headers } = validCall(mocks.leeloo, 'create-email-account');
  const bytes = Buffer.from([0, 255, 254, 10, 13]);
  await echo.play('leeloo', [
    { method, path, headers: { ...headers, 'content-type': 'application/octet-stream' }, body: bytes },
    { method, path, headers: { ...headers, 'content-encoding': 'gzip' }, body: gzipSync('{"a":0.00}') },
    { method, path, headers: { ...headers, 'content-encoding': 'unknown' }, body: bytes },
    { method, path, headers: { ...headers, accept: ['a/b', 'c/d'], 'accept-language': ['de', 'en'] }, body: '' },
    { method: 'GET', path: '/not%hing/{|}?a=1&a=2&a&=&%zz&|["]#', headers: {} },
  ]);
  const stored = await echo.stored();
  expect(stored).toHaveLength(5);
  expectRoundTrip(stored);
});

function withoutPassword(body: string): unknown {
  return JSON.parse(body, (name, value: unknown) => (name === 'password' ? undefined : value));
}

/** A recording whose body was not kept cannot come back. */
function expectRoundTrip(stored: readonly StoredRecording[]): void {
  const har = toHar(stored, { name: 'api-understudy', version: '0' });
  expect(errorsOfHar(har)).toBeNone('The export must be HAR 1.2: see proxy/har/export-har.ts.');
  const kept = stored.filter(({ recording: { request, response } }) =>
    [request, response].every(({ body }) => body === undefined || !('not_kept' in body)),
  );
  expect(changedByHar(har, kept)).toBeNone('What was exported must be imported as it was: see proxy/har/.');
}

/** Recordings that are not among those that an archive of them gives. */
function changedByHar({ log }: Har, kept: readonly StoredRecording[]): string[] {
  using folder = temporaryFolder();
  const { entries } = JSON.parse(JSON.stringify(log));
  const nothing = { upstreams: [], credentials: [], secrets: [], now: 0, dryRun: false };
  importHar(entries, { ...nothing, folder: folder.path, providers: Object.values(mocks) });
  return kept.flatMap(({ file, recording }) => {
    const path = join(folder.path, file);
    return existsSync(path) && readFileSync(path, 'utf8') === printRecording(recording) ? [] : [file];
  });
}
