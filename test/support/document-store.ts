import { setImmediate as turnOfOthers } from 'node:timers/promises';
import { builtIn } from '../../src/app/built-in.ts';
import { planFault } from '../../src/faults/plan-fault.ts';
import { LoadedSession } from '../../src/sessions/loaded-session.ts';
import { LostModes } from '../../src/sessions/lost-modes.ts';
import { nothingSaved, type SavedSession, type SessionChanges, withChanges } from '../../src/sessions/saved-session.ts';
import type { Session, SessionSettings } from '../../src/sessions/session.ts';
import type { Commit, SessionStore } from '../../src/sessions/session-store.ts';
import { type StoreSettings, settingsOfSessions } from '../../src/sessions/store-settings.ts';
import { idleMs } from '../../src/stores/memory.ts';

/** How a document store makes it harder than usual. */
export interface DocumentSettings {
  /** So many commits in a row with something to keep go well; then one is a conflict, as if another process had been first. */
  readonly conflictAfter?: number;
  /** Monotonic milliseconds. */
  readonly now?: () => number;
}

/** A session as a database would have it: texts, and a number that every change moves. */
interface Document {
  /** Tells sessions apart that had one id after another. */
  readonly birth: number;
  readonly version: number;
  /** What each step changed, as JSON. */
  readonly lines: readonly string[];
  readonly usedAt: number;
}

/** What a session was made of that is in use. */
interface Loaded {
  readonly loaded: LoadedSession;
  readonly birth: number;
  readonly version: number;
}

/** More lines than this are made one. */
const mostLines = 20;

/**
 * A store of texts. Nothing of a session outlives a step but its JSON: each load makes a new one of it, and answers later, so
 * that steps of several requests come between each other and meet in conflicts.
 */
export class DocumentStore implements SessionStore {
  readonly #settings: SessionSettings;
  readonly #conflictAfter: number;
  readonly #now: () => number;
  readonly #documents = new Map<string, Document>();
  readonly #inUse = new WeakMap<Session, Loaded>();
  readonly #lostModes = new LostModes();
  #births = 0;
  #commits = 0;
  /** How many commits came too late, made so or not. */
  conflicts = 0;

  constructor(
    settings: StoreSettings,
    { conflictAfter = Number.POSITIVE_INFINITY, now = () => performance.now() }: DocumentSettings = {},
  ) {
    this.#settings = settingsOfSessions(settings);
    this.#conflictAfter = conflictAfter;
    this.#now = now;
  }

  /** What is kept of a session, as it is kept. */
  textOf(id: string): string {
    return this.#documents.get(id)?.lines.join('\n') ?? '';
  }

  async load(id: string): Promise<Session> {
    await turnOfOthers();
    this.#dropIdle();
    const document = this.#documents.get(id);
    if (document) this.#documents.set(id, { ...document, usedAt: this.#now() });
    return this.#make(id, document ?? this.#begin(id));
  }

  async reload(session: Session): Promise<Session> {
    await turnOfOthers();
    const document = this.#documents.get(session.id);
    const isSame = document !== undefined && document.birth === this.#inUse.get(session)?.birth;
    return isSame ? this.#make(session.id, document) : session;
  }

  async commit(session: Session): Promise<Commit> {
    const { loaded, birth, version } = this.#inUse.get(session) ?? expectLoaded();
    const changes = loaded.changes();
    await turnOfOthers();
    const document = this.#documents.get(session.id);
    // What becomes of a session that was dropped is nobody's affair.
    if (document?.birth !== birth || !changes) return 'kept';
    if (document.version !== version || this.#isDisturbed()) {
      this.conflicts += 1;
      return 'conflict';
    }
    this.#documents.set(session.id, { ...document, version: version + 1, lines: [...document.lines, print(changes)] });
    session.end();
    return 'kept';
  }

  #begin(id: string): Document {
    this.#births += 1;
    const loaded = new LoadedSession(id, this.#settings, { lost: this.#lostModes.take(id), planFault: plan });
    const changes = loaded.changes();
    const document = { birth: this.#births, version: 1, lines: changes ? [print(changes)] : [], usedAt: this.#now() };
    this.#documents.set(id, document);
    return document;
  }

  #make(id: string, document: Document): Session {
    const saved = read(document);
    if (document.lines.length > mostLines) this.#documents.set(id, { ...document, lines: [print(wholeOf(saved))] });
    const loaded = new LoadedSession(id, this.#settings, { saved, planFault: plan });
    this.#inUse.set(loaded.session, { loaded, birth: document.birth, version: document.version });
    return loaded.session;
  }

  #isDisturbed(): boolean {
    this.#commits += 1;
    return this.#commits % (this.#conflictAfter + 1) === 0;
  }

  #dropIdle(): void {
    for (const [id, document] of this.#documents) {
      if (this.#now() - document.usedAt < idleMs) continue;
      this.#lostModes.remember(id, Object.keys(read(document).parts.modes.modes));
      this.#documents.delete(id);
    }
  }
}

function plan(asked: object) {
  return planFault(asked, builtIn);
}

function read({ lines }: Document): SavedSession {
  return lines.reduce<SavedSession>((saved, line) => withChanges(saved, JSON.parse(line)), nothingSaved);
}

/** A whole session as the changes that lead to it from nothing. */
function wholeOf({ parts, records, journal: { noted, entries } }: SavedSession): SessionChanges {
  return { parts, records: [{ all: records }], journal: { noted, size: entries.length, added: entries } };
}

function print(changes: SessionChanges): string {
  return JSON.stringify(changes);
}

function expectLoaded(): never {
  throw new Error('Cannot commit a session that this store did not load.');
}
