import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, rootCertificates } from 'node:tls';

type Env = Readonly<Record<string, string | undefined>>;

/** Files of a run that say whom its command may trust; they go with it. */
export interface TrustFiles {
  /** The run's own authority, and what `NODE_EXTRA_CA_CERTS` named before: Node adds them to those that it knows. */
  readonly extra: string;
  /** All authorities that programs trust without the run, and its own. */
  readonly all: string;
  /** A folder with settings of PHP, which reads no variable for this. */
  readonly phpSettings: string;
}

/** Writes them. Throws an Error with one clear line when that fails. */
export function writeTrustFiles(certificate: string, env: Env): TrustFiles & Disposable {
  try {
    const folder = mkdtempSync(join(tmpdir(), 'understudy-run-'));
    const [extra, all] = [join(folder, 'authority.pem'), join(folder, 'authorities.pem')];
    const before = (name: string) => (env[name] ? readFileSync(env[name], 'utf8') : undefined);
    const together = (...texts: readonly (string | undefined)[]) =>
      texts.flatMap((text) => (text ? [text.trim()] : [])).join('\n');
    writeFileSync(extra, `${together(before('NODE_EXTRA_CA_CERTS'), certificate)}\n`);
    writeFileSync(
      all,
      `${together(before('SSL_CERT_FILE') ?? trusted(), before('NODE_EXTRA_CA_CERTS'), certificate)}\n`,
    );
    writeFileSync(join(folder, 'understudy.ini'), `openssl.cafile="${all}"\ncurl.cainfo="${all}"\n`);
    const remove = () => rmSync(folder, { recursive: true, force: true });
    return { extra, all, phpSettings: folder, [Symbol.dispose]: remove };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`Cannot write the run's certificates: ${why}. Set TMPDIR to a folder that can be written.`, {
      cause: error,
    });
  }
}

/** What the system trusts, or, where Node cannot read it, what Node trusts. */
function trusted(): string {
  const system = getCACertificates('system');
  return (system.length > 0 ? system : rootCertificates).join('\n');
}
