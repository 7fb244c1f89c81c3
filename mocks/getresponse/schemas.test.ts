import { expect, test } from 'vitest';
import { schemas } from './schemas.ts';

/** The rules of one field that a request breaks. */
function broken(field: string, value: string): string[] {
  const violations = schemas.violations('add-account.request', { [field]: value });
  return violations.filter(({ path }) => path === `/${field}`).map(({ rule }) => rule);
}

test.each([
  ['letters that are not ASCII', 'żŻżŻżŻż1', true],
  ['a blank as the special character', 'abcd EFGH', true],
  ['a line break as the special character', 'abcd\nEFGH', true],
  ['a letter of no case in the place of a digit', 'abcdEFGª', false],
  ['7 characters, one of two code units', 'abcEF1😀', false],
  ['8 characters, one of two code units', 'abcdEF1😀', true],
  ['half a million letters', 'aA'.repeat(250_000), false],
])('judges a password of %s', (_what, password, strong) => {
  expect(broken('password', password)).toEqual(strong ? [] : ['getresponse/password-weak']);
});

test.each([
  ['a plus and a subdomain', 'john+doe@mail.example.co.uk', true],
  ['letters that are not ASCII', 'józef@przykład.рф', true],
  ['a punycode ending', 'john@example.xn--p1ai', true],
  ['a punycode ending whose last letter follows a digit', 'john@example.xn--fiqs8s', true],
  ['a punycode ending in capitals', 'john@example.XN--3E0B707E', true],
  ['a punycode ending of nothing', 'john@example.xn--', false],
  ['an address of four numbers', 'john@127.0.0.1', false],
  ['a trailing dot', 'john@example.mail.', false],
  ['a leading dot of the domain', 'john@.example.mail', false],
  ['a line break at its end', 'john@example.mail\n', false],
  ['half a million labels', `john@${'a.'.repeat(500_000)}1`, false],
  ['an ending of half a million letters and a digit', `john@example.${'a'.repeat(500_000)}1`, false],
])('judges an email with %s', (_what, email, valid) => {
  expect(broken('email', email)).toEqual(valid ? [] : ['getresponse/email-syntax']);
});
