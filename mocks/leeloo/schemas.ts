import { SchemaSet } from '../../src/kit/schema/schema-set.ts';
import { isLeelooEmail } from './email.ts';

/** Leeloo's schemas, with its own idea of an email. */
export const schemas = new SchemaSet('leeloo', new URL('./schemas/', import.meta.url), { email: isLeelooEmail });
