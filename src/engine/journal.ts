import type { Exchange } from './exchange.ts';
import type { JournalSpace } from './journal-space.ts';
import { type JournalEntry, maxShownBody, redactExchange, type Timing } from './redaction.ts';

/** Entries that one session keeps; the oldest goes first. */
export const maxEntries = 1_000;
/** What an entry holds beside its bodies: headers, names, objects; a generous guess, in bytes. */
const entryOverhead = 2_048;
/** What a violation holds, likewise. */
const violationBytes = 256;

interface Kept {
  readonly id: string;
  readonly bytes: number;
  show(): JournalEntry;
}

/** The requests of one session and their replies, oldest first. What it shows is always masked. */
export class Journal {
  readonly #space: JournalSpace;
  #kept: Kept[] = [];
  #noted = 0;
  #bytes = 0;
  readonly #listeners = new Set<(entry: JournalEntry) => void>();

  constructor(space: JournalSpace) {
    this.#space = space;
  }

  get size(): number {
    return this.#kept.length;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** How many exchanges were ever noted, those that are gone included. */
  get noted(): number {
    return this.#noted;
  }

  /** Notes an exchange. Masking waits until somebody looks, since most entries are never looked at. */
  note(exchange: Exchange, timing: Timing): void {
    this.#noted += 1;
    const kept = keep(String(this.#noted), exchange, timing);
    if (this.#kept.length === 0) this.#space.enter(this);
    this.#kept.push(kept);
    this.#bytes += kept.bytes;
    if (this.#kept.length > maxEntries) this.dropOldest();
    this.#space.grew(kept.bytes);
    for (const listener of this.#listeners) listener(kept.show());
  }

  /** Tells a listener of each entry from now on; gives what ends that. */
  listen(listener: (entry: JournalEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  entries(): JournalEntry[] {
    return this.#kept.map((kept) => kept.show());
  }

  dropOldest(): void {
    const bytes = this.#kept.shift()?.bytes ?? 0;
    this.#bytes -= bytes;
    this.#space.shrank(bytes);
    if (this.#kept.length === 0) this.#space.leave(this);
  }

  clear(): void {
    this.#space.shrank(this.#bytes);
    this.#space.leave(this);
    this.#kept = [];
    this.#bytes = 0;
  }
}

/**
 * An exchange that is masked when it is shown. It is an instance and holds a copy, because V8 notices which literals make
 * objects that live long and from then on puts those among the old, where even a dead one keeps all that it refers to
 * until the next full collection. A thousand entries then cost each request a tenth of its time.
 */
class KeptExchange implements Kept {
  readonly id: string;
  readonly bytes: number;
  readonly #exchange: Exchange;
  readonly #at: number;
  readonly #durationMs: number;

  constructor(id: string, bytes: number, exchange: Exchange, { at, durationMs }: Timing) {
    this.id = id;
    this.bytes = bytes;
    this.#exchange = slim(exchange);
    this.#at = at;
    this.#durationMs = durationMs;
  }

  show(): JournalEntry {
    return redactExchange(this.id, this.#exchange, { at: this.#at, durationMs: this.#durationMs });
  }
}

const none: readonly never[] = [];
const noParams = {};

/** A copy without what most exchanges have nothing of, and what is not shown: a thousand times each in every session. */
function slim(exchange: Exchange): Exchange {
  const { violations, nearest, params, head } = exchange;
  return {
    ...exchange,
    violations: violations.length > 0 ? violations : none,
    nearest: nearest.length > 0 ? nearest : none,
    params: Object.keys(params).length > 0 ? params : noParams,
    head: { ...head, baseUrl: '' },
  };
}

function keep(id: string, exchange: Exchange, timing: Timing): Kept {
  const sent = exchange.body.length;
  const received = exchange.reply.heldBytes ?? exchange.reply.body?.length ?? 0;
  const { head, violations } = exchange;
  const bytes = entryOverhead + head.path.length + head.query.length + violations.length * violationBytes;
  if (sent <= maxShownBody && received <= maxShownBody) {
    return new KeptExchange(id, bytes + sent + received, exchange, timing);
  }
  // A longer body would outlive its request in memory, so this entry is masked and cut at once.
  const show = showing(redactExchange(id, exchange, timing));
  return { id, bytes: bytes + Math.min(sent, maxShownBody) + Math.min(received, maxShownBody), show };
}

/** A function made inside `keep` would hold the exchange as well. */
function showing(entry: JournalEntry): () => JournalEntry {
  return () => entry;
}
