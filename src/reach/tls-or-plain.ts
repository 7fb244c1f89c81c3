import type { Duplex } from 'node:stream';
import { type SecureContext, TLSSocket } from 'node:tls';
import { type Reached, reached } from '../server/reached.ts';

/** Whom a connection is taken by, once it is known what is spoken on it. */
export interface Taking {
  /** What the connection was made to; without it, TLS itself says so (SNI), and plain HTTP names it in each request. */
  readonly to?: Reached;
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
  const { to, context, refusedBy } = taking;
  let host = to?.host ?? '';
  const options = to ? { secureContext: await context(to.host) } : { SNICallback: byName };
  const secured = new TLSSocket(socket, { isServer: true, ALPNProtocols: ['http/1.1'], ...options });
  const refused = (error: Error) => {
    refusedBy(host, error);
    secured.destroy();
  };
  secured.once('error', refused);
  secured.once('close', () => socket.destroy());
  secured.once('secure', () => {
    // What breaks from now on is a connection, not the trust in it; the server sees to that.
    secured.off('error', refused);
    // Without a name there is no certificate either, so that none gets here.
    accept(secured, { ...taking, to: to ?? { host, sessionId: undefined } });
  });

  function byName(name: string, done: (error: Error | null, found?: SecureContext) => void): void {
    host = name.toLowerCase();
    context(host).then((found) => done(null, found), done);
  }
}

function accept(connection: Duplex, { to, accept: take }: Taking): void {
  if (to) reached.set(connection, to);
  take(connection);
}
