import { expect, test } from 'vitest';
import { withAskedIds } from './rpc-reply.ts';

test.each([
  ['however the server spells it', '{"id":"a\\/b"}', '{"id":"a/b"}', '{"id":"c/d"}', '{"id":"c/d"}'],
  ['in escapes', '{"id":"\\u00e4"}', '{"id":"ä"}', '{"id":"ö"}', '{"id":"ö"}'],
  ['a number for a text', '{"id":7}', '{"id":7}', '{"id":"seven"}', '{"id":"seven"}'],
  ['but no other one', '{"id":8}', '{"id":7}', '{"id":9}', '{"id":8}'],
  [
    'a number that JavaScript cannot hold',
    '{"id":9007199254740993}',
    '{"id":9007199254740993}',
    '{"id":1}',
    '{"id":1}',
  ],
  [
    'of a batch in another order',
    '[{"id":2},{"id":1}]',
    '[{"id":1},{"id":2}]',
    '[{"id":"x"},{"id":"y"}]',
    '[{"id":"y"},{"id":"x"}]',
  ],
  [
    'of calls that have one id',
    '[{"id":1},{"id":1}]',
    '[{"id":1},{"id":1}]',
    '[{"id":"x"},{"id":"y"}]',
    '[{"id":"x"},{"id":"y"}]',
  ],
])('a reply gets the id that is asked with, %s', (_, reply, recorded, asked, expected) => {
  const answered = withAskedIds(
    ...([reply, recorded, asked].map((text) => Buffer.from(text)) as [Buffer, Buffer, Buffer]),
  );
  expect(answered.toString()).toBe(expected);
});
