import { expect, test } from 'vitest';
import { leadconnector } from '../../mocks/leadconnector/provider.ts';
import { mask, secretIndex } from '../secrets/masking.ts';
import { maskedEntry } from './journal-entry.ts';

const password = 'Tr0ub4dor&3';

function entityByEntity(text: string): string {
  return [...text].map((character) => `&#${character.codePointAt(0)};`).join('');
}

function entryOf(query: string, message: readonly string[], secret = password) {
  return maskedEntry(
    '1',
    {
      provider: leadconnector,
      operation: 'search-users',
      source: 'mock',
      rule: 'leadconnector/query-invalid',
      rules: [],
      violations: message.map((path) => ({
        path,
        keyword: 'additionalProperties',
        rule: 'leadconnector/query-invalid',
      })),
      nearest: [],
      params: {},
      body: Buffer.alloc(0),
      reply: { status: 422, headers: {}, body: JSON.stringify({ statusCode: 422, message }) },
      head: { method: 'GET', path: '/users/search', query, headers: {}, baseUrl: '' },
    },
    { at: 0, durationMs: 1 },
    secretIndex([secret]),
  );
}

test('a secret whose spelling parts a query is masked piece by piece in what the reply says of the query', () => {
  const spelled = entityByEntity(password);
  const pieces = spelled.split('&').filter((piece) => piece !== '');
  const { request, response, violations } = entryOf(
    `companyId=abc&query=${spelled}&page=2`,
    pieces.map((piece) => `property ${piece} should not exist`),
  );
  const shown = JSON.stringify([request.path, response.body, violations]);
  for (const piece of pieces) expect(shown).not.toContain(piece);
  expect(shown).toContain('property *** should not exist');
  expect(request.path).toMatch(/^\/users\/search\?companyId=abc&query=\*\*\*/);
  expect(request.path).toMatch(/&page=2$/);
});

test('a piece is masked however who names it spells it, such as in a JSON pointer', () => {
  const secret = 'ab&/9b2f5f1f~13dd308';
  const piece = secret.slice(2);
  const { violations } = entryOf(
    `companyId=abc&ab${piece}`,
    [`/${piece.slice(1).replaceAll('~', '~0').replaceAll('/', '~1')}`],
    secret,
  );
  expect(JSON.stringify(violations)).not.toContain('9b2f5f1f');
});

test('what a query has beside a secret in one value is shown', () => {
  const { response } = entryOf(`query=${encodeURIComponent(password)}&page=2&bad=1`, ['property bad should not exist']);
  expect(response.body).toEqual({ statusCode: 422, message: ['property bad should not exist'] });
});

test('of a secret in more pieces than are looked for, no text is shown', () => {
  const long = Array.from({ length: 600 }, (_, index) => String.fromCodePoint(0x4e_00 + index)).join('');
  const { response } = entryOf(`query=${entityByEntity(long)}`, ['property #1; should not exist'], long);
  expect(response.body).toEqual({ [mask]: [mask] });
});
