import type { IncomingMessage, RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { createServer } from '../kit/protocols/node-http.ts';
import { ToolkitError } from './toolkit-error.ts';
import type { ToolkitErrorCode } from './toolkit-errors.ts';

/** A server that listens. */
export interface Listening extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** Ends requests under way, for at most `graceMs` milliseconds, then cuts them. */
  close(graceMs?: number): Promise<void>;
}

/** Told of what is refused before it gets to the app. */
export type TellRefusal = (
  refusal: ToolkitError,
  request: { readonly method?: string | undefined; readonly url?: string | undefined },
) => void;

/** How much, in bytes, and for how long, in milliseconds, a client may send before it is cut off. */
export interface ReceiveLimits {
  /** Of all headers together. Headers of 16 KiB are absurd, but some provider's own; Node's default would refuse them. */
  readonly headerBytes: number;
  /** Until the head of a request is whole; counted from the opening of a connection, too. */
  readonly headMs: number;
  /** Until a request is whole. */
  readonly requestMs: number;
  /** How long a connection may stay idle after a reply. */
  readonly idleMs: number;
  /** How often connections are looked at: as much later may one be cut off. */
  readonly lookMs: number;
}

const receiveLimits: ReceiveLimits = {
  headerBytes: 65_536,
  headMs: 20_000,
  requestMs: 60_000,
  idleMs: 65_000,
  lookMs: 5_000,
};

/** Opens a tunnel for a client that sent CONNECT. Rejects with a ToolkitError before anything was sent. */
export type OpenTunnel = (
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  accept: (connection: Duplex) => void,
) => Promise<void>;

/** Where a server listens, and the ways to it beside plain HTTP. */
export interface Doors {
  readonly host: string;
  readonly port: number;
  readonly tell?: TellRefusal;
  readonly openTunnel?: OpenTunnel;
  /** Looks at each connection first; it may speak TLS. */
  readonly take?: ((socket: Duplex, accept: (connection: Duplex) => void) => void) | undefined;
}

/** Opens the port. Rejects with Node's error when it is taken. */
export async function listen(
  app: RequestListener,
  { host, port, tell, openTunnel, take }: Doors,
  limits: ReceiveLimits = receiveLimits,
): Promise<Listening> {
  const server = createHttpServer(app, limits, tell);
  const accept = acceptorOf(server, take);
  if (openTunnel) tunnel(server, openTunnel, accept, tell);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const close = (graceMs = 5_000) => closeServer(server, graceMs);
  return { ...addressOf(server, host), close, [Symbol.asyncDispose]: () => close() };
}

/** A server that does not listen. */
export function createHttpServer(
  app: RequestListener,
  limits: ReceiveLimits = receiveLimits,
  tell: TellRefusal = () => undefined,
): Server {
  const server = createServer(
    {
      maxHeaderSize: limits.headerBytes,
      // Node's own refusals have no body and name no error, so the app answers whatever can be answered.
      requireHostHeader: false,
      headersTimeout: limits.headMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: limits.idleMs,
      connectionsCheckingInterval: limits.lookMs,
    },
    app,
  );
  server.on('checkExpectation', app);
  server.on('clientError', (error, socket) => answerClientError(error, socket, tell));
  return server;
}

type Accept = (connection: Duplex) => void;

/** What takes a connection as HTTP. Where another looks at new ones first, none gets there without it. */
function acceptorOf(server: Server, take: Doors['take']): Accept {
  const [asHttp] = server.listeners('connection');
  const accept: Accept = (connection) => asHttp?.call(server, connection);
  if (!take) return accept;
  server.removeAllListeners('connection');
  server.on('connection', (socket: Duplex) => take(socket, accept));
  return accept;
}

function tunnel(server: Server, open: OpenTunnel, accept: Accept, tell: TellRefusal = () => undefined): void {
  server.on('connect', async (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    try {
      await open(request, socket, head, accept);
    } catch (error) {
      if (!(error instanceof ToolkitError)) {
        socket.destroy();
        return;
      }
      refuse(socket, error);
      // The host that it was to lead to is told by the refusal, not by the log.
      tell(error, { method: request.method });
    }
  });
}

function addressOf(server: Server, host: string): { url: string; port: number } {
  const { port } = server.address() as AddressInfo;
  return { port, url: `http://${host.includes(':') ? `[${host}]` : host}:${port}` };
}

async function closeServer(server: Server, graceMs: number): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection whose last request ends after this moment stays open for a next one, so idle ones are looked for again.
  const sweep = setInterval(() => server.closeIdleConnections(), 10);
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
}

/** How long a refused client may take to read its refusal, in milliseconds. */
const lingerMs = 1_000;

const parserErrors: Readonly<Record<string, ToolkitErrorCode>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
};

/** Bytes that are no HTTP request never reach the app: Node's parser says so here, on the bare socket. */
function answerClientError(error: NodeJS.ErrnoException, socket: Duplex, tell: TellRefusal): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const code = parserErrors[error.code ?? ''] ?? 'bad-request';
  const message = 'Cannot read the request: it is no valid HTTP/1.1 message, too long, or was sent too slowly.';
  const refusal = new ToolkitError(code, message);
  refuse(socket, refusal);
  tell(refusal, {});
}

/** Answers by hand, on a socket that no response belongs to, and closes it. */
function refuse(socket: Duplex, refusal: ToolkitError): void {
  const { status, code } = refusal;
  const body = refusal.body();
  socket.on('error', () => socket.destroy());
  // Neither Node nor the server's end closes a connection that is out of the parser's hands and whose client stays.
  const cut = setTimeout(() => socket.destroy(), lingerMs).unref();
  socket.once('close', () => clearTimeout(cut));
  socket.resume();
  socket.end(
    [
      `HTTP/1.1 ${status} ${code}`,
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      `X-Understudy-Error: ${code}`,
      ...Object.entries(refusal.headers).map(([name, value]) => `${name}: ${value}`),
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
