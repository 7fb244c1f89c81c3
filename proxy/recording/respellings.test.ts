import { expect, test } from 'vitest';
import type { PlainRequest } from '../redaction/message.ts';
import { Respellings } from './respellings.ts';

function request(body: unknown, query = ''): PlainRequest {
  const bytes = Buffer.from(JSON.stringify(body));
  return { method: 'POST', path: '/', query, headers: [], body: { bytes, encoding: undefined } };
}

test('of requests of one shape the first two are proven by another spelling, and then one of 32', () => {
  const respellings = new Respellings();
  const due = Array.from({ length: 64 }, (_, index) =>
    respellings.isDue(request({ email: `${index}@a.example` }), 'x'),
  );
  expect(due.flatMap((isDue, index) => (isDue ? [index + 1] : []))).toEqual([1, 2, 32, 64]);
});

test.each([
  ['a value twice', { a: 'one', b: 'one' }, ''],
  ['another member', { a: 'one', c: 'two' }, ''],
  ['a number for a text', { a: 1, b: 'two' }, ''],
  ['a query', { a: 'one', b: 'two' }, 'q=1'],
])('another shape begins anew: %s', (_what, body, query) => {
  const respellings = new Respellings();
  for (let count = 0; count < 3; count += 1) respellings.isDue(request({ a: `${count}`, b: 'two' }), 'x');
  expect(respellings.isDue(request({ a: 'other', b: 'two' }), 'x')).toBe(false);
  expect(respellings.isDue(request(body, query), 'x')).toBe(true);
  expect(respellings.isDue(request({ a: 'other', b: 'two' }), 'y')).toBe(true);
});
