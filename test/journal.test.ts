import { expect, test } from 'vitest';
import { leeloo } from '../mocks/leeloo/provider.ts';
import type { Exchange } from '../src/engine/exchange.ts';
import { Journal, maxEntries } from '../src/engine/journal.ts';
import { JournalSpace } from '../src/engine/journal-space.ts';
import { maxShownBody } from '../src/engine/redaction.ts';

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

test('all journals together stay below their limit; the largest gives up its oldest entries', () => {
  const space = new JournalSpace(100_000);
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
