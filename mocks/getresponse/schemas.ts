import { SchemaSet } from '../../src/kit/schema/schema-set.ts';
import { isEmail } from './email.ts';

/** GetResponse's schemas, with the mock's idea of an email. */
export const schemas = new SchemaSet('getresponse', new URL('./schemas/', import.meta.url), { email: isEmail });
