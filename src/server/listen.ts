import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Express } from 'express';
import { createServer } from '../engine/node-http.ts';
import { messageClasses } from './express-messages.ts';
import { ToolkitError, type ToolkitErrorCode } from './toolkit-error.ts';

/** A server that listens. */
export interface Listening extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** Ends requests under way, for at most `graceMs` milliseconds, then cuts them. */
  close(graceMs?: number): Promise<void>;
}

/** Headers of 16 KiB are absurd, but some provider's own; Node's default would refuse them. */
const maxHeaderSize = 65_536;

/** Opens the port. Rejects with Node's error when it is taken. */
export async function listen(app: Express, { host, port }: { host: string; port: number }): Promise<Listening> {
  const server = createServer(
    {
      ...messageClasses(app),
      maxHeaderSize,
      // Node's own refusals have no body and name no error, so the app answers whatever can be answered.
      requireHostHeader: false,
      headersTimeout: 20_000,
      requestTimeout: 60_000,
      keepAliveTimeout: 65_000,
    },
    app,
  );
  server.on('checkExpectation', app);
  server.on('clientError', answerClientError);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const close = (graceMs = 5_000) => closeServer(server, graceMs);
  return { ...addressOf(server, host), close, [Symbol.asyncDispose]: () => close() };
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

const parserErrors: Readonly<Record<string, ToolkitErrorCode>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
};

/** Bytes that are no HTTP request never reach the app: Node's parser says so here, on the bare socket. */
function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const code = parserErrors[error.code ?? ''] ?? 'bad-request';
  const refusal = new ToolkitError(
    code,
    'Cannot read the request: it is no valid HTTP/1.1 message, too long, or was sent too slowly.',
  );
  const body = refusal.body();
  socket.end(
    [
      `HTTP/1.1 ${refusal.status} ${code}`,
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      `X-Understudy-Error: ${code}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
