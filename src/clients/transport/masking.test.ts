import { expect, test } from 'vitest';
import { createMasker } from './masking.ts';

const none = { values: [], members: [] };

test('masks a secret wherever it stands', () => {
  expect(createMasker({ ...none, values: ['key'] })('a key, "key", monkey')).toBe('a ***, "***", mon***');
});

test('masks a secret that is escaped for JSON or for a URL', () => {
  const secret = 'a"b/c d';
  const masked = createMasker({ ...none, values: [secret] });
  expect(masked(`${JSON.stringify({ secret })} ${encodeURIComponent(secret)}`)).toBe('{"secret":"***"} ***');
});

test('masks the longer of two secrets first', () => {
  expect(createMasker({ ...none, values: ['pass', 'password'] })('password')).toBe('***');
});

test('ignores secrets that are not there', () => {
  expect(createMasker({ ...none, values: ['', undefined] })('all of it')).toBe('all of it');
});

test.each([
  ['{"APIKey":"abc","Company":"def"}', '{"APIKey":"***","Company":"def"}'],
  ['{"apikey" : "a\\"b\\\\"}', '{"apikey" : "***"}'],
  ['{"APIKey":"ab', '{"APIKey":"***'],
  ['{"APIKey":"ab\\', '{"APIKey":"***'],
  ['{"APIKeys":"abc"}', '{"APIKeys":"abc"}'],
])('masks members of a reply: %s', (reply, shown) => {
  expect(createMasker({ ...none, members: ['APIKey'] })(reply)).toBe(shown);
});
