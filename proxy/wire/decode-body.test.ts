import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { decode, decodeBody } from './decode-body.ts';

const plain = Buffer.from('{"status":1}');

/** The text with so many content codings, and the header that names them. */
function coded(times: number): [bytes: Buffer, contentEncoding: string] {
  let bytes: Buffer = plain;
  for (let time = 0; time < times; time += 1) bytes = gzipSync(bytes);
  return [bytes, Array.from({ length: times }, () => 'gzip').join(', ')];
}

test('eight content codings are taken away, a ninth is not', () => {
  expect(decodeBody(...coded(8), 1_000)).toEqual(plain);
  expect(decode(...coded(9), 1_000)).toBe('unreadable');
});

test('of 9,000 codings none is taken away', () => {
  const many = Array.from({ length: 9_000 }, () => 'identity').join(',');
  expect(decode(plain, many, 1_000)).toBe('unreadable');
});

test('empty names in the list are no codings', () => {
  expect(decodeBody(plain, `${','.repeat(9_000)} identity ,`, 1_000)).toEqual(plain);
});
