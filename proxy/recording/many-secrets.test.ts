import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { maskedEntry } from '../../src/journal/journal-entry.ts';
import { maxSecrets } from '../../src/secrets/masking.ts';
import { mocks } from '../../test/support/providers.ts';
import { captured, recordings, replayed, type Sketch } from '../../test/support/upstream-exchange.ts';
import { whatFails } from '../matching/prove.ts';
import { plainExchange } from '../recording-format/to-recording.ts';
import { Redaction } from '../redaction/redaction.ts';
import { checkRecordings } from '../upkeep/check-recordings.ts';
import { scrubRecordings } from '../upkeep/scrub-recordings.ts';
import { exchangeFile } from './exchange-file.ts';

const provider = mocks.leeloo;
const secret = (index: number) => `c0rr3ct${index}Zq9x-horse`;

/** An exchange with so many different secrets in its request or in its reply. */
function withSecrets(count: number, way: 'request' | 'reply', from = 0): Sketch {
  const body = Array.from({ length: count }, (_, index) => ({ token: secret(from + index) }));
  return { provider, operation: 'create-email-account', path: '/api/v2/accounts/email', [way]: { body } };
}

test.each(['request', 'reply'] as const)('as many secrets as are looked for are replaced in a %s', async (way) => {
  await using folder = await recordings();
  await folder.record(withSecrets(maxSecrets, way));
  expect(folder.reports).toEqual([]);
  const text = await folder.text();
  expect(text).not.toContain('-horse');
  expect(text).toContain('"proven"');
});

test.each(['request', 'reply'] as const)('a %s of more secrets is not recorded, which is told', async (way) => {
  await using folder = await recordings();
  await folder.record(withSecrets(maxSecrets + 1, way));
  expect(folder.reports).toEqual([
    'Cannot record leeloo/create-email-account (status 200): it holds over 5000 different secrets.',
  ]);
  expect(await folder.files()).toEqual([]);
});

test('short secrets, which are looked for at their places only, are not counted', async () => {
  await using folder = await recordings();
  const body = Array.from({ length: 2 * maxSecrets }, (_, index) => ({ password: `a${index % 9_999}` }));
  await folder.record({ ...withSecrets(0, 'request'), request: { body } });
  expect(folder.reports).toEqual([]);
  expect(await folder.text()).not.toMatch(/"password": "a\d/);
});

test('replies that issue more tokens than are remembered have none in clear', () => {
  const redaction = new Redaction({ provider, credentials: [] });
  for (let round = 0; round < 3; round += 1) {
    const exchange = plainExchange(captured(withSecrets(maxSecrets, 'reply', round * maxSecrets)));
    const { text, problem } = exchangeFile(
      exchange,
      redaction,
      { sequence: round, pseudonymised: false },
      { prove: whatFails },
    );
    expect([problem, text.includes('-horse')]).toEqual([undefined, false]);
  }
});

test('a request of more secrets is a miss that says so', async () => {
  await using folder = await recordings();
  await folder.record(withSecrets(1, 'request'));
  expect(await folder.replayer().replay(replayed(withSecrets(maxSecrets + 1, 'request')))).toEqual({
    miss: 'Cannot replay this POST request to leeloo: it holds over 5000 different secrets. Send fewer in one request.',
  });
});

test('check and scrub tell of files with more secrets, and go on', async () => {
  await using folder = await recordings();
  await folder.record(withSecrets(1, 'request'));
  const [file = ''] = await folder.files();
  const text = await folder.text();
  const { request } = captured(withSecrets(maxSecrets + 1, 'request'));
  const edited = { ...JSON.parse(text), request: { ...JSON.parse(text).request, body: bodyOf(request.body) } };
  await writeFile(join(folder.folder, file.replace('.json', '-edited.json')), JSON.stringify(edited));
  await mkdir(join(folder.folder, 'notes'));
  await writeFile(join(folder.folder, 'notes/a.txt'), JSON.stringify(edited.request.body.json));
  const settings = { folder: folder.folder, providers: [provider], credentials: [], secrets: [] };
  const found = (await checkRecordings(settings)).findings.map(({ message }) => message);
  expect(found).toContainEqual(
    expect.stringMatching(/-edited\.json: it holds over 5000 different secrets\. Delete it\.$/),
  );
  const { unchanged, problems } = await scrubRecordings(settings);
  expect(unchanged).toBe(1);
  expect(problems).toEqual([
    expect.stringMatching(/^Cannot scrub leeloo\/.+-edited\.json: it holds over 5000 different secrets\. Delete it\.$/),
    'Cannot scrub notes/a.txt: it holds over 5000 different secrets. Delete it.',
  ]);
});

function bodyOf(body: ReturnType<typeof captured>['request']['body']) {
  return { json: JSON.parse('bytes' in body ? body.bytes.toString() : '') };
}

test('the journal shows no text of an exchange with more secrets', () => {
  const shown = (count: number) => {
    const { request } = captured(withSecrets(count, 'request'));
    const body = 'bytes' in request.body ? request.body.bytes : Buffer.alloc(0);
    const exchange = {
      provider,
      operation: 'create-email-account',
      source: 'mock',
      rule: undefined,
      rules: [],
    } as const;
    const reply = { status: 200, headers: { 'X-Note': 'a note' }, body: '"a text"' };
    const rest = { violations: [], nearest: [], params: {}, head: request.head, body, reply };
    return maskedEntry('1', { ...exchange, ...rest }, { at: 0, durationMs: 1 }).response;
  };
  expect(shown(maxSecrets)).toEqual({ status: 200, headers: { 'X-Note': 'a note' }, body: 'a text' });
  expect(shown(maxSecrets + 1)).toEqual({ status: 200, headers: { 'X-Note': '***' }, body: '***' });
});

test('four times as many secrets are four times as many steps', () => {
  const steps = (count: number) => {
    const slices = vi.spyOn(String.prototype, 'slice');
    const replacements = vi.spyOn(String.prototype, 'replaceAll');
    try {
      const body = Array.from({ length: count }, (_, index) => `password=short${index};`).join('');
      const exchange = plainExchange(captured({ ...withSecrets(0, 'request'), request: { headers: [], body } }));
      exchangeFile(
        exchange,
        new Redaction({ provider, credentials: [] }),
        { sequence: 1, pseudonymised: false },
        { prove: whatFails },
      );
      return slices.mock.calls.length + replacements.mock.calls.length;
    } finally {
      slices.mockRestore();
      replacements.mockRestore();
    }
  };
  expect(steps(400) / steps(100)).toBeLessThan(5);
});
