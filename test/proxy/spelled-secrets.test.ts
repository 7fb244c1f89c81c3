import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toHar } from '../../proxy/har/export-har.ts';
import { readFolder } from '../../proxy/recording-format/read-folder.ts';
import { checkRecordings } from '../../proxy/upkeep/check-recordings.ts';
import { scanRecordings } from '../../proxy/upkeep/scan-recordings.ts';
import { scrubRecordings } from '../../proxy/upkeep/scrub-recordings.ts';
import { startUnderstudy } from '../../src/app/understudy.ts';
import { send } from '../../src/provider-tests/send.ts';
import { validCall } from '../../src/provider-tests/valid-calls.ts';
import type { Credential } from '../../src/secrets/credential.ts';
import { encoders } from '../support/encoders.ts';
import { mocks, providers } from '../support/providers.ts';
import { recordings, type Sketch } from '../support/upstream-exchange.ts';

/** A secret, and one way to spell it that somebody will see through. */
interface Spelled {
  readonly secret: string;
  readonly spelled: string;
}

const character = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...'abcdefnrtuxABCDEF0123456789') },
  { weight: 2, arbitrary: fc.constantFrom(...'%&\\;#+/"\'<>=@!$|~ ') },
  { weight: 1, arbitrary: fc.constantFrom('\u00fc', '\u00df', '\u20ac', '\u{1f511}') },
);
const secretText = fc.string({ unit: character, minLength: 5, maxLength: 20 }).map((text) => `Zq${text}7k`);
const composition = fc.array(fc.constantFrom(...Object.values(encoders)), { maxLength: 3 });
const spelledSecrets = fc.tuple(secretText, composition).map(
  ([secret, chain]): Spelled => ({
    secret,
    spelled: chain.reduce((text, encode) => encode(text), secret),
  }),
);

/** As many as a folder takes at once, which is quicker than a folder for each. */
const several = fc.array(spelledSecrets, { minLength: 10, maxLength: 10 });

/** None of the texts has the secret as it is, as it was spelled, or as one or the other stands in a query, in JSON or in a header. */
function expectNone({ secret, spelled }: Spelled, texts: readonly string[]): void {
  const ways = [secret, spelled].flatMap((text) => [
    text,
    encoders.percent(text),
    encoders.json(text),
    encoders.latin1(text),
  ]);
  const twice = ways.map((text) => encoders.json(text));
  for (const way of new Set([...ways, ...twice]))
    expect(
      texts.filter((text) => text.includes(way)),
      way,
    ).toEqual([]);
}

function credentialOf(value: string): Credential {
  return { provider: 'leadconnector', role: 'token', published: mocks.leadconnector.credentials.token, value };
}

/** A call of Leeloo that has a secret in every place where it stays what it is. */
function sketch({ spelled }: Pick<Spelled, 'spelled'>): Sketch {
  const inHeader = Buffer.from(spelled.replace(/[^ -~\u0080-\u{10ffff}]/gu, '')).toString('latin1');
  return {
    provider: mocks.leeloo,
    operation: 'create-email-account',
    path: '/api/v2/accounts/email',
    query: `note=${encodeURIComponent(spelled)}`,
    request: {
      headers: ['Content-Type', 'application/json', 'User-Agent', inHeader],
      body: { data: [{ email: 'a@b.example', name: `<${spelled}>`, nested: JSON.stringify({ said: spelled }) }] },
    },
    status: 400,
    reply: { headers: ['Content-Type', 'text/plain'], body: `no: ${spelled}; ${JSON.stringify({ said: spelled })}` },
  };
}

test('secrets of another provider are in no recording and no export, in whatever composition of encodings they came', async () => {
  await fc.assert(
    fc.asyncProperty(several, async (all) => {
      const credentials = all.map(({ secret }) => credentialOf(secret));
      await using folder = await recordings({ credentials });
      await folder.record(...all.map(sketch));
      expect(folder.reports).toEqual([]);
      const stored = (await readFolder(folder.folder)).recordings;
      expect(stored.map(({ recording }) => recording.check.verdict)).toEqual(all.map(() => 'proven'));
      const har = toHar(stored, { name: 'api-understudy', version: '0' });
      const texts = [await folder.text(), JSON.stringify(har), ...stringsIn(har)];
      for (const each of all) expectNone(each, texts);
      const settings = { folder: folder.folder, providers, credentials, secrets: [] };
      expect((await scanRecordings(settings)).findings).toEqual([]);
      expect((await checkRecordings(settings)).findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    }),
    { numRuns: 4 },
  );
}, 60_000);

test('scan and check find secrets that are spelled in files, and the scrub takes them out', async () => {
  await fc.assert(
    fc.asyncProperty(several, async (all) => {
      await using folder = await recordings();
      await folder.record(sketch({ spelled: 'UNDISCLOSED' }));
      const [file = ''] = await folder.files();
      const path = join(folder.folder, file);
      const text = await readFile(path, 'utf8');
      for (const [index, { spelled }] of all.entries()) {
        const inFile = text.replace('<UNDISCLOSED>', () => encoders.json(encoders.json(spelled)));
        await writeFile(path.replace('.json', `${index}.json`), inFile);
      }
      const settings = { folder: folder.folder, providers, credentials: [], secrets: all.map(({ secret }) => secret) };
      const given = (await scanRecordings(settings)).findings.filter(({ kind }) => kind === 'a given secret');
      expect(new Set(given.map((finding) => finding.file)).size).toBe(all.length);
      const errors = (await checkRecordings(settings)).findings.filter(({ message }) =>
        /it holds a secret/.test(message),
      );
      expect(errors).toHaveLength(all.length);
      expect((await scrubRecordings(settings)).changed).toHaveLength(all.length);
      const scrubbed = await folder.text();
      for (const each of all) expectNone(each, [scrubbed]);
      expect((await scanRecordings(settings)).findings).toEqual([]);
    }),
    { numRuns: 4 },
  );
}, 60_000);

test('a secret of another provider is in no journal, no log and no error, in whatever composition of encodings it came', async () => {
  await fc.assert(
    fc.asyncProperty(spelledSecrets, async (each) => {
      const logged: string[] = [];
      const note = (...said: unknown[]) => logged.push(JSON.stringify(said));
      const env = { UNDERSTUDY_SENSORPRO_PASSWORD: each.secret };
      await using understudy = await startUnderstudy({
        env,
        logger: { debug: note, info: note, warn: note, error: note },
      });
      const call = validCall(mocks.leeloo, 'create-email-account');
      const { query, request } = sketch(each);
      const headers = { ...call.headers, 'x-note': request?.headers?.at(-1) ?? '' };
      const body = JSON.stringify(request?.body);
      await send(understudy, 'POST', `/leeloo${call.path}?${query}`, { headers, body });
      const refused = [
        await send(understudy, 'PUT', '/_understudy/clock', { headers, body }),
        await send(understudy, 'GET', `/_understudy/requests?${query}`, { headers }),
      ];
      const journal = await send(understudy, 'GET', '/_understudy/requests');
      const shown = stringsIn(journal.json());
      expect(shown.filter((text) => text.includes('***')).length).toBeGreaterThanOrEqual(4);
      expectNone(each, [...logged, journal.text, ...shown, ...refused.map(({ text }) => text)]);
    }),
    { numRuns: 30 },
  );
});

/** Every text in a value. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
