import { type Later, whenThere } from '../kit/later.ts';
import type { Session } from './session.ts';
import type { Commit, ImmediateStore, SessionStore } from './session-store.ts';

/** So often something is done again because others changed the session meanwhile. */
export const mostConflicts = 1_000;

/** A session is changed by others so often that nothing can be done in it. It was not changed by whoever got this. */
export class SessionBusyError extends Error {
  override readonly name = 'SessionBusyError';

  constructor(id: string) {
    super(
      `Cannot change the session ${id}: others changed it ${mostConflicts} times meanwhile. Repeat the request, or give each test a session of its own.`,
    );
  }
}

/**
 * Does something in a session: loads it, does the work, commits what that changed. The work does not wait and changes nothing
 * but the session, because after a conflict it is done again, in the session as it is then. What it throws is thrown on, once
 * what it changed before is committed.
 */
export function inSession<Result>(store: ImmediateStore, id: string, work: (session: Session) => Result): Result;
export function inSession<Result>(store: SessionStore, id: string, work: (session: Session) => Result): Later<Result>;
export function inSession<Result>(store: SessionStore, id: string, work: (session: Session) => Result): Later<Result> {
  return doIn(store, store.load(id), work);
}

/** The same in a session that was loaded before, by a request that is still under way. */
export function inSessionAgain<Result>(
  store: SessionStore,
  session: Session,
  work: (session: Session) => Result,
): Later<Result> {
  return doIn(store, store.reload(session), work);
}

function doIn<Result>(
  store: SessionStore,
  loaded: Later<Session>,
  work: (session: Session) => Result,
  conflicts = 0,
): Later<Result> {
  // Three times a request: in memory no object is made for it, and nothing waits.
  if (loaded instanceof Promise) return loaded.then((session) => doIn(store, session, work, conflicts));
  let result: Result;
  try {
    result = work(loaded);
  } catch (error) {
    const failed = () => {
      throw error;
    };
    return committed({ store, session: loaded, work, conflicts }, store.commit(loaded), failed);
  }
  const commit = store.commit(loaded);
  return commit === 'kept' ? result : committed({ store, session: loaded, work, conflicts }, commit, () => result);
}

interface Step<Result> {
  readonly store: SessionStore;
  readonly session: Session;
  readonly work: (session: Session) => Result;
  readonly conflicts: number;
}

/** Ends the step as it came out when that counts, or does it again. */
function committed<Result>(step: Step<Result>, commit: Later<Commit>, end: () => Result): Later<Result> {
  const { store, session, work, conflicts } = step;
  return whenThere(commit, (came) => {
    if (came === 'kept') return end();
    if (conflicts >= mostConflicts) throw new SessionBusyError(session.id);
    return doIn(store, store.reload(session), work, conflicts + 1);
  });
}
