import { getCodes, getName } from 'country-list';
import { expect, test } from 'vitest';
import { isNameOfCountry } from './countries.ts';

test('takes the short name of every country of ISO 3166-1, also in capitals', () => {
  const codes = getCodes();
  expect(codes).toHaveLength(249);
  const refused = codes.filter((code) => !isNameOfCountry((getName(code) ?? '').toUpperCase(), code));
  expect(refused).toEqual([]);
});

test.each([
  ['GB', 'United Kingdom of Great Britain and Northern Ireland'],
  ['GB', 'United Kingdom'],
  ['BS', 'Bahamas'],
  ['CV', 'Cabo Verde'],
  ['CV', 'Cape Verde'],
  ['KR', 'Korea (the Republic of)'],
  ['KR', 'South Korea'],
  ['TR', 'Türkiye'],
  ['TR', 'Turkiye'],
  ['TR', 'Turkey'],
  ['CI', 'Côte d’Ivoire'],
  ['CI', 'Ivory Coast'],
])('knows %s as %s', (code, name) => {
  expect(isNameOfCountry(name, code)).toBe(true);
});

test.each([
  ['PL', 'Polska'],
  ['PL', 'Poland '],
  ['KP', 'South Korea'],
  ['XK', 'Kosovo'],
  ['ZZ', 'undefined'],
])('does not know %s as %s', (code, name) => {
  expect(isNameOfCountry(name, code)).toBe(false);
});
