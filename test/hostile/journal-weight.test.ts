import { expect, test } from 'vitest';
import { leeloo } from '../../mocks/leeloo/provider.ts';
import { Journal } from '../../src/journal/journal.ts';
import { JournalSpace } from '../../src/journal/journal-space.ts';
import type { Exchange } from '../../src/kit/exchange.ts';
import { ShownReply } from '../../src/server/modes/shown-reply.ts';
import { heldBytes } from '../support/held-bytes.ts';

const mebibyte = 1_048_576;
const timing = { at: Date.parse('2030-01-01T00:00:00.000Z'), durationMs: 1 };
const tree = `[${'[],'.repeat(20_000)}[]]`;

/** A text that shares nothing with any other. */
function fresh(text: string, index: number): string {
  return JSON.parse(JSON.stringify(`${index} ${text}`));
}

function exchange(part: Partial<Exchange>): Exchange {
  return {
    provider: leeloo,
    operation: 'create-email-account',
    source: 'mock',
    rule: 'leeloo/created',
    rules: ['leeloo/created'],
    violations: [],
    nearest: [],
    params: {},
    body: Buffer.from('{}'),
    reply: { status: 200, headers: {}, body: '{}' },
    ...part,
    head: { method: 'POST', path: '/', query: '', headers: {}, baseUrl: 'http://127.0.0.1:4010/leeloo/', ...part.head },
  };
}

function head(part: Partial<Exchange['head']>): Pick<Exchange, 'head'> {
  return { head: { method: 'POST', path: '/', query: '', headers: {}, baseUrl: '', ...part } };
}

const shapes: readonly (readonly [shape: string, make: (index: number) => Partial<Exchange>])[] = [
  ['one long header', (index) => head({ headers: { 'x-long': fresh('x'.repeat(60_000), index) } })],
  [
    'a thousand short headers',
    (index) =>
      head({ headers: Object.fromEntries(Array.from({ length: 1_000 }, (_, at) => [`x-${index}-${at}`, `${at}`])) }),
  ],
  [
    'a header in many parts',
    (index) => head({ headers: { 'set-cookie': Array.from({ length: 1_000 }, (_, at) => fresh('x', index + at)) } }),
  ],
  ['a long path', (index) => head({ path: fresh('/x'.repeat(30_000), index) })],
  ['a long query', (index) => head({ query: fresh('x'.repeat(60_000), index) })],
  [
    'violations at long places beyond Latin-1',
    (index) => ({
      violations: Array.from({ length: 50 }, (_, at) => ({
        path: fresh('ж'.repeat(1_000), 50 * index + at),
        keyword: 'additionalProperties',
        rule: 'leeloo/email-format',
      })),
    }),
  ],
  [
    'many violations',
    (index) => ({
      violations: Array.from({ length: 1_000 }, (_, at) => ({
        path: fresh('/data', 1_000 * index + at),
        keyword: 'type',
        rule: 'leeloo/email-format',
      })),
    }),
  ],
  ['the rules of a batch', (index) => ({ rule: fresh('getresponse/ping,'.repeat(1_000), index) })],
  [
    'a reply beyond Latin-1',
    (index) => ({ reply: { status: 200, headers: {}, body: `"${fresh('ж'.repeat(60_000), index)}"` } }),
  ],
  [
    'a reply of many small values to a long request',
    (index) => ({
      body: Buffer.from(JSON.stringify(fresh('x'.repeat(70_000), index))),
      reply: { status: 200, headers: {}, body: tree },
    }),
  ],
  [
    'the headers of an upstream',
    (index) => ({
      reply: new ShownReply(200, ['X-Long', fresh('x'.repeat(60_000), index)], { bytes: Buffer.alloc(2), length: 2 }),
    }),
  ],
];

test.each(shapes)('journals hold no more than they may of exchanges with %s', (_shape, make) => {
  const space = new JournalSpace({ limit: 2 * mebibyte });
  const journals = Array.from({ length: 4 }, () => new Journal(space));
  const before = heldBytes();
  for (let index = 0; index < 100; index += 1) journals[index % 4]?.note(exchange(make(index)), timing);
  const held = heldBytes() - before;
  expect(space.bytes).toBeLessThanOrEqual(2 * mebibyte);
  expect(held).toBeLessThan(space.bytes + mebibyte / 2);
  expect(journals.every(({ size }) => size > 0)).toBe(true);
});

test('a journal that shares the headers of another, which is gone, counts them', () => {
  const space = new JournalSpace();
  const [first, second] = [new Journal(space), new Journal(space)];
  const headers = () => ({ 'x-long': 'x'.repeat(60_000) });
  first.note(exchange(head({ headers: headers() })), timing);
  second.note(exchange(head({ headers: headers() })), timing);
  first.clear();
  expect(space.bytes).toBeGreaterThan(60_000);
});

test('a journal whose session was dropped holds nothing of requests that were still under way', () => {
  const space = new JournalSpace();
  const journal = new Journal(space);
  journal.note(exchange({}), timing);
  journal.close();
  journal.note(exchange({}), timing);
  expect([journal.size, space.bytes]).toEqual([0, 0]);
});
