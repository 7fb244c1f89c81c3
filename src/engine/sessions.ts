import { JournalSpace } from './journal.ts';
import { Session, type SessionSettings } from './session.ts';
import type { StateKeeper } from './state-keeper.ts';

/** Sessions kept at once; the least recently used goes when there are more. */
export const maxSessions = 1_000;
/** A session unused for this long is dropped. */
export const idleMs = 3_600_000;

const idPattern = /^[A-Za-z0-9._-]{1,64}$/;

/** Whether a text can name a session: 1 to 64 letters, digits, dots, underscores and hyphens. */
export function isSessionId(text: string): boolean {
  return idPattern.test(text);
}

/** A session whose records outlive the process: it is never dropped. */
export interface KeptSession {
  readonly id: string;
  readonly keeper: StateKeeper;
}

interface Entry {
  readonly session: Session;
  /** Monotonic milliseconds. */
  usedAt: number;
}

/** The sessions of one server, made at their first use. */
export class Sessions {
  readonly #settings: SessionSettings;
  readonly #now: () => number;
  readonly #kept: KeptSession | undefined;
  // A Map keeps insertion order, and each use inserts anew: the first entry is the least recently used.
  readonly #entries = new Map<string, Entry>();
  #latest: Entry | undefined;

  /** @param now Monotonic milliseconds. */
  constructor(
    { kept, ...settings }: Omit<SessionSettings, 'journalSpace'> & { readonly kept?: KeptSession | undefined },
    now: () => number = () => performance.now(),
  ) {
    this.#settings = { ...settings, journalSpace: new JournalSpace() };
    this.#now = now;
    this.#kept = kept;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** The session of that id. The caller has checked the id. */
  get(id: string): Session {
    const usedAt = this.#now();
    const latest = this.#latest;
    // Most requests come in the session of the one before, which stands at its place already.
    if (latest?.session.id === id && usedAt - latest.usedAt < idleMs) {
      latest.usedAt = usedAt;
      this.#dropOld(usedAt);
      return latest.session;
    }
    const known = this.#entries.get(id);
    const isCurrent = known && (usedAt - known.usedAt < idleMs || id === this.#kept?.id);
    const session = isCurrent ? known.session : this.#create(id);
    if (known && known.session !== session) known.session.journal.clear();
    this.#entries.delete(id);
    this.#latest = { session, usedAt };
    this.#entries.set(id, this.#latest);
    this.#dropOld(usedAt);
    return session;
  }

  #create(id: string): Session {
    return new Session(id, this.#settings, id === this.#kept?.id ? this.#kept.keeper : undefined);
  }

  #dropOld(now: number): void {
    for (const [id, { session, usedAt }] of this.#entries) {
      if (id === this.#kept?.id) continue;
      if (this.#entries.size <= maxSessions && now - usedAt < idleMs) return;
      // Clearing gives the journal's share of the common space back.
      session.journal.clear();
      this.#entries.delete(id);
    }
  }
}
