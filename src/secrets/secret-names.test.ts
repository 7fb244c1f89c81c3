import { expect, test } from 'vitest';
import { secretMembers } from '../../test/support/secret-places.ts';
import { describesSecret, isSecretWord } from './secret-names.ts';

test.each([
  ...secretMembers,
  ...[
    'password',
    'PasswordCnf',
    'user[password]',
    'user.password',
    'password[]',
    'X-Leeloo-AuthToken',
    'APIKey',
    'PHPSESSID',
  ],
  ...[
    'access_tokens',
    'token',
    'Authorization',
    'security_answer',
    'encryptionKey',
    'reset_password_token',
    'issuedToken',
  ],
])('%s holds a secret', (name) => {
  expect(isSecretWord(name)).toBe(true);
});

// What says something of a secret, where a list goes on, how much there is, or only looks like such a word.
test.each([
  ...[
    'token_type',
    'passwordPolicy',
    'token_expires_in',
    'password_changed_at',
    'secretName',
    'accessKeyId',
    'cookie_policy',
  ],
  ...[
    'next_page_token',
    'nextToken',
    'pageToken',
    'syncToken',
    'idempotency_token',
    'idempotency-key',
    'continuation_token',
  ],
  ...[
    'max_tokens',
    'tokens',
    'has_password',
    'isSecret',
    'requires_token',
    'public_key',
    'primaryKey',
    'key',
    'sort_key',
  ],
  ...[
    'bypass',
    'compass',
    'passport',
    'tokenizer',
    'secretary',
    'monkey',
    'laptop',
    'author',
    'session_id',
    'preauthorization',
  ],
])('%s holds none', (name) => {
  expect(isSecretWord(name)).toBe(false);
});

test('a very long name is judged by its end', () => {
  expect([isSecretWord(`${'a.'.repeat(100_000)}password`), isSecretWord(`password${'.a'.repeat(100_000)}`)]).toEqual([
    true,
    false,
  ]);
});

test.each([
  [{ name: 'password' }, true],
  [{ key: 'apiKey' }, true],
  [{ Name: 'X-Api-Key' }, true],
  [{ name: 'town' }, false],
  [{ label: 'password' }, false],
  [{ name: ['password'] }, false],
])('beside %j a value is secret: %s', (object, isSecret) => {
  expect(describesSecret(object, undefined, isSecretWord)).toBe(isSecret);
});
