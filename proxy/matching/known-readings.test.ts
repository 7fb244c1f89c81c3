import { expect, test } from 'vitest';
import type { PlainRequest } from '../redaction/message.ts';
import { KnownReadings } from './known-readings.ts';

const request: PlainRequest = {
  method: 'POST',
  path: '/users/',
  query: 'a=1',
  headers: [['authorization', 'Bearer one']],
  body: { bytes: Buffer.from('{"name":"Robin"}'), encoding: undefined },
};

/** Counts how often requests are read, and gives each reading a name of its own. */
function counted() {
  const readings = new KnownReadings<{ name: string }>();
  let reads = 0;
  const nameOf = (asked: PlainRequest, operation: string | undefined = 'create-user') =>
    readings.of(asked, operation, () => ({ name: String(++reads) })).name;
  return { nameOf, reads: () => reads };
}

test('a request is read once', () => {
  const { nameOf, reads } = counted();
  expect([nameOf(request), nameOf({ ...request }), reads()]).toEqual(['1', '1', 1]);
});

test.each<[string, Partial<PlainRequest>]>([
  ['method', { method: 'PUT' }],
  ['path', { path: '/users/1' }],
  ['query', { query: 'a=2' }],
  ['header', { headers: [['authorization', 'Bearer two']] }],
  ['body', { body: { bytes: Buffer.from('{"name":"Robyn"}'), encoding: undefined } }],
])('another %s is read anew', (_what, part) => {
  const { nameOf } = counted();
  expect([nameOf(request), nameOf({ ...request, ...part }), nameOf(request)]).toEqual(['1', '2', '1']);
});

test('another operation is read anew', () => {
  const { nameOf } = counted();
  expect([nameOf(request), nameOf(request, 'update-user')]).toEqual(['1', '2']);
});

test('a request whose body was not kept is always read', () => {
  const { nameOf } = counted();
  const cut: PlainRequest = { ...request, body: { gap: 'too-large', length: 9, encoding: undefined } };
  expect([nameOf(cut), nameOf(cut)]).toEqual(['1', '2']);
});

test('what was asked for lately is known, what was long ago is read anew', () => {
  const { nameOf, reads } = counted();
  for (let count = 0; count < 40_000; count += 1) nameOf({ ...request, path: `/users/${count}` });
  expect(reads()).toBe(40_000);
  nameOf({ ...request, path: '/users/39999' });
  expect(reads()).toBe(40_000);
  nameOf({ ...request, path: '/users/0' });
  expect(reads()).toBe(40_001);
});
