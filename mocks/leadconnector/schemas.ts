import { SchemaSet } from '../../src/kit/schema/schema-set.ts';
import { isLeadConnectorEmail } from './email.ts';

/** LeadConnector's schemas, with its own idea of an email. */
export const schemas = new SchemaSet('leadconnector', new URL('./schemas/', import.meta.url), {
  email: isLeadConnectorEmail,
});
