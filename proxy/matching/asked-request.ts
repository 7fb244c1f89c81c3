import type { PlainRequest } from '../redaction/message.ts';
import { decodeBody } from '../wire/decode-body.ts';
import { pairsOfObject } from '../wire/header-pairs.ts';
import { withNeutralBoundary } from '../wire/neutral-boundary.ts';
import type { ReplayRequest } from './replay.ts';

/** Decoded requests may have so many bytes. */
const maxRequestBytes = 2 * 1_048_576;

/** A request as recordings hold it, before redaction; nothing when its body cannot be read. */
export function askedRequest({ head, body }: ReplayRequest): PlainRequest | undefined {
  if (body === 'too-large') return undefined;
  const encoding = head.headers['content-encoding'];
  const bytes = encoding === undefined ? body : decodeBody(body, encoding, maxRequestBytes);
  if (!bytes) return undefined;
  const { method, path, query } = head;
  return withNeutralBoundary({
    method,
    path,
    query,
    headers: pairsOfObject(head.headers),
    body: { bytes, encoding },
  });
}
