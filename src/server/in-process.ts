import { type IncomingMessage, type RequestListener, request as sendRequest } from 'node:http';
import { type Duplex, duplexPair, Readable } from 'node:stream';
import { createHttpServer } from './listen.ts';

/** Answers requests of the Fetch API without a port: over a connection in memory, so that all is as on a real one. */
export interface InProcess {
  fetch(request: Request): Promise<Response>;
  /** Cuts what is under way. */
  close(): void;
}

/** Statuses whose replies have no body (Fetch standard, null body status). */
const withoutBody = [204, 205, 304];
/** Headers that are about a connection, which the reply has no longer. */
const ofConnection = ['connection', 'keep-alive', 'transfer-encoding'];

export function inProcess(app: RequestListener): InProcess {
  const server = createHttpServer(app);
  const open = new Set<Duplex>();
  const connect = (isTls: boolean): Duplex => {
    const [client, ours] = connectedPair(isTls);
    open.add(client);
    client.once('close', () => open.delete(client));
    server.emit('connection', ours);
    return client;
  };
  return {
    fetch: (request) => exchange(request, connect),
    close: () => {
      for (const client of open) client.destroy();
    },
  };
}

async function exchange(request: Request, connect: (isTls: boolean) => Duplex): Promise<Response> {
  const { signal, method } = request;
  signal.throwIfAborted();
  const { protocol, host, pathname, search } = new URL(request.url);
  const body = Buffer.from(await request.arrayBuffer());
  const headers: Record<string, string> = { ...Object.fromEntries(request.headers), host };
  if (request.body) headers['content-length'] = String(body.length);
  return new Promise((resolve, reject) => {
    const outgoing = sendRequest({
      method,
      path: pathname + search,
      headers,
      createConnection: () => connect(protocol === 'https:'),
    });
    const abort = () => {
      outgoing.destroy();
      reject(signal.reason);
    };
    signal.addEventListener('abort', abort);
    outgoing.once('close', () => signal.removeEventListener('abort', abort));
    // As a fetch over the network says that nobody answered.
    outgoing.once('error', (cause) => reject(new TypeError('fetch failed', { cause })));
    outgoing.once('response', (incoming) => resolve(responseOf(incoming, method)));
    outgoing.end(body);
  });
}

function responseOf(incoming: IncomingMessage, method: string): Response {
  const { statusCode: status = 500, statusMessage: statusText = '', rawHeaders } = incoming;
  const pairs = rawHeaders.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? '']] : [],
  );
  const headers = new Headers(pairs.filter(([name]) => !ofConnection.includes(name.toLowerCase())));
  if (method !== 'HEAD' && !withoutBody.includes(status)) {
    return new Response(Readable.toWeb(incoming) as ReadableStream, { status, statusText, headers });
  }
  incoming.resume();
  return new Response(null, { status, statusText, headers });
}

/** Two ends of a connection. What closes or resets one does the same to the other, as a network does. */
function connectedPair(isTls: boolean): readonly [client: Duplex, server: Duplex] {
  const [client, server] = duplexPair();
  for (const [one, other] of [
    [client, server],
    [server, client],
  ] as const) {
    one.on('error', () => {});
    one.once('close', () => other.destroy());
  }
  const socket = {
    encrypted: isTls,
    remoteAddress: '127.0.0.1',
    resetAndDestroy: () => server.destroy(),
    destroySoon: () => server.end(() => server.destroy()),
  };
  return [client, Object.assign(server, socket)];
}
