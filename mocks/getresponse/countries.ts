import { createRequire } from 'node:module';

/** What country-names.cjs exports. */
interface CountryNames {
  shortName(code: string): string | undefined;
  otherNames(code: string): readonly string[];
}

// The names of the world's countries are required at the first account.
const require = createRequire(import.meta.url);

/**
 * Whether a name is an English one of the country that an ISO 3166-1 alpha-2 code stands for: the standard's short name as
 * it is (`Bolivia (Plurinational State of)`), with a comma in the place of the brackets, or turned round, or a common one
 * (`Bolivia`). Each with or without the article; case, diacritics, `&` and `St.` make no difference.
 */
export function isNameOfCountry(name: string, code: string): boolean {
  const names: CountryNames = require('./country-names.cjs');
  const shortName = names.shortName(code);
  // Other lists have codes that the standard does not assign, such as XK.
  if (shortName === undefined) return false;
  const forms = known.get(code) ?? plainForms(code, shortName, names.otherNames(code));
  known.set(code, forms);
  return forms.has(plainForm(name));
}

/** By code: one entry for each country that was asked for. */
const known = new Map<string, ReadonlySet<string>>();

function plainForms(code: string, shortName: string, otherNames: readonly string[]): ReadonlySet<string> {
  const inUse = [...otherNames, ...displayNames(code)].filter((name) => !isOfAnother(name, code));
  return new Set([shortName, ...turnedRound(shortName), ...inUse].map(plainForm));
}

/** Both Congos are called so for short; by itself the word names the one whose short name it is. */
function isOfAnother(name: string, code: string): boolean {
  return name === 'Congo' && code === 'CD';
}

/** The names that Unicode's locale data have, such as `Laos`. */
function displayNames(code: string): string[] {
  return (['long', 'short'] as const).map((style) =>
    String(new Intl.DisplayNames('en', { type: 'region', style }).of(code)),
  );
}

/** `Tanzania, the United Republic of` is the United Republic of Tanzania. */
function turnedRound(name: string): string[] {
  const [country, title, ...more] = plainForm(name).split(', ');
  if (more.length > 0 || !title?.endsWith(' of')) return [];
  return [`${title} ${country}`, `${title} the ${country}`];
}

/** What names that differ in their spelling only have in common. */
function plainForm(name: string): string {
  const plain = name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('’', "'")
    .toLowerCase()
    .replaceAll('&', 'and')
    .replaceAll('[', '(')
    .replaceAll(']', ')')
    .replace(/\*$/, '')
    .replace(/^(the )?st\.? /, '$1saint ')
    .replace(' (the)', '');
  const opening = plain.endsWith(')') ? plain.lastIndexOf(' (') : -1;
  const parts = opening < 0 ? plain : `${plain.slice(0, opening)}, ${plain.slice(opening + 2, -1)}`;
  return parts
    .split(', ')
    .map((part) => part.replace(/^the /, '').replace(/ the$/, ''))
    .filter((part) => part !== 'the')
    .join(', ');
}
