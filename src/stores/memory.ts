import { LostModes } from '../sessions/lost-modes.ts';
import { Session, type SessionSettings } from '../sessions/session.ts';
import type { ImmediateStore } from '../sessions/session-store.ts';
import type { StateKeeper } from '../sessions/state-keeper.ts';
import { type StoreSettings, settingsOfSessions } from '../sessions/store-settings.ts';

/** Sessions kept at once; the least recently used goes when there are more. */
export const maxSessions = 1_000;
/** A session unused for this long is dropped. */
export const idleMs = 3_600_000;

/** A session whose records outlive the process: it is never dropped. */
export interface KeptSession {
  readonly id: string;
  readonly keeper: StateKeeper;
}

/** What the store is made with. */
export interface MemorySettings extends StoreSettings {
  readonly kept?: KeptSession | undefined;
}

interface Entry {
  readonly id: string;
  readonly session: Session;
  /** Monotonic milliseconds. */
  usedAt: number;
}

/** The sessions of one server in its own memory. It answers at once, so that its sessions are never changed meanwhile. */
export class MemoryStore implements ImmediateStore {
  readonly #settings: SessionSettings;
  readonly #now: () => number;
  readonly #kept: KeptSession | undefined;
  readonly #entries = new Map<string, Entry>();
  readonly #lostModes = new LostModes();
  /** Until then no session can have been unused for too long. */
  #nextIdleAt = Number.POSITIVE_INFINITY;

  /** @param now Monotonic milliseconds. */
  constructor({ kept, ...settings }: MemorySettings, now: () => number = () => performance.now()) {
    this.#settings = settingsOfSessions(settings);
    this.#now = now;
    this.#kept = kept;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** The sessions that there are. */
  get sessions(): readonly Session[] {
    return [...this.#entries.values()].map(({ session }) => session);
  }

  load(id: string): Session {
    const now = this.#now();
    if (now >= this.#nextIdleAt) this.#dropIdle(now);
    const known = this.#entries.get(id);
    if (known) {
      known.usedAt = now;
      return known.session;
    }
    if (this.#entries.size >= maxSessions) this.#dropLeastRecent();
    return this.#create(id, now);
  }

  /** Everybody has the same object, which knows when it was dropped. */
  reload(session: Session): Session {
    return session;
  }

  /** What was changed counts already. */
  commit(_session: Session): 'kept' {
    return 'kept';
  }

  #create(id: string, usedAt: number): Session {
    const keeper = id === this.#kept?.id ? this.#kept.keeper : undefined;
    const session = new Session(id, this.#settings, { keeper, lost: this.#lostModes.take(id) });
    this.#entries.set(id, { id, session, usedAt });
    this.#nextIdleAt = Math.min(this.#nextIdleAt, usedAt + idleMs);
    return session;
  }

  #dropIdle(now: number): void {
    for (const entry of this.#droppable()) if (now - entry.usedAt >= idleMs) this.#drop(entry);
    this.#nextIdleAt = Math.min(...this.#droppable().map(({ usedAt }) => usedAt + idleMs));
  }

  /** A search, because a new session beyond the last place is rarer by far than a request that would keep them sorted. */
  #dropLeastRecent(): void {
    const [first, ...others] = this.#droppable();
    if (first) this.#drop(others.reduce((least, entry) => (entry.usedAt < least.usedAt ? entry : least), first));
  }

  #droppable(): Entry[] {
    return [...this.#entries.values()].filter(({ id }) => id !== this.#kept?.id);
  }

  #drop({ id, session }: Entry): void {
    // This gives its shares of the common spaces back.
    session.end();
    this.#lostModes.remember(id, session.ownModes);
    this.#entries.delete(id);
  }
}
