import { SchemaSet } from '../../src/kit/schema/schema-set.ts';
import type { SensorproRule } from './generated/rules.ts';

/** Sensorpro's schemas, with its own idea of an email. */
export const schemas = new SchemaSet<SensorproRule>('sensorpro', new URL('./schemas/', import.meta.url), {
  email: isSensorproEmail,
});

// No label can hold a dot, so there is one way only to match a text, however long it is.
const address = /^[^\s@]+@(?:[^\s@.]+\.)+(?:\p{L}{2,}|xn--[a-z\d-]*[a-z\d])$/iu;

/** What Sensorpro takes for an email (an assumption): a local part, one `@`, a dotted domain that ends in letters, or in punycode for them. */
export function isSensorproEmail(text: string): boolean {
  return address.test(text);
}
