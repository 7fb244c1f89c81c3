import type { ServerResponse } from 'node:http';
import type { Wire } from '../../sessions/fault.ts';

type Callback = (error?: Error | null) => void;

/** Stands between whoever answers and the connection, so that faults work on any mode's reply, also on one that streams. */
export class ReplyWire {
  #wire: Wire;

  constructor(response: ServerResponse) {
    this.#wire = connectionOf(response);
    response.write = (chunk: unknown, encoding?: BufferEncoding | Callback, callback?: Callback) => {
      this.#wire.write(bytesOf(chunk, encoding));
      callLast(encoding, callback);
      return true;
    };
    response.end = (chunk?: unknown, encoding?: BufferEncoding | Callback, callback?: Callback) => {
      if (chunk !== undefined && chunk !== null && typeof chunk !== 'function') {
        this.#wire.write(bytesOf(chunk, encoding));
      }
      this.#wire.end();
      callLast(chunk, encoding, callback);
      return response;
    };
  }

  /** The wire below all filters so far. */
  get wire(): Wire {
    return this.#wire;
  }

  filter(make: (wire: Wire) => Partial<Wire>): void {
    this.#wire = { ...this.#wire, ...make(this.#wire) };
  }
}

/** The response's own way out. */
function connectionOf(response: ServerResponse): Wire {
  const write: (bytes: Buffer) => boolean = response.write.bind(response);
  const end: () => void = response.end.bind(response);
  const { socket } = response;
  return {
    write: (bytes) => {
      if (!response.destroyed) write(bytes);
    },
    end: () => {
      if (!response.destroyed) end();
    },
    cut: () => {
      response.flushHeaders();
      socket?.destroySoon();
    },
    reset: () => socket?.resetAndDestroy(),
  };
}

function bytesOf(chunk: unknown, encoding: BufferEncoding | Callback | undefined): Buffer {
  if (chunk instanceof Uint8Array) return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  return Buffer.from(String(chunk), typeof encoding === 'string' ? encoding : 'utf8');
}

/** Whoever waits for its bytes to be taken may go on: the faults keep them. */
function callLast(...candidates: readonly unknown[]): void {
  const callback = candidates.find((candidate) => typeof candidate === 'function');
  if (callback) process.nextTick(callback);
}
