import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isNameOfCountry } from './countries.ts';

/** The short name of each country of ISO 3166-1, the same with a comma, and what it is commonly called. */
type Row = readonly [code: string, official: string, inverted: string, common: string];

const rows: readonly Row[] = JSON.parse(readFileSync(new URL('./countries.test.json', import.meta.url), 'utf8'));
const codes = rows.map(([code]) => code);

/** A form with the article in each place where it can stand, and without one. */
function withArticles(form: string): readonly string[] {
  const bare = form
    .replace(' (the)', '')
    .replace(/, the$/, '')
    .replace('(the ', '(')
    .replace(', the ', ', ');
  const inside = /^(.*?)(, | \()(.*\bof(?: the)?\)?)$/.exec(bare);
  const places = inside ? [`${inside[1]}${inside[2]}the ${inside[3]}`] : [];
  return [form, bare, `the ${bare}`, `${bare} (the)`, ...places];
}

const cases: readonly (readonly [string, 1 | 2 | 3])[] = [
  ['its official form', 1],
  ['its form with a comma', 2],
  ['its common form', 3],
];

test('has all 249 countries of ISO 3166-1', () => {
  expect(new Set(codes).size).toBe(249);
});

test.each(cases)('takes every country by %s, with and without the article, in any case', (_what, column) => {
  const spellings = (row: Row) =>
    withArticles(row[column]).flatMap((form) => [form, form.toUpperCase(), form.toLowerCase()]);
  const refused = rows.flatMap((row) => spellings(row).filter((name) => !isNameOfCountry(name, row[0])));
  expect(refused).toEqual([]);
});

test.each(cases)('takes no country by %s for another one', (_what, column) => {
  const taken = rows.flatMap((row) =>
    withArticles(row[column]).flatMap((name) =>
      codes.filter((code) => code !== row[0] && isNameOfCountry(name, code)).map((code) => [name, code]),
    ),
  );
  expect(taken).toEqual([]);
});

test.each([
  ['GB', 'United Kingdom of Great Britain and Northern Ireland'],
  ['GB', 'United Kingdom'],
  ['BS', 'Bahamas'],
  ['BO', 'Bolivia, Plurinational State of'],
  ['BO', 'the Plurinational State of Bolivia'],
  ['CD', 'Congo, Democratic Republic of the'],
  ['CG', 'Republic of the Congo'],
  ['CV', 'Cabo Verde'],
  ['CV', 'Cape Verde'],
  ['FK', 'Falkland Islands'],
  ['KR', 'Korea (the Republic of)'],
  ['KR', 'Korea, Republic of'],
  ['KR', 'South Korea'],
  ['NL', 'Kingdom of the Netherlands'],
  ['TR', 'Türkiye'],
  ['TR', 'Turkiye'],
  ['TR', 'Turkey'],
  ['CI', 'Côte d’Ivoire'],
  ['CI', 'Ivory Coast'],
  ['VI', 'Virgin Islands, U.S.'],
  ['US', 'USA'],
  ['LA', 'Laos'],
  ['SY', 'Syria'],
  ['BN', 'Brunei'],
  ['VA', 'Vatican City'],
  ['VG', 'British Virgin Islands'],
  ['KN', 'St. Kitts & Nevis'],
  ['TZ', 'United Republic of Tanzania'],
  ['CD', 'Congo, Democratic Republic of'],
])('knows %s as %s', (code, name) => {
  expect(isNameOfCountry(name, code)).toBe(true);
});

test.each([
  ['PL', 'Polska'],
  ['PL', 'Poland '],
  ['KP', 'South Korea'],
  ['KP', 'Korea'],
  ['KR', 'Korea'],
  ['CD', 'Congo'],
  ['VG', 'Virgin Islands'],
  ['XK', 'Kosovo'],
  ['ZZ', 'undefined'],
  ['ZZ', 'Unknown Region'],
  ['IM', 'Isle of the Man'],
  ['BO', 'Bolivia, Republic of'],
  ['PL', 'the'],
  ['PL', ''],
  ['PL', `${'('.repeat(500_000)}Poland`],
])('does not know %s as %.20s', (code, name) => {
  expect(isNameOfCountry(name, code)).toBe(false);
});
