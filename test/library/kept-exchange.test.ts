import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { leeloo } from '../../mocks/leeloo/provider.ts';
import { sensorpro } from '../../mocks/sensorpro/provider.ts';
import { maskedEntry } from '../../src/journal/journal-entry.ts';
import { KeptExchange, LatestExchange } from '../../src/journal/kept-exchange.ts';
import type { Exchange } from '../../src/kit/exchange.ts';
import { SpellingIndex } from '../../src/secrets/spellings.ts';

const violation = { rule: 'leeloo/email-required', path: '/data/0/email', keyword: 'required' };

/** Few values of each member. */
const values = {
  provider: [leeloo, sensorpro],
  operation: ['create-email-account', undefined],
  source: ['mock', 'fault'],
  rule: ['leeloo/created', 'leeloo/duplicate-ignored', undefined],
  rules: [[], ['leeloo/created'], ['leeloo/created', 'leeloo/name-default']],
  violations: [[], [violation], [{ ...violation, path: '/data/1/email' }]],
  nearest: [[], ['POST /api/v2/accounts/email']],
  faults: [undefined, ['latency'], ['status']],
  secrets: [undefined, ['hidden-secret']],
  params: [{}, { token: 'one' }, { id: 'one' }],
  method: ['POST', 'GET'],
  path: ['/a', '/b'],
  query: ['', 'a=b'],
  headers: [{}, { accept: 'a' }, { accept: 'b' }, { accept: 'a', host: 'a' }, { host: 'a' }],
  sent: ['{"a":1}', 'no json', '"hidden-secret"'],
  status: [200, 400, 204],
  replied: [{}, { 'Content-Type': 'application/json' }, { 'Content-Type': 'text/plain' }],
  received: [undefined, '{"b":1}', '{"b":2}'],
  heldBytes: [undefined, 7],
} as const;

type Members = { readonly [Name in keyof typeof values]: (typeof values)[Name][number] };

const change: fc.Arbitrary<Partial<Members>> = fc
  .constantFrom(...Object.entries(values))
  .chain(([name, all]) => fc.constantFrom<unknown>(...all).map((value) => ({ [name]: value })));

const first: Members = {
  provider: leeloo,
  operation: 'create-email-account',
  source: 'mock',
  rule: 'leeloo/created',
  rules: values.rules[1],
  violations: values.violations[0],
  nearest: values.nearest[0],
  faults: undefined,
  secrets: undefined,
  params: values.params[0],
  method: 'POST',
  path: '/a',
  query: '',
  headers: values.headers[1],
  sent: '{"a":1}',
  status: 200,
  replied: values.replied[1],
  received: '{"b":1}',
  heldBytes: undefined,
};

/** Exchanges of which each differs from the one before in a member, or in none. */
const exchanges = fc.array(change, { minLength: 1, maxLength: 50 }).map((changes) => {
  let latest = first;
  return [first, ...changes.map((each) => (latest = { ...latest, ...each }))].map(exchangeOf);
});

function exchangeOf(members: Members): Exchange {
  const { method, path, query, headers, sent, status, replied, received, heldBytes, faults, secrets, ...rest } =
    members;
  return {
    ...rest,
    ...(faults && { faults }),
    ...(secrets && { secrets }),
    head: { method, path, query, headers: { ...headers }, baseUrl: 'http://127.0.0.1/' },
    body: Buffer.from(sent),
    reply: { status, headers: { ...replied }, body: received, ...(heldBytes !== undefined && { heldBytes }) },
  };
}

const timing = (index: number) => ({ at: 1_900_000_000_000 + index, durationMs: index / 8 });

const nothingKnown = new SpellingIndex();

test('shows each exchange as it was, whatever it shares with those before it', async () => {
  await fc.assert(
    fc.property(exchanges, (all) => {
      const latest = new LatestExchange();
      const kept = all.map((exchange, index) => new KeptExchange(index, exchange, timing(index), latest));
      const shown = kept.map((each) => each.show(nothingKnown));
      expect(shown).toEqual(all.map((exchange, index) => maskedEntry(String(index), exchange, timing(index))));
    }),
  );
});

test('shares what an exchange says again, and takes up what is new', () => {
  const made = (accept: string): Exchange => ({
    provider: leeloo,
    operation: 'create-email-account',
    source: 'mock',
    rule: accept,
    rules: [accept],
    violations: [],
    nearest: [],
    params: { id: accept },
    head: { method: 'POST', path: '/', query: '', headers: { accept }, baseUrl: '' },
    body: Buffer.alloc(0),
    reply: { status: 200, headers: { Accept: accept }, body: '{}' },
  });
  const latest = new LatestExchange();
  const partsOf = (exchange: Exchange) => [
    latest.outcomeOf(exchange),
    latest.paramsOf(exchange),
    latest.headersOf(exchange.head),
    latest.replyOf(exchange.reply),
  ];
  const [first, again, other] = [partsOf(made('one')), partsOf(made('one')), partsOf(made('two'))];
  for (const [index, part] of first.entries()) {
    expect(again[index]).toBe(part);
    expect(other[index]).not.toBe(part);
  }
});
