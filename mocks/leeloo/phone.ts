import { createRequire } from 'node:module';
import { ForgettingMap } from '../../src/kit/forgetting-map.ts';

// The numbering plans of the world take a while to load, so they are required at the first phone.
const require = createRequire(import.meta.url);

type Parse = typeof import('libphonenumber-js/min').parsePhoneNumberFromString;
let parse: Parse | undefined;

// A number that was judged before is possible for ever, and tests send few: parsing one again costs a tenth of a create.
const maxJudged = 1_000;
/** No number of the world has so many characters. */
const longestJudged = 32;
const judged = new ForgettingMap<boolean>(maxJudged, longestJudged);

/** Whether the whole text is a possible international number with `+` and country code, as libphonenumber judges it. */
export function isPossiblePhone(value: unknown): value is string {
  if (typeof value !== 'string' || !value.startsWith('+')) return false;
  const known = judged.get(value);
  if (known !== undefined) return known;
  const isPossible = judge(value);
  judged.set(value, isPossible);
  return isPossible;
}

function judge(value: string): boolean {
  // Kept, since even a module that is loaded already takes require a while to find.
  parse ??= require('./phone-parser.cjs') as Parse;
  return parse(value, { extract: false })?.isPossible() ?? false;
}
