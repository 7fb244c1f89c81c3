import type { Duplex } from 'node:stream';
import { type SecureContext, TLSSocket } from 'node:tls';
import { type Reached, reached } from '../server/reached.ts';

/** Whom a connection is taken by, once it is known what is spoken on it. */
export interface Taking {
  /** What the connection was made to. */
  readonly to: Reached;
  readonly context: (host: string) => Promise<SecureContext>;
  readonly accept: (connection: Duplex) => void;
  /** Is told that TLS failed: the client's own alert says why. */
  readonly refusedBy: (host: string, error: NodeJS.ErrnoException) => void;
}

/** How a TLS connection begins: a record of the type handshake (RFC 8446, 5.1). */
const handshake = 0x16;
/** How long a client may take to say anything, in milliseconds. */
const silentMs = 20_000;

/** Looks at the first byte that comes, and takes the connection as TLS or as plain HTTP. */
export function tlsOrPlain(socket: Duplex, taking: Taking): void {
  const cut = setTimeout(() => socket.destroy(), silentMs).unref();
  socket.once('close', () => clearTimeout(cut));
  socket.once('error', () => socket.destroy());
  const look = () => {
    const first: Buffer | null = socket.read();
    if (first === null) {
      socket.once('readable', look);
      return;
    }
    clearTimeout(cut);
    socket.unshift(first);
    if (first[0] === handshake) secure(socket, taking).catch(() => socket.destroy());
    else accept(socket, taking);
  };
  socket.once('end', () => socket.end());
  socket.once('readable', look);
}

async function secure(socket: Duplex, taking: Taking): Promise<void> {
  const { host } = taking.to;
  const secureContext = await taking.context(host);
  const secured = new TLSSocket(socket, { isServer: true, secureContext, ALPNProtocols: ['http/1.1'] });
  const refused = (error: NodeJS.ErrnoException) => {
    taking.refusedBy(host, error);
    secured.destroy();
  };
  secured.once('error', refused);
  secured.once('close', () => socket.destroy());
  secured.once('secure', () => accept(secured, taking));
}

function accept(connection: Duplex, { to, accept: take }: Taking): void {
  reached.set(connection, to);
  take(connection);
}
