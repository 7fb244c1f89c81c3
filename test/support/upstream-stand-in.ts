import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A request as a stand-in for a real API received it. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly rawHeaders: readonly string[];
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** A server on the loopback that plays a real API, written without anything of the project. */
export interface StandIn extends AsyncDisposable {
  readonly url: string;
  readonly received: readonly Received[];
}

type Answer = (response: ServerResponse, received: Received) => unknown;

/** Answers each request once its body is whole; with a key and a certificate over TLS. */
export function startStandIn(answer: Answer, tls?: { key: string; cert: string }): Promise<StandIn> {
  const received: Received[] = [];
  const listener: RequestListener = async (request, response) => {
    const { method = '', url = '', rawHeaders, headers } = request;
    // Nobody is left to answer when a request breaks off.
    const body = await buffer(request).catch(() => undefined);
    if (!body) return;
    const entry = { method, url, rawHeaders: [...rawHeaders], headers, body };
    received.push(entry);
    await answer(response, entry);
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  return listening(server, tls ? 'https' : 'http', received, () => server.closeAllConnections());
}

/** Answers each connection by bytes of its own, once the first bytes of a request are there. */
export function startRawStandIn(answer: (socket: Socket, request: string) => void): Promise<StandIn> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('data', (bytes: Buffer) => answer(socket, bytes.toString('latin1')));
  });
  return listening(server, 'http', [], () => {
    for (const socket of sockets) socket.destroy();
  });
}

async function listening(server: Server, scheme: string, received: readonly Received[], cut: () => void) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `${scheme}://127.0.0.1:${portOf(server)}`,
    received,
    async [Symbol.asyncDispose]() {
      server.close();
      cut();
    },
  };
}

/** A port on which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createTcpServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = portOf(server);
  server.close();
  await once(server, 'close');
  return port;
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

/** Sends bytes on a connection of its own, and gives all that comes back until the other side closes, in Latin-1. */
export function exchangeBytes(server: { readonly port: number }, bytes: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(server.port, '127.0.0.1', () => socket.write(bytes, 'latin1'));
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    // Reset or not, what came until then counts.
    socket.on('error', () => {});
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
  });
}
