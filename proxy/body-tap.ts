import type { BodyTap, CapturedBody } from './exchange.ts';

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
      return length <= limit ? { bytes: Buffer.concat(chunks), length } : { notKept: 'too-large', length };
    },
  };
}
