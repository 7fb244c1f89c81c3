import { expect, test } from 'vitest';
import { getresponse } from '../../mocks/getresponse/provider.ts';
import { leeloo } from '../../mocks/leeloo/provider.ts';
import { sensorpro } from '../../mocks/sensorpro/provider.ts';
import { Journal, maxEntries } from '../../src/journal/journal.ts';
import { maskedEntry, maxShownBody } from '../../src/journal/journal-entry.ts';
import { JournalSpace } from '../../src/journal/journal-space.ts';
import type { Exchange } from '../../src/kit/exchange.ts';
import { maxBodyBytes } from '../../src/kit/protocols/http.ts';

const timing = { at: Date.parse('2030-01-01T00:00:00.000Z'), durationMs: 1 };

function exchange(sent: string, received = '{}'): Exchange {
  return {
    provider: leeloo,
    operation: 'create-email-account',
    source: 'mock',
    rule: 'leeloo/created',
    rules: ['leeloo/created'],
    violations: [],
    nearest: [],
    head: {
      method: 'POST',
      path: '/api/v2/accounts/email',
      query: '',
      headers: {},
      baseUrl: 'http://127.0.0.1:4010/leeloo/',
    },
    params: {},
    body: Buffer.from(sent),
    reply: { status: 200, headers: {}, body: received },
  };
}

test('keeps the newest thousand entries, oldest first, each with its number', () => {
  const journal = new Journal(new JournalSpace());
  for (let count = 0; count < maxEntries + 5; count += 1) journal.note(exchange('{}'), timing);
  const ids = journal.entries().map(({ id }) => id);
  expect([ids.length, ids[0], ids.at(-1)]).toEqual([maxEntries, '6', String(maxEntries + 5)]);
});

test('cuts long bodies of both directions and says how long they were', () => {
  const journal = new Journal(new JournalSpace());
  const long = JSON.stringify({ name: 'x'.repeat(2 * maxShownBody) });
  journal.note(exchange(long, long), timing);
  for (const side of ['request', 'response'] as const) {
    const body = String(journal.entries()[0]?.[side].body);
    expect(body.startsWith('{"name":"xxx')).toBe(true);
    expect(body).toMatch(new RegExp(`\\[cut: ${long.length} characters in all\\]$`));
    expect(body.length).toBeLessThan(maxShownBody + 100);
  }
});

test('of a reply over a mebibyte it shows only how long it is', () => {
  const journal = new Journal(new JournalSpace());
  const ofLength = (length: number) => JSON.stringify('x'.repeat(length - 2));
  for (const length of [maxBodyBytes, maxBodyBytes + 1]) journal.note(exchange('{}', ofLength(length)), timing);
  const [read, unread] = journal.entries().map(({ response }) => String(response.body));
  expect(read).toMatch(/^"xxx.*\[cut: 1048576 characters in all\]$/);
  expect(unread).toBe('[1048577 bytes]');
});

test('all journals together stay below their limit; the largest gives up its oldest entries', () => {
  const space = new JournalSpace({ limit: 100_000 });
  const [large, small] = [new Journal(space), new Journal(space)];
  small.note(exchange('{}'), timing);
  for (let count = 0; count < 50; count += 1) large.note(exchange(JSON.stringify('x'.repeat(5_000))), timing);
  expect(space.bytes).toBeLessThanOrEqual(100_000);
  expect(small.entries()).toHaveLength(1);
  expect(large.entries().length).toBeGreaterThan(5);
  expect(large.entries().at(-1)?.id).toBe('50');
  large.clear();
  expect(space.bytes).toBe(small.bytes);
});

const base = exchange('{"name":"Robin"}', '{"status":1}');
const { head, reply } = base;

test.each<[string, Partial<Exchange>]>([
  ['provider', { provider: getresponse }],
  ['operation', { operation: undefined }],
  ['source', { source: 'fault', faults: ['latency'] }],
  ['rule', { rule: 'leeloo/taken' }],
  ['list of rules', { rules: ['leeloo/created', 'leeloo/default-name'] }],
  ['violation', { violations: [{ path: '/name', keyword: 'type', rule: 'leeloo/name' }] }],
  ['nearest address', { nearest: ['POST /accounts'] }],
  ['method', { head: { ...head, method: 'PUT' } }],
  ['path', { head: { ...head, path: '/api/v2/accounts/phone' } }],
  ['query', { head: { ...head, query: 'a=1' } }],
  ['header', { head: { ...head, headers: { accept: '*/*' } } }],
  ['value of a header', { head: { ...head, headers: { 'content-type': 'text/plain' } } }],
  ['further header', { head: { ...head, headers: { 'content-type': 'application/json', accept: '*/*' } } }],
  ['secret parameter', { provider: sensorpro, params: { token: 'email' } }],
  ['body', { body: Buffer.from('{}') }],
  ['status', { reply: { ...reply, status: 409 } }],
  ['header of the reply', { reply: { ...reply, headers: { etag: '"2"' } } }],
  ['body of the reply', { reply: { ...reply, body: undefined } }],
])('one exchange with another %s is shown as it was, and so are those before and after', (_what, part) => {
  const journal = new Journal(new JournalSpace());
  const own: Exchange = {
    ...base,
    head: { ...head, headers: { 'content-type': 'application/json' } },
    reply: { ...reply, headers: { etag: '"1"' } },
  };
  const exchanges = [own, { ...own, ...part }, { ...own }];
  for (const each of exchanges) journal.note(each, timing);
  const alone = exchanges.map((each, index) => maskedEntry(String(index + 1), each, timing));
  expect(alone[1]).not.toEqual({ ...alone[0], id: '2' });
  expect(journal.entries()).toEqual(alone);
});
