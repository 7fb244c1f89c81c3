import { Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';

/** A request as it goes out: the path is not normalized, and no header is added but Host and the body's length. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Buffer;
}

/** A reply with its whole body. */
export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** How long a server may take to answer before a test gives up, in milliseconds. */
export const patience = 10_000;

const agent = new Agent({ keepAlive: true });

/** Sends one request to a server and reads the whole reply. Rejects when none comes in time. */
export function send(serverUrl: string, { method, path, headers = {}, body }: Sent): Promise<Reply> {
  const { hostname, port } = new URL(serverUrl);
  // Node's client gives the length of a body by itself, but not with GET and its like.
  const length = body?.length ? { 'content-length': Buffer.byteLength(body) } : {};
  const options = { agent, host: hostname, port, method, path, headers: { ...length, ...headers }, timeout: patience };
  return new Promise((resolve, reject) => {
    const outgoing = request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const { statusCode = 0, headers: received } = response;
        resolve({ status: statusCode, headers: received, body: Buffer.concat(chunks).toString() });
      });
    });
    outgoing.once('timeout', () => outgoing.destroy(new Error(`No reply to ${method} ${path} in ${patience} ms.`)));
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}
