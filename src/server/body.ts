import type { IncomingMessage } from 'node:http';
import readRawBody from 'raw-body';
import type { HeldBody } from '../../proxy/upstream/held-body.ts';
import { type Decoded, decode } from '../../proxy/wire/decode-body.ts';

/** The client went away before its body was whole: there is nobody left to answer. */
export class ClientGoneError extends Error {
  override readonly name = 'ClientGoneError';
}

/** The same for a body that may go on to somebody else: it is kept as it came, and a longer one goes on as a stream. */
export async function keepBody(request: IncomingMessage, limit: number): Promise<HeldBody> {
  if (!hasBody(request)) return { whole: noBody };
  // Loaded when somebody asks: most runs only mock.
  const { holdBody } = await import('../../proxy/upstream/held-body.ts');
  return holdBody(request, limit, () => undefined).catch((error: unknown) => {
    throw request.destroyed ? new ClientGoneError() : error;
  });
}

/** What a kept body says. */
export function decodedBody({ headers }: IncomingMessage, body: HeldBody, limit: number): Decoded {
  const coding = headers['content-encoding'];
  if (!('whole' in body)) return 'too-large';
  return coding === undefined ? body.whole : decode(body.whole, coding, limit);
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
}

/** How much more of a refused body is read and dropped, so that its sender gets to read the reply. */
const drainBytes = 16 * 1_048_576;
const drainMs = 10_000;

const noBody = Buffer.alloc(0);

/** Reads a whole body, of which no more than so many bytes are kept. Rejects with a ClientGoneError. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Decoded> {
  const { 'content-length': length, 'content-encoding': coding } = request.headers;
  if (!hasBody(request)) return noBody;
  const bytes = await readRawBody(request, { length: length ?? null, limit }).catch((error: { type?: unknown }) => {
    if (error.type === 'entity.too.large') return 'too-large' as const;
    throw request.destroyed ? new ClientGoneError() : error;
  });
  if (bytes === 'too-large') drain(request);
  if (bytes === 'too-large' || coding === undefined) return bytes;
  // Servers that read a body which was compressed twice are rare.
  return coding.includes(',') ? 'unreadable' : decode(bytes, coding, limit);
}

/** Reads and drops the rest of a body: closing at once would reset the connection and take the reply away from a client that is still sending. */
export function drain(request: IncomingMessage): void {
  let left = drainBytes;
  const timer = setTimeout(() => request.destroy(), drainMs).unref();
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) request.destroy();
  });
  request.once('close', () => clearTimeout(timer));
  request.resume();
}
