import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** What LeadConnector takes for an email: validator.js's isEmail as it is by default, which class-validator uses. */
export function isLeadConnectorEmail(text: string): boolean {
  const { default: isEmail } = require('validator/lib/isEmail.js') as typeof import('validator/lib/isEmail.js');
  // validator.js measures a text by encodeURI, which throws at half of a surrogate pair.
  return text.isWellFormed() && isEmail(text);
}
