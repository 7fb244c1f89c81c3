import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';

/** A body that was read whole, or one over the limit that goes on as a stream from its first byte. */
export type HeldBody = { readonly whole: Buffer } | { readonly stream: Readable };

/** Reads a body up to a limit in bytes; `watch` sees each chunk once. Rejects when the client leaves meanwhile. */
export async function holdBody(
  request: IncomingMessage,
  limit: number,
  watch: (chunk: Buffer) => void,
): Promise<HeldBody> {
  const chunks: AsyncIterator<Buffer> = request[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await chunks.next();
    if (done) return undefined;
    watch(value);
    return value;
  };
  const held: Buffer[] = [];
  for (let length = 0; length <= limit; ) {
    const chunk = await next();
    if (!chunk) return { whole: Buffer.concat(held) };
    held.push(chunk);
    length += chunk.length;
  }
  return { stream: Readable.from(allChunks(held, next)) };
}

async function* allChunks(held: readonly Buffer[], next: () => Promise<Buffer | undefined>) {
  yield* held;
  for (let chunk = await next(); chunk; chunk = await next()) yield chunk;
}
