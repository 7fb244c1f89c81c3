import type { TrustFiles } from './trust-files.ts';

/** What a client of the providers' own hosts needs to be answered by a server. */
export interface ClientAccess {
  /** Of its authority, as PEM. */
  readonly certificate: string;
  /** The providers' hosts. */
  readonly hosts: readonly string[];
  /** Whether TLS is spoken on the port itself, and not in tunnels alone. */
  readonly speaksTls: boolean;
  /** Opens tunnels to other hosts; only where the server is on the loopback, as its files are. */
  readonly password?: string;
  readonly trust?: TrustFiles;
}
