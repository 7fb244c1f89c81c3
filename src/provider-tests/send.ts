import { Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** What a raw HTTP client gets; unlike fetch it may send any Host, Origin or path. */
export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly text: string;
  json(): unknown;
}

/** What goes out beside method and path. */
export interface Content {
  readonly headers?: OutgoingHttpHeaders;
  /** A text or bytes are sent as they are, anything else as JSON. */
  readonly body?: unknown;
}

/** How long a reply may take before a test gives up, in milliseconds; a busy machine takes its time. */
export const patience = 60_000;

// Thousands of requests, each with a connection of its own, would use up the ports of the machine.
const agent = new Agent({ keepAlive: true });

/** Sends one request to a server by its URL; the path is sent as it is. Rejects when no reply comes in time. */
export function send(
  server: { readonly url: string },
  method: string,
  path: string,
  { headers = {}, body }: Content = {},
): Promise<Reply> {
  const { hostname, port } = new URL(server.url);
  const bytes = bytesOf(body);
  // By itself Node's client gives no length of a body that comes with GET and its like.
  const length = bytes.length > 0 ? { 'content-length': bytes.length } : {};
  return new Promise((resolve, reject) => {
    const options = { agent, hostname, port, method, path, headers: { ...length, ...headers }, timeout: patience };
    const outgoing = request(options, async (incoming) => {
      const received = await buffer(incoming).catch(reject);
      if (!received) return;
      const text = received.toString();
      resolve({
        status: incoming.statusCode ?? 0,
        headers: incoming.headers,
        bytes: received,
        text,
        json: () => JSON.parse(text),
      });
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error(`No reply to ${method} ${path} came in ${patience} ms.`)));
    outgoing.on('error', reject);
    outgoing.end(bytes);
  });
}

function bytesOf(body: unknown): Buffer {
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : (JSON.stringify(body) ?? ''));
}
