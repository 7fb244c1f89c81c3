import { hash } from 'node:crypto';
import { ForgettingMap } from '../../src/kit/forgetting-map.ts';
import type { PlainRequest } from '../redaction/message.ts';

/** Readings of one generation. */
const maxReadings = 16_384;

/**
 * What requests were read as. Tests send the same requests over and over, and to take one apart costs more than all else
 * that a replay does. Only a digest of a request is kept: its secrets are not.
 */
export class KnownReadings<Reading extends object> {
  readonly #known = new ForgettingMap<Reading>(maxReadings);

  /** The reading of a request, made at its first call. Every byte that redaction looks at makes it another request. */
  of(request: PlainRequest, operation: string | undefined, read: () => Reading): Reading {
    const digest = digestOf(request, operation);
    if (digest === undefined) return read();
    const known = this.#known.get(digest);
    if (known) return known;
    const reading = read();
    this.#known.set(digest, reading);
    return reading;
  }
}

function digestOf({ method, path, query, headers, body }: PlainRequest, operation = ''): string | undefined {
  if (!('bytes' in body)) return undefined;
  const head = JSON.stringify([operation, method, path, query, headers]);
  // The head is measured first, so that no part of a body can count as one of it.
  return hash('sha256', Buffer.concat([Buffer.from(`${head.length} ${head}`), body.bytes]), 'base64');
}
