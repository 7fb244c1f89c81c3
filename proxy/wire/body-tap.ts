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
      return length <= limit ? { bytes: whole(chunks), length } : { notKept: 'too-large', length };
    },
  };
}

/** Most bodies come in one piece, which is theirs alone: Node copies each out of what it reads. */
function whole(chunks: readonly Buffer[]): Buffer {
  const [first] = chunks;
  return first && chunks.length === 1 ? first : Buffer.concat(chunks);
}
