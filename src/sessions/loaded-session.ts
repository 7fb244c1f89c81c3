import type { PlanFault } from './fault-plan.ts';
import type { Lost } from './lost-modes.ts';
import { RecordChanges } from './record-changes.ts';
import type { SavedParts, SavedSession, SessionChanges } from './saved-session.ts';
import { Session, type SessionSettings } from './session.ts';

/** What a session is made of that lives beyond the process. */
export interface LoadedParts {
  /** None for one that begins. */
  readonly saved?: SavedSession | undefined;
  /** What an earlier session of the id had, when it begins. */
  readonly lost?: Lost;
  readonly planFault: PlanFault;
}

/** A session made of what a store has of it, for one step, and what the step has changed. */
export class LoadedSession {
  readonly session: Session;
  readonly #saved: SavedSession | undefined;
  readonly #records: RecordChanges;

  constructor(id: string, settings: SessionSettings, { saved, lost, planFault }: LoadedParts) {
    this.#saved = saved;
    this.#records = new RecordChanges(new Map(Object.entries(saved?.records ?? {})));
    const left = saved && { parts: saved.parts, journal: saved.journal, planFault };
    this.session = new Session(id, settings, { keeper: this.#records, left, ...(lost && { lost }) });
  }

  /** What has changed since it was loaded; nothing when nothing has. Of one that begins, all parts. */
  changes(): SessionChanges | undefined {
    const { journal, usedWorlds } = this.session;
    this.#records.noteDraws(usedWorlds);
    const parts = changedParts(this.#saved?.parts, this.session.save());
    const records = this.#records.list;
    const { noted, entries } = this.#saved?.journal ?? { noted: 0, entries: [] };
    const isJournalSame = journal.noted === noted && journal.size === entries.length;
    if (!parts && records.length === 0 && isJournalSame) return undefined;
    return {
      ...(parts && { parts }),
      ...(records.length > 0 && { records }),
      ...(!isJournalSame && { journal: journal.changeSince(noted) }),
    };
  }
}

/** Parts are compared as texts, so that none can forget to say that it has changed. */
function changedParts(before: SavedParts | undefined, now: SavedParts): Partial<SavedParts> | undefined {
  if (!before) return now;
  const known = new Map<string, unknown>(Object.entries(before));
  const changed = Object.entries(now).filter(
    ([name, part]) => JSON.stringify(part) !== JSON.stringify(known.get(name)),
  );
  return changed.length > 0 ? Object.fromEntries(changed) : undefined;
}
