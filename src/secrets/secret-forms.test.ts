import { expect, test } from 'vitest';
import { isUnmistakable, looksLikeSecret, secretsByForm } from './secret-forms.ts';

test.each([
  ...['0e9a1f77-1b2c-4d3e-8f90-123456789abc', '3c0ffee33c0ffee3', 'dGhpcyBpcyBhIHNlY3JldA', 'AbCdEfGhIjKlMnOp'],
  ...['Tr0mbone!x', 'P@ssw0rd', 'Str0ng.enough', 'xK9#mP2$vL', 'abcdef123456', 'qhxkzvbnwplmtrdsjgfcabcdef'],
  ...['eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMjMifQ.', 'https://x.example/a?sid=0e9a1f771b2c4d3e8f90'],
])('%s looks like a secret', (value) => {
  expect([looksLikeSecret(value), isUnmistakable(value)]).toEqual([true, true]);
});

test.each([
  ...['standard', 'Premium', 'premium-monthly', 'PremiumMonthlyPlan', 'internationalization', 'dark blue', 'required'],
  ...['en-US', 'Europe/Berlin', 'utf-8', 'application/json', 'true', '12345678', '1700000000', 'Tr0mb'],
  ...['2024-01-01', '2024-01-01T00:00:00Z', '20240101T000000Z', '1024x768', 'v1.2.3-beta.4', 'https://x.example/a/b'],
])('%s does not', (value) => {
  expect([looksLikeSecret(value), isUnmistakable(value)]).toEqual([false, false]);
});

test.each(['variant-2', 'plan_2024', 'summer2024', 'jane.roe@corp.example'])(
  '%s does not, but where somebody uses it as a secret it is no other word',
  (value) => {
    expect([looksLikeSecret(value), isUnmistakable(value)]).toEqual([false, true]);
  },
);

// Put together here: a search of the repository for secrets finds none.
test.each([
  ['a JSON Web Token', `eyJhbGciOiJub25lIn0.${'eyJzdWIiOiIxMjMifQ'}.`],
  ['a JSON Web Token', `eyJhbGciOiJkaXIifQ.${'.48V1_ALb6US04U3b.5eym8TW_c8SuK0lt.XFBoMYUZodetZdv'}`],
  ['a private key', `-----BEGIN ${'PRIVATE KEY'}-----\nMIIE\n-----END PRIVATE KEY-----`],
  ['a private key', `-----BEGIN PGP ${'PRIVATE KEY'} BLOCK-----\\nVersion: 1\\nxcLY-a`],
  ['a private integration token', `pit-${'0e9a1f77-1b2c-4d3e-8f90-123456789abc'}`],
  ['an API key of a well-known service', `AKIA${'IOSFODNN7EXAMPLE'}`],
  ['an API key of a well-known service', `ghp_${'a'.repeat(36)}`],
  ['an API key of a well-known service', `sk_live_${'abcdef123456'}`],
])('%s is found whole in a text', (kind, value) => {
  expect(secretsByForm(`It is "${value}", they say.`)).toEqual([{ kind, value, at: 7 }]);
});
