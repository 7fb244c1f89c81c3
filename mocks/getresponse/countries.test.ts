import { getCodes, getName } from 'country-list';
import { expect, test } from 'vitest';
import { isNameOfCountry } from './countries.ts';

const codes = getCodes();
const nameOf = (code: string) => getName(code) ?? '';
const displayed = new Intl.DisplayNames('en', { type: 'region' });

/** Three forms of a name: the standard's, with a comma in the place of brackets, and the common one. */
const forms: Readonly<Record<string, (code: string) => string>> = {
  official: nameOf,
  comma: (code) =>
    nameOf(code)
      .replace(/ \(the\)$/i, '')
      .replace(/ [([]([^()[\]]+)[)\]]$/, ', $1'),
  common: (code) => displayed.of(code) ?? '',
};
const articles: Readonly<Record<string, (name: string) => string>> = {
  'as it is': (name) => name,
  'with the article before it': (name) => `the ${name.replace(/^the /i, '')}`,
  'without articles': (name) =>
    name
      .replace(/ \(the\)/i, '')
      .replace(/([(,] ?)the /i, '$1')
      .replace(/^the /i, ''),
  'in capitals': (name) => name.toUpperCase(),
};

test.each(Object.keys(forms).flatMap((form) => Object.keys(articles).map((article) => [form, article] as const)))(
  'every country of ISO 3166-1 is known by its %s form, %s, and no other country by it',
  (form, article) => {
    expect(codes).toHaveLength(249);
    for (const code of codes) {
      const name = articles[article]?.(forms[form]?.(code) ?? '') ?? '';
      expect([name, codes.filter((other) => isNameOfCountry(name, other))]).toEqual([name, [code]]);
    }
  },
);

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
  ['BO', 'Bolivia (Plurinational State of)'],
  ['BO', 'Bolivia, Plurinational State of'],
  ['BO', 'Plurinational State of Bolivia'],
  ['BO', 'Bolivia'],
  ['LA', 'Laos'],
  ['SY', 'Syria'],
  ['MD', 'Moldova'],
  ['BN', 'Brunei'],
  ['VA', 'Vatican City'],
  ['FM', 'Micronesia'],
  ['VG', 'British Virgin Islands'],
  ['CD', 'Democratic Republic of the Congo'],
  ['CD', 'Congo, the Democratic Republic of the'],
  ['CD', 'Congo, Democratic Republic of'],
  ['CG', 'Congo'],
  ['FK', 'Falkland Islands (Malvinas)'],
  ['KN', 'St. Kitts & Nevis'],
  ['EH', 'Western Sahara'],
  ['TZ', 'United Republic of Tanzania'],
])('knows %s as %s', (code, name) => {
  expect(isNameOfCountry(name, code)).toBe(true);
});

test.each([
  ['PL', 'Polska'],
  ['PL', 'Poland '],
  ['KP', 'South Korea'],
  ['XK', 'Kosovo'],
  ['ZZ', 'undefined'],
  ['ZZ', 'Unknown Region'],
  ['CD', 'Congo'],
  ['BO', 'Bolivia, Republic of'],
  ['IM', 'Isle of the Man'],
  ['TZ', ''],
  ['TZ', 'the'],
])('does not know %s as %s', (code, name) => {
  expect(isNameOfCountry(name, code)).toBe(false);
});
