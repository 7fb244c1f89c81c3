import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from '../logging/logger.ts';
import { isSameSecret } from '../secrets/same-secret.ts';
import { basicCredentials, sessionOfProxyUser } from '../server/proxy-user.ts';
import type { Reached } from '../server/reached.ts';
import { ToolkitError } from '../server/toolkit-error.ts';
import { isSessionId } from '../sessions/session-id.ts';
import { CertificateAuthority } from './certificate-authority.ts';
import { connectToOther, type Destination } from './other-host.ts';
import { tlsOrPlain } from './tls-or-plain.ts';
import { describeTlsRefusal } from './tls-refusal.ts';

/** What a run gives its command beside the mocks. */
export interface RunAccess {
  /** Who knows it may reach other hosts, as without a proxy. */
  readonly password: string;
  /** Whether other hosts are refused. */
  readonly offline: boolean;
  /** Is told of each other host that was refused. */
  readonly refused: (host: string) => void;
}

interface TunnelSettings {
  readonly hosts: readonly string[];
  readonly logger: Logger;
  readonly run?: RunAccess | undefined;
}

const established = 'HTTP/1.1 200 Connection Established\r\n\r\n';

/** Tunnels to the providers' hosts end in this server; others are for the command of a run alone. */
export class Tunnels {
  readonly #settings: TunnelSettings;
  readonly #open = new Set<Duplex>();
  #authority: Promise<CertificateAuthority> | undefined;

  constructor(settings: TunnelSettings) {
    this.#settings = settings;
  }

  /** The certificate authority, made when somebody needs it. */
  authority(): Promise<CertificateAuthority> {
    this.#authority ??= CertificateAuthority.make(this.#settings.hosts);
    return this.#authority;
  }

  /** Opens a tunnel. Throws or rejects with a ToolkitError before anything was sent. */
  open(request: IncomingMessage, socket: Duplex, head: Buffer, accept: (connection: Duplex) => void): Promise<void> {
    const to = destinationOf(request.url ?? '');
    const authorization = request.headers['proxy-authorization'];
    this.#keep(socket);
    if (!this.#settings.hosts.includes(to.host)) return this.#openOther(to, authorization, socket, head);
    const sessionId = sessionOfProxyUser(authorization);
    if (sessionId !== undefined && !isSessionId(sessionId)) throw badSession();
    socket.write(established);
    if (head.length > 0) socket.unshift(head);
    this.#take(socket, accept, { host: to.host, sessionId });
    return Promise.resolve();
  }

  /** Takes a connection to the port itself, on which TLS may be spoken as with a provider's host. */
  take(socket: Duplex, accept: (connection: Duplex) => void): void {
    this.#keep(socket);
    this.#take(socket, accept);
  }

  #take(socket: Duplex, accept: (connection: Duplex) => void, to?: Reached): void {
    tlsOrPlain(socket, {
      ...(to && { to }),
      context: async (host) => (await this.authority()).contextFor(host),
      accept: (connection) => {
        // From now on the server ends it, as any other connection.
        this.#open.delete(socket);
        accept(connection);
      },
      refusedBy: (host, error) => this.#settings.logger.warn(describeTlsRefusal(host, error)),
    });
  }

  /** Cuts what leads elsewhere, and what has said nothing yet. */
  close(): void {
    for (const socket of this.#open) socket.destroy();
  }

  async #openOther(to: Destination, authorization: string | undefined, socket: Duplex, head: Buffer): Promise<void> {
    const { run } = this.#settings;
    const password = basicCredentials(authorization)?.password ?? '';
    if (!run || !isSameSecret(password, run.password)) throw passwordMissing(to.host);
    if (run.offline) {
      run.refused(to.host);
      throw offline(to.host);
    }
    const other = await connectToOther(to).catch((cause: unknown) => {
      throw unreachable(to, cause);
    });
    this.#keep(other);
    if (socket.destroyed) other.destroy();
    socket.once('close', () => other.destroy());
    other.on('error', () => socket.destroy());
    socket.on('error', () => other.destroy());
    other.once('close', () => socket.destroy());
    socket.write(established);
    other.write(head);
    socket.pipe(other).pipe(socket);
  }

  #keep(socket: Duplex): void {
    this.#open.add(socket);
    socket.once('close', () => this.#open.delete(socket));
  }
}

/** Reads `host:port` (RFC 9112, 3.2.3). */
function destinationOf(authority: string): Destination {
  const [, name, six, port] = /^(?:([\w.-]+)|\[([\da-f:.]+)\]):(\d+)$/i.exec(authority) ?? [];
  const host = (name ?? six ?? '').toLowerCase().replace(/\.$/, '');
  const number = Number(port);
  if (host !== '' && number > 0 && number <= 65_535) return { host, port: number };
  throw new ToolkitError(
    'bad-request',
    'Cannot open a tunnel: CONNECT names no host and port, such as api.example:443.',
  );
}

function badSession(): ToolkitError {
  return new ToolkitError(
    'invalid-session',
    `Cannot choose a session: the user name of the proxy is not 1 to 64 letters, digits, ".", "_" or "-". Use one such as "test-1".`,
  );
}

function passwordMissing(host: string): ToolkitError {
  const message = `Cannot open a tunnel to ${host}: no provider has this host, and only the command of "understudy run" may reach others. Set NO_PROXY for it, or use the proxy of HTTPS_PROXY with its user and password.`;
  return new ToolkitError('proxy-password-missing', message, {
    headers: { 'Proxy-Authenticate': 'Basic realm="understudy"' },
  });
}

function offline(host: string): ToolkitError {
  return new ToolkitError('offline', `Cannot open a tunnel to ${host}: the run is offline (--offline).`);
}

function unreachable({ host, port }: Destination, cause: unknown): ToolkitError {
  return new ToolkitError(
    'tunnel-failed',
    `Cannot open a tunnel: ${host}:${port} takes no connection, or the proxy on the way to it does not.`,
    { cause },
  );
}
