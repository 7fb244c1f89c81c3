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

/** How the work came out, while it is not known whether it counts. */
type Outcome<Result> = { readonly result: Result } | { readonly error: unknown };

/**
 * Every request passes here a few times, and in memory nothing waits: so nothing in it makes an object, and what does stands
 * by itself. (A function in here would, at each call, put what it sees into an object.)
 */
function doIn<Result>(
  store: SessionStore,
  loaded: Later<Session>,
  work: (session: Session) => Result,
  conflicts = 0,
): Later<Result> {
  if (loaded instanceof Promise) return doInLoaded(store, loaded, work, conflicts);
  let result: Result;
  try {
    result = work(loaded);
  } catch (error) {
    return ended({ store, session: loaded, work, conflicts }, store.commit(loaded), { error });
  }
  const commit = store.commit(loaded);
  if (commit === 'kept') return result;
  return ended({ store, session: loaded, work, conflicts }, commit, { result });
}

async function doInLoaded<Result>(
  store: SessionStore,
  loaded: Promise<Session>,
  work: (session: Session) => Result,
  conflicts: number,
): Promise<Result> {
  return doIn(store, await loaded, work, conflicts);
}

interface Step<Result> {
  readonly store: SessionStore;
  readonly session: Session;
  readonly work: (session: Session) => Result;
  readonly conflicts: number;
}

/** Ends the step as it came out when that counts, or does it again. */
function ended<Result>(step: Step<Result>, commit: Later<Commit>, outcome: Outcome<Result>): Later<Result> {
  const { store, session, work, conflicts } = step;
  return whenThere(commit, (came) => {
    if (came === 'conflict') {
      if (conflicts >= mostConflicts) throw new SessionBusyError(session.id);
      return doIn(store, store.reload(session), work, conflicts + 1);
    }
    if ('error' in outcome) throw outcome.error;
    return outcome.result;
  });
}
