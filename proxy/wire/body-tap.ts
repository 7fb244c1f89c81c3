import type { CapturedBody } from './exchange.ts';

/**
 * Watches chunks on their way. It only takes references: a stream is never paused, delayed or changed by it, and nothing
 * is kept of a body once it is over the limit.
 */
export interface BodyTap {
  add(chunk: Buffer): void;
  /** What was captured; `ended` tells whether the body came to its own end. */
  captured(ended: boolean): CapturedBody;
}

/** Makes a tap that keeps at most so many bytes; of a longer body it keeps nothing but its length. */
export function bodyTap(limit: number): BodyTap {
  let chunks: Buffer[] = [];
  let length = 0;
  return {
    add(chunk) {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else chunks = [];
    },
    captured(ended): CapturedBody {
      if (!ended) return { notKept: 'incomplete', length };
      return length <= limit ? { bytes: whole(chunks), length } : { notKept: 'too-large', length };
    },
  };
}

/** Most bodies come in one piece, which is theirs alone: Node copies each out of what it reads. */
function whole(chunks: readonly Buffer[]): Buffer {
  const [first] = chunks;
  return first && chunks.length === 1 ? first : Buffer.concat(chunks);
}
