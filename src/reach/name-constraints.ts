import forge from 'node-forge';

const { asn1 } = forge;
const { Class, Type } = asn1;

/** Tags of a GeneralName (RFC 5280, 4.2.1.6). */
const dnsName = 2;
const ipAddress = 7;

/** Address and mask of all zeros: every address of IPv4, and of IPv6. */
const allAddresses = ['\0'.repeat(8), '\0'.repeat(32)];

/**
 * The extension that lets an authority vouch for these names alone, and for no address (RFC 5280, 4.2.1.10). The package reads
 * and writes extensions that it does not know, as this one, as they are.
 */
export function nameConstraints(hosts: readonly string[]) {
  const value = asn1.create(Class.UNIVERSAL, Type.SEQUENCE, true, [
    subtrees(0, dnsName, hosts),
    subtrees(1, ipAddress, allAddresses),
  ]);
  return { id: '2.5.29.30', critical: true, value };
}

function subtrees(tag: number, kind: number, names: readonly string[]): forge.asn1.Asn1 {
  const list = names.map((name) =>
    asn1.create(Class.UNIVERSAL, Type.SEQUENCE, true, [asn1.create(Class.CONTEXT_SPECIFIC, kind, false, name)]),
  );
  return asn1.create(Class.CONTEXT_SPECIFIC, tag, true, list);
}
