import { createRequire } from 'node:module';

// The numbering plans of the world take a while to load, so they are required at the first phone.
const require = createRequire(import.meta.url);

let parser: typeof import('libphonenumber-js/min') | undefined;

/** Whether the whole text is a possible international number with `+` and country code, as libphonenumber judges it. */
export function isPossiblePhone(value: unknown): value is string {
  if (typeof value !== 'string' || !value.startsWith('+')) return false;
  // Kept, since even a module that is loaded already takes require a while to find.
  parser ??= require('libphonenumber-js/min') as typeof import('libphonenumber-js/min');
  return parser.parsePhoneNumberFromString(value, { extract: false })?.isPossible() ?? false;
}
