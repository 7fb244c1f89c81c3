import { createRequire } from 'node:module';

// The names of the world's countries are required at the first account.
const require = createRequire(import.meta.url);

type CommonNames = Readonly<Record<string, string | readonly string[]>>;

/**
 * Whether a name is an English one of the country that an ISO 3166-1 alpha-2 code stands for: the standard's short name,
 * with or without its `(the)`, or another common one. Case and diacritics are ignored.
 */
export function isNameOfCountry(name: string, code: string): boolean {
  const { getName } = require('country-list') as typeof import('country-list');
  const shortName = getName(code);
  // The list of common names has codes that the standard does not assign, such as XK.
  if (shortName === undefined) return false;
  const names = [shortName, shortName.replace(/ \(the\)$/i, ''), ...commonNames(code)];
  return names.map(folded).includes(folded(name));
}

function commonNames(code: string): readonly string[] {
  const { countries }: { countries: CommonNames } = require('i18n-iso-countries/langs/en.json');
  return [countries[code] ?? []].flat();
}

function folded(name: string): string {
  return name.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();
}
