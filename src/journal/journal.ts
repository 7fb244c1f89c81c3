import type { Exchange } from '../kit/exchange.ts';
import { type HttpReply, maxBodyBytes } from '../kit/protocols/http.ts';
import { textWeight } from '../kit/world/weight.ts';
import type { SpellingIndex } from '../secrets/spellings.ts';
import { type JournalEntry, maskedEntry, maskedPath, maxShownBody, type Timing } from './journal-entry.ts';
import type { JournalSpace } from './journal-space.ts';
import { KeptExchange } from './kept-exchange.ts';

/** Entries that one session keeps; the oldest goes first. */
export const maxEntries = 1_000;
type Listener = (entry: JournalEntry) => void;

/** One list for all journals: of a thousand sessions, each with one of its own, none would be in the processor's cache. */
const nobody: readonly Listener[] = [];

/** A journal beyond the process, as plain JSON. */
export interface SavedJournal {
  /** How many exchanges were ever noted. */
  readonly noted: number;
  /** The last of them, oldest first, each masked and printed as JSON. */
  readonly entries: readonly string[];
}

/** What came to a journal since it held something else. */
export interface JournalChange {
  readonly noted: number;
  /** How many of the last entries, those that came included, are still there. */
  readonly size: number;
  /** What came, as in a saved journal. */
  readonly added: readonly string[];
}

/** A saved journal with what came to it. */
export function withAdded({ entries }: SavedJournal, { noted, size, added }: JournalChange): SavedJournal {
  return { noted, entries: size === 0 ? [] : [...entries, ...added].slice(-size) };
}

interface Kept {
  readonly bytes: number;
  show(known: SpellingIndex): JournalEntry;
}

/** The requests of one session and their replies, oldest first. What it shows is always masked. */
export class Journal {
  readonly #space: JournalSpace;
  #kept: Kept[] = [];
  #noted = 0;
  #bytes = 0;
  #listeners: readonly Listener[] = nobody;
  #isClosed = false;

  /** @param left What it goes on with. */
  constructor(space: JournalSpace, left?: SavedJournal) {
    this.#space = space;
    if (left) this.#goOn(left);
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
    if (this.#isClosed) return;
    const kept = keep(this.#noted, exchange, timing, this.#space);
    if (this.#kept.length === 0) this.#space.enter(this);
    this.#kept.push(kept);
    this.#bytes += kept.bytes;
    if (this.#kept.length > maxEntries) this.dropOldest();
    this.#space.grew(kept.bytes);
    for (const listener of this.#listeners) listener(kept.show(this.#space.secrets));
  }

  /** Tells a listener of each entry from now on; gives what ends that. */
  listen(listener: Listener): () => void {
    this.#listeners = [...this.#listeners, listener];
    return () => {
      this.#listeners = this.#listeners.filter((each) => each !== listener);
    };
  }

  /** The path of an exchange as its entry shows it. */
  pathOf(exchange: Exchange): string {
    return maskedPath(exchange, this.#space.secrets);
  }

  /** The bodies of an exchange as its entry shows them, each as a text. */
  bodiesOf(exchange: Exchange, timing: Timing): { readonly sent?: string; readonly received?: string } {
    const { request, response } = maskedEntry('', exchange, timing, this.#space.secrets);
    const textOf = (body: unknown) => (typeof body === 'string' ? body : JSON.stringify(body));
    return {
      ...(request.body !== undefined && { sent: textOf(request.body) }),
      ...(response.body !== undefined && { received: textOf(response.body) }),
    };
  }

  entries(): JournalEntry[] {
    return this.#kept.map((kept) => kept.show(this.#space.secrets));
  }

  /** What came after so many exchanges, and what is left of all. */
  changeSince(noted: number): JournalChange {
    const came = Math.min(this.#noted - noted, this.#kept.length);
    const added = this.#kept.slice(this.#kept.length - came);
    const printed = added.map((kept) => JSON.stringify(kept.show(this.#space.secrets)));
    return { noted: this.#noted, size: this.#kept.length, added: printed };
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

  /** Its session is dropped: requests that are still under way leave nothing in it. */
  close(): void {
    this.clear();
    this.#isClosed = true;
  }

  #goOn({ noted, entries }: SavedJournal): void {
    this.#noted = noted;
    if (entries.length === 0) return;
    this.#kept = entries.map((text) => new PrintedEntry(text));
    this.#bytes = this.#kept.reduce((sum, { bytes }) => sum + bytes, 0);
    this.#space.enter(this);
    this.#space.grew(this.#bytes);
  }
}

function keep(number: number, exchange: Exchange, timing: Timing, { latest, secrets }: JournalSpace): Kept {
  const sent = exchange.body.length;
  const received = exchange.reply.heldBytes ?? exchange.reply.body?.length ?? 0;
  if (sent <= maxShownBody && received <= maxShownBody) return new KeptExchange(number, exchange, timing, latest);
  // A longer body would outlive its request in memory, so this entry is masked and cut at once.
  return new PrintedEntry(
    JSON.stringify(
      maskedEntry(String(number), { ...exchange, reply: withReadableBody(exchange.reply) }, timing, secrets),
    ),
  );
}

/** Of a reply that is longer than any request, nothing is shown: to find all that is secret in it would take seconds. */
function withReadableBody(reply: HttpReply): HttpReply {
  const { status, headers, heldBytes, body = '' } = reply;
  if (heldBytes !== undefined || body.length <= maxBodyBytes) return reply;
  return { status, headers, body: `[${Buffer.byteLength(body)} bytes]` };
}

/** An entry as one text: a tree of small values takes many times what it says. */
class PrintedEntry {
  readonly bytes: number;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    this.bytes = textWeight(text);
  }

  show(): JournalEntry {
    // Printed above, so it can be nothing else.
    return JSON.parse(this.#text);
  }
}
