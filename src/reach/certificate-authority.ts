import { generateKeyPair, randomBytes } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import { promisify } from 'node:util';
import forge from 'node-forge';
import { nameConstraints } from './name-constraints.ts';

const { pki } = forge;
const dayMs = 86_400_000;
const validDays = 30;

/** A key in memory, as PEM, and as the package signs and writes with it. */
interface Key {
  readonly pem: string;
  readonly private: forge.pki.rsa.PrivateKey;
  readonly public: forge.pki.rsa.PublicKey;
}

/**
 * Vouches for the providers' hosts towards clients that were told to trust it, and for nothing else: whoever got hold of its
 * key, which never leaves memory, could still pass for no other host.
 */
export class CertificateAuthority {
  /** Its certificate, as PEM. */
  readonly certificate: string;
  readonly #hosts: readonly string[];
  readonly #issuer: forge.pki.Certificate;
  readonly #key: Key;
  readonly #contexts = new Map<string, SecureContext>();
  #hostKey: Promise<Key> | undefined;

  private constructor(hosts: readonly string[], key: Key) {
    this.#hosts = hosts;
    this.#key = key;
    this.#issuer = authorityCertificate(hosts, key);
    this.certificate = pki.certificateToPem(this.#issuer);
  }

  /** @param hosts The only names that it may vouch for. */
  static async make(hosts: readonly string[]): Promise<CertificateAuthority> {
    return new CertificateAuthority(hosts, await makeKey());
  }

  /** What a TLS server needs to be taken for a host. Rejects with a RangeError for one that the authority has no business with. */
  async contextFor(host: string): Promise<SecureContext> {
    if (!this.#hosts.includes(host)) throw new RangeError(`Cannot vouch for ${host}: no provider has it.`);
    // One key for all hosts: making one takes longer than all else here.
    this.#hostKey ??= makeKey();
    const key = await this.#hostKey;
    const known = this.#contexts.get(host);
    if (known) return known;
    const cert = pki.certificateToPem(hostCertificate(host, key, this.#issuer, this.#key));
    const context = createSecureContext({ key: key.pem, cert: cert + this.certificate, minVersion: 'TLSv1.2' });
    this.#contexts.set(host, context);
    return context;
  }
}

/** Made by Node, off the main thread; the package would take seconds. It knows no elliptic curves, hence RSA. */
async function makeKey(): Promise<Key> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return { pem: privateKey, private: pki.privateKeyFromPem(privateKey), public: pki.publicKeyFromPem(publicKey) };
}

function authorityCertificate(hosts: readonly string[], key: Key): forge.pki.Certificate {
  const certificate = blankCertificate('Understudy of one run', key);
  certificate.setIssuer(certificate.subject.attributes);
  certificate.setExtensions([
    { name: 'basicConstraints', critical: true, cA: true, pathLenConstraint: 0 },
    { name: 'keyUsage', critical: true, keyCertSign: true, cRLSign: true },
    { name: 'subjectKeyIdentifier' },
    nameConstraints(hosts),
  ]);
  certificate.sign(key.private, forge.md.sha256.create());
  return certificate;
}

function hostCertificate(host: string, key: Key, issuer: forge.pki.Certificate, issuerKey: Key): forge.pki.Certificate {
  const certificate = blankCertificate(host, key);
  certificate.setIssuer(issuer.subject.attributes);
  certificate.setExtensions([
    { name: 'basicConstraints', critical: true, cA: false },
    { name: 'keyUsage', critical: true, digitalSignature: true, keyEncipherment: true },
    { name: 'extKeyUsage', serverAuth: true },
    { name: 'subjectAltName', altNames: [{ type: 2, value: host }] },
    { name: 'subjectKeyIdentifier' },
    { name: 'authorityKeyIdentifier', keyIdentifier: issuer.generateSubjectKeyIdentifier().getBytes() },
  ]);
  certificate.sign(issuerKey.private, forge.md.sha256.create());
  return certificate;
}

function blankCertificate(commonName: string, key: Key): forge.pki.Certificate {
  const certificate = pki.createCertificate();
  certificate.publicKey = key.public;
  // Positive, as RFC 5280 (4.1.2.2) wants it.
  certificate.serialNumber = `01${randomBytes(15).toString('hex')}`;
  // A clock that is a little behind takes it, too.
  certificate.validity.notBefore = new Date(Date.now() - dayMs);
  certificate.validity.notAfter = new Date(Date.now() + validDays * dayMs);
  certificate.setSubject([{ name: 'commonName', value: commonName }]);
  return certificate;
}
