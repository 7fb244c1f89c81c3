import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** What a bare TCP client hears until its connection ends. */
export interface Heard {
  /** Status line and headers; empty when nothing came. */
  readonly head: string;
  readonly body: string;
  /** Whether the server closed the connection in order, or by a TCP reset. */
  readonly ending: 'closed' | 'reset';
  /** Milliseconds from the request to the first byte, or to the end when none came. */
  readonly waitedMs: number;
}

/** A request as its bytes go out: nothing is added to it but the body's length and `Connection: close`. */
export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Opens a connection and sends one request, all of it at once. */
export async function openRaw(server: { readonly port: number }, request: RawRequest): Promise<Socket> {
  const socket = connect(server.port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(bytesOf(request));
  return socket;
}

/** Sends one request and listens until the server ends the connection. */
export async function sendRaw(server: { readonly port: number }, request: RawRequest): Promise<Heard> {
  return hear(await openRaw(server, request));
}

/** Listens until the server ends the connection. */
export function hear(socket: Socket): Promise<Heard> {
  const startedAt = performance.now();
  const chunks: Buffer[] = [];
  let firstAt: number | undefined;
  let ending: Heard['ending'] = 'closed';
  return new Promise((resolve, reject) => {
    socket.on('data', (chunk) => {
      firstAt ??= performance.now();
      chunks.push(chunk);
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNRESET') ending = 'reset';
      else reject(error);
    });
    socket.once('close', () => {
      const [head = '', ...body] = Buffer.concat(chunks).toString('latin1').split('\r\n\r\n');
      resolve({ head, body: body.join('\r\n\r\n'), ending, waitedMs: (firstAt ?? performance.now()) - startedAt });
    });
  });
}

function bytesOf({ method, path, headers = {}, body = '' }: RawRequest): string {
  const all = { Host: '127.0.0.1:4010', ...headers, 'Content-Length': Buffer.byteLength(body), Connection: 'close' };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${path} HTTP/1.1`, ...lines, '', body].join('\r\n');
}
