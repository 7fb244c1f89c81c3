import { SchemaSet } from '../../src/kit/schema/schema-set.ts';
import type { LeelooRule } from './generated/rules.ts';

/** Leeloo's schemas, with its own idea of an email. */
export const schemas = new SchemaSet<LeelooRule>('leeloo', new URL('./schemas/', import.meta.url), {
  email: isLeelooEmail,
});

/** The characters that end an atom before the `@`, as LIVR's email rule has them. */
const notInAtom = /[\s<>()[\]\\.,;:@"]/;
/** What `.` does not stand for in a regular expression. */
const lineEnd = /[\n\r\u2028\u2029]/;
const label = /^[a-z0-9-]+$/i;
const topLevelDomain = /^[a-z]{2,}$/i;
const bracketedIpv4 = /^\[\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\]$/;

/**
 * What Leeloo takes for an email: LIVR's rule, which its framework uses. Exactly one `@` and no `_` after it; before it
 * atoms between dots or a quoted string; after it labels and a top-level domain, or an IPv4 address in brackets.
 */
function isLeelooEmail(text: string): boolean {
  const [local = '', domain, more] = text.split('@');
  if (domain === undefined || more !== undefined) return false;
  return isLocalPart(local) && (isDomain(domain) || bracketedIpv4.test(domain));
}

function isLocalPart(local: string): boolean {
  const isQuoted = local.length > 2 && local.startsWith('"') && local.endsWith('"') && !lineEnd.test(local);
  return isQuoted || local.split('.').every((atom) => atom !== '' && !notInAtom.test(atom));
}

function isDomain(domain: string): boolean {
  const labels = domain.split('.');
  const last = labels.pop() ?? '';
  return labels.length > 0 && topLevelDomain.test(last) && labels.every((part) => label.test(part));
}
