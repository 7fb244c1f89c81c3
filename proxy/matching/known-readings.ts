import { hash } from 'node:crypto';
import type { PlainRequest } from '../redaction/message.ts';

/** Readings of each of two generations; what is not asked for again goes with the older one. */
const maxReadings = 16_384;

/**
 * What requests were read as. Tests send the same requests over and over, and to take one apart costs more than all else
 * that a replay does. Only a digest of a request is kept: its secrets are not.
 */
export class KnownReadings<Reading extends object> {
  #recent = new Map<string, Reading>();
  #older: ReadonlyMap<string, Reading> = new Map();

  /** The reading of a request, made at its first call. Every byte that redaction looks at makes it another request. */
  of(request: PlainRequest, operation: string | undefined, read: () => Reading): Reading {
    const digest = digestOf(request, operation);
    if (digest === undefined) return read();
    return this.#recent.get(digest) ?? this.#kept(digest, this.#older.get(digest) ?? read());
  }

  #kept(digest: string, reading: Reading): Reading {
    if (this.#recent.size >= maxReadings) {
      this.#older = this.#recent;
      this.#recent = new Map();
    }
    this.#recent.set(digest, reading);
    return reading;
  }
}

function digestOf({ method, path, query, headers, body }: PlainRequest, operation = ''): string | undefined {
  if (!('bytes' in body)) return undefined;
  const head = JSON.stringify([operation, method, path, query, headers]);
  // The head is measured first, so that no part of a body can count as one of it.
  return hash('sha256', Buffer.concat([Buffer.from(`${head.length} ${head}`), body.bytes]), 'base64');
}
