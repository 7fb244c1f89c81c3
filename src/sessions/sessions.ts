import { JournalSpace } from '../journal/journal-space.ts';
import { type Bounds, usualBounds } from '../kit/world/bounds.ts';
import { StateSpace } from '../kit/world/state-space.ts';
import { LostModes } from './lost-modes.ts';
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

/** What the sessions of a server are made with. */
export interface SessionsSettings extends Omit<SessionSettings, 'journalSpace' | 'stateSpace' | 'replyBytes'> {
  readonly kept?: KeptSession | undefined;
  /** Values that no journal shows, wherever they stand: what the server itself holds. */
  readonly secrets?: readonly string[] | undefined;
  /** Those that are other than usual. */
  readonly bounds?: Partial<Bounds>;
}

interface Entry {
  readonly id: string;
  readonly session: Session;
  /** Monotonic milliseconds. */
  usedAt: number;
}

/** The sessions of one server, made at their first use. */
export class Sessions {
  readonly #settings: SessionSettings;
  readonly #now: () => number;
  readonly #kept: KeptSession | undefined;
  readonly #entries = new Map<string, Entry>();
  readonly #lostModes = new LostModes();
  /** Until then no session can have been unused for too long. */
  #nextIdleAt = Number.POSITIVE_INFINITY;

  /** @param now Monotonic milliseconds. */
  constructor({ kept, secrets, bounds, ...settings }: SessionsSettings, now: () => number = () => performance.now()) {
    const { reply, ...ofState } = { ...usualBounds, ...bounds };
    const spaces = { journalSpace: new JournalSpace({ secrets }), stateSpace: new StateSpace(ofState) };
    this.#settings = { ...settings, ...spaces, replyBytes: reply };
    this.#now = now;
    this.#kept = kept;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** The session of that id. The caller has checked the id. */
  get(id: string): Session {
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
