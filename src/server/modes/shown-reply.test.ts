import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { CapturedBody } from '../../../proxy/wire/exchange.ts';
import { maxShownBody } from '../../journal/journal-entry.ts';
import { ShownReply } from './shown-reply.ts';

function whole(body: string | Buffer): CapturedBody {
  const bytes = Buffer.from(body);
  return { bytes, length: bytes.length };
}

test('shows JSON, compressed or not', () => {
  expect(new ShownReply(200, [], whole('{"id":1}')).body).toBe('{"id":1}');
  const coding = ['Content-Encoding', 'gzip'];
  expect(new ShownReply(200, coding, whole(gzipSync('{"id":1}'))).body).toBe('{"id":1}');
});

test.each<[what: string, body: CapturedBody, shown: string | undefined]>([
  ['text, in which a secret could not be told from the rest', whole('Your key is 0f0e0d0c'), '[20 bytes]'],
  ['bytes that are no text', whole(Buffer.from([0xff, 0xfe])), '[2 bytes]'],
  ['a long body', whole(JSON.stringify('x'.repeat(maxShownBody))), `[${maxShownBody + 2} bytes]`],
  ['a body that was not kept', { notKept: 'too-large', length: 9_000_000 }, '[9000000 bytes]'],
  ['no body', whole(''), undefined],
])('shows of %s no more than its length', (_what, body, shown) => {
  expect(new ShownReply(200, [], body).body).toBe(shown);
});

test('joins what a repeated header says, and takes one named __proto__ for a header', () => {
  const { headers } = new ShownReply(200, ['Vary', 'Accept', '__proto__', '1', 'Vary', 'Origin'], whole(''));
  expect(Object.entries(headers)).toEqual([
    ['Vary', 'Accept, Origin'],
    ['__proto__', '1'],
  ]);
});
