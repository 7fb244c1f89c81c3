import { createRequire } from 'node:module';
import { SchemaSet } from '../../src/kit/schema/schema-set.ts';
import type { LeadConnectorRule } from './generated/rules.ts';

/** LeadConnector's schemas, with its own idea of an email. */
export const schemas = new SchemaSet<LeadConnectorRule>('leadconnector', new URL('./schemas/', import.meta.url), {
  email: isLeadConnectorEmail,
});

const require = createRequire(import.meta.url);

/** What LeadConnector takes for an email: validator.js's isEmail as it is by default, which class-validator uses. */
function isLeadConnectorEmail(text: string): boolean {
  const isEmail = require('./is-email.cjs') as typeof import('validator/lib/isEmail.js').default;
  // validator.js measures a text by encodeURI, which throws at half of a surrogate pair.
  return text.isWellFormed() && isEmail(text);
}
