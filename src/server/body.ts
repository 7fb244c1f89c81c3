import type { IncomingMessage, ServerResponse } from 'node:http';
import express from 'express';

/** What a body gives: its bytes (decompressed), that it is too large, or that it cannot be decompressed. */
export type Body = Buffer | 'too-large' | 'unreadable';

/** The client went away before its body was whole: there is nobody left to answer. */
export class ClientGoneError extends Error {
  override readonly name = 'ClientGoneError';
}

/** How much more of a refused body is read and dropped, so that its sender gets to read the reply. */
const drainBytes = 16 * 1_048_576;
const drainMs = 10_000;

type ReadBody = (request: IncomingMessage, response: ServerResponse) => Promise<Body>;

/** Makes a reader of whole bodies that keeps no more than so many bytes of one. Rejects with a ClientGoneError. */
export function bodyReader(limit: number): ReadBody {
  const parse = express.raw({ type: () => true, limit });
  return async (request, response) => {
    const parsed = new Promise<unknown>((resolve) => parse(request, response, resolve));
    const error = await Promise.race([parsed, ...exceeds(request, limit)]);
    if (error === undefined) return parsedBody(request);
    const problem = typeOf(error);
    if (problem === 'request.aborted') throw new ClientGoneError();
    drain(request);
    return problem === tooLarge.type ? 'too-large' : 'unreadable';
  };
}

/** The parser's error of a body that is over the limit. */
const tooLarge = { type: 'entity.too.large' };

/**
 * Resolves as soon as a body is known to be over the limit: the parser reads it to its end before it says so, and a slow
 * sender takes long over that. Nothing to wait for when the announced length is within the limit.
 */
function exceeds(request: IncomingMessage, limit: number): Promise<unknown>[] {
  const announced = request.headers['content-length'];
  if (announced !== undefined) return Number(announced) > limit ? [Promise.resolve(tooLarge)] : [];
  if (request.headers['transfer-encoding'] === undefined) return [];
  let left = limit;
  const counted = new Promise<unknown>((resolve) => {
    request.on('data', (chunk: Buffer) => {
      left -= chunk.length;
      if (left < 0) resolve(tooLarge);
    });
  });
  return [counted];
}

/** The parser leaves its result on the request; nothing when there was no body. */
function parsedBody(request: IncomingMessage): Buffer {
  return 'body' in request && Buffer.isBuffer(request.body) ? request.body : noBody;
}

const noBody = Buffer.alloc(0);

function typeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'type' in error ? error.type : undefined;
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
