import { expect, test } from 'vitest';
import { mocks } from '../../test/support/providers.ts';
import { recordings, replayed, type Sketch } from '../../test/support/upstream-exchange.ts';
import { asksForAnything, plainType } from './choosing-headers.ts';

const withHeader = (name: string, value: string): Sketch => ({
  provider: mocks.leeloo,
  path: '/x',
  request: {
    headers: [...(name === 'Content-Type' ? [] : ['Content-Type', 'application/json']), name, value],
    body: {},
  },
  reply: { body: {} },
});
const withBody = (body: string): Sketch => ({ ...withHeader('Accept', '*/*'), request: { body } });

test.each([
  [
    'a version in the type',
    withHeader('Content-Type', 'application/json;version=1'),
    withHeader('Content-Type', 'application/json;version=2'),
  ],
  [
    'what is preferred',
    withHeader('Accept', 'text/csv, */*;q=0.1'),
    withHeader('Accept', 'application/json, */*;q=0.1'),
  ],
  ['a preference', withHeader('Prefer', 'return=minimal'), withHeader('Prefer', 'return=representation')],
  ['a language', withHeader('Content-Language', 'de'), withHeader('Content-Language', 'en')],
  ['the first of two members of one name', withBody('{"a":1,"a":2}'), withBody('{"a":3,"a":2}')],
  ['a member that is there twice, further in', withBody('[{"b":[{"a":1,"a":2}]}]'), withBody('[{"b":[{"a":2}]}]')],
])('%s is another request, which is a miss', async (_what, recorded, other) => {
  await using folder = await recordings();
  await folder.record(recorded);
  expect(folder.reports).toEqual([]);
  expect(await folder.replayer().replay(replayed(other))).toHaveProperty('miss');
  expect(await folder.replayer().replay(replayed(recorded))).toHaveProperty('status', 200);
});

test.each([
  ['white space', withBody('{"a": 1,\n "b": {"a": 2}}'), withBody('{"b":{"a":2},"a":1}')],
  [
    'a charset that is usual',
    withHeader('Content-Type', 'Application/JSON; Charset="UTF-8"'),
    withHeader('Content-Type', 'application/json'),
  ],
  ['another word for anything', withHeader('Accept', 'application/json, text/plain, */*'), withHeader('Accept', '*/*')],
])('%s is the same request', async (_what, recorded, other) => {
  await using folder = await recordings();
  await folder.record(recorded);
  expect(await folder.replayer().replay(replayed(other))).toHaveProperty('status', 200);
});

test.each([
  ['*/*', true],
  ['application/json;charset=utf-8', true],
  ['text/html, application/json', true],
  ['text/html, */*;q=0.8', true],
  ['text/html', false],
  ['text/csv, */*;q=0.8', false],
  ['application/json;version=2', false],
  ['application/json;q=0.2, text/csv;q=0.9', false],
  ['', false],
])('Accept: %s', (value, isAnything) => {
  expect(asksForAnything('accept', value)).toBe(isAnything);
});

test('parameters of a type count in any order', () => {
  expect(plainType('Text/CSV; header=present;charset=latin1 ;boundary=x')).toBe(
    'text/csv;charset=latin1;header=present',
  );
  expect(plainType('text/csv;charset=latin1;header=present')).toBe('text/csv;charset=latin1;header=present');
});
