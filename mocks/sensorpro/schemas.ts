import { SchemaSet } from '../../src/kit/schema/schema-set.ts';
import { isSensorproEmail } from './email.ts';

/** Sensorpro's schemas, with its own idea of an email. */
export const schemas = new SchemaSet('sensorpro', new URL('./schemas/', import.meta.url), { email: isSensorproEmail });
