import { createRequire } from 'node:module';

// The list of languages is required at the first campaign that names one.
const require = createRequire(import.meta.url);

/** Whether a text is an ISO 639-1 code, in either case. */
export function isLanguageCode(text: string): boolean {
  const isoCodes = require('validator/lib/isISO6391') as typeof import('validator/lib/isISO6391.js');
  return isoCodes.default(text.toLowerCase());
}
