import type { IncomingMessage } from 'node:http';
import readRawBody from 'raw-body';
import { type Decoded, decode } from '../../proxy/wire/decode-body.ts';

/** The client went away before its body was whole: there is nobody left to answer. */
export class ClientGoneError extends Error {
  override readonly name = 'ClientGoneError';
}

/** How much more of a refused body is read and dropped, so that its sender gets to read the reply. */
const drainBytes = 16 * 1_048_576;
const drainMs = 10_000;

const noBody = Buffer.alloc(0);

/** Reads a whole body, of which no more than so many bytes are kept. Rejects with a ClientGoneError. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Decoded> {
  const { 'content-length': length, 'content-encoding': coding, 'transfer-encoding': transfer } = request.headers;
  if (length === undefined && transfer === undefined) return noBody;
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
