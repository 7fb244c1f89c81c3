import { hash } from 'node:crypto';
import type { PlainRequest } from '../redaction/message.ts';
import type { GroupNames } from './recording-index.ts';

/** Readings of each of two generations; what is not asked for again goes with the older one. */
const maxReadings = 8_192;

/**
 * What requests were read as. Tests send the same requests over and over, and to take one apart costs more than all else
 * that a replay does. Only a digest of a request is kept: its secrets are not.
 */
export class KnownReadings {
  #recent = new Map<string, readonly GroupNames[]>();
  #older: ReadonlyMap<string, readonly GroupNames[]> = new Map();

  /** The readings of a request, made at its first call. Every byte that redaction looks at makes it another request. */
  of(request: PlainRequest, operation: string | undefined, read: () => readonly GroupNames[]): readonly GroupNames[] {
    const digest = digestOf(request, operation);
    if (digest === undefined) return read();
    const known = this.#recent.get(digest) ?? this.#older.get(digest) ?? read();
    if (!this.#recent.has(digest)) this.#keep(digest, known);
    return known;
  }

  #keep(digest: string, readings: readonly GroupNames[]): void {
    if (this.#recent.size >= maxReadings) {
      this.#older = this.#recent;
      this.#recent = new Map();
    }
    this.#recent.set(digest, readings);
  }
}

function digestOf({ method, path, query, headers, body }: PlainRequest, operation = ''): string | undefined {
  if (!('bytes' in body)) return undefined;
  const head = JSON.stringify([operation, method, path, query, headers]);
  // The head is measured first, so that no part of a body can count as one of it.
  return hash('sha256', Buffer.concat([Buffer.from(`${head.length} ${head}`), body.bytes]), 'base64');
}
