import { createRequire } from 'node:module';

// The numbering plans of the world take a while to load, so they are required at the first phone.
const require = createRequire(import.meta.url);

/** Whether the whole text is a possible international number with `+` and country code, as libphonenumber judges it. */
export function isPossiblePhone(value: unknown): value is string {
  if (typeof value !== 'string' || !value.startsWith('+')) return false;
  const { parsePhoneNumberFromString } = require('libphonenumber-js/min') as typeof import('libphonenumber-js/min');
  return parsePhoneNumberFromString(value, { extract: false })?.isPossible() ?? false;
}
