import { SchemaSet } from '../../src/kit/schema/schema-set.ts';
import type { GetResponseRule } from './generated/rules.ts';

/** GetResponse's schemas, with the mock's idea of an email. */
export const schemas = new SchemaSet<GetResponseRule>('getresponse', new URL('./schemas/', import.meta.url), {
  email: isEmail,
});

// Each label ends at a dot, so that a long text is read once; the last one ends in two letters, or is one in punycode.
const form = /^[^\s@]+@(?:[^\s@.]+\.)+(?:[^\s@.]*\p{L}{2}|xn--[a-z\d-]*[a-z\d])$/iu;

/**
 * What the mock takes for an email: a local part, one `@` and a dotted domain that ends in two or more letters or in a
 * label in punycode, without white space. An assumption: the document only asks for a valid address
 * (getresponse-add-account, conditions).
 */
function isEmail(text: string): boolean {
  return form.test(text);
}
