import type { Later } from '../kit/later.ts';
import type { Session } from './session.ts';

/** Whether what was changed counts. */
export type Commit = 'kept' | 'conflict';

/**
 * Where sessions live. A session is loaded, something is done with it without waiting, and what that changed is committed;
 * `inSession` puts the three together, and nobody else needs to. No part of a session lives elsewhere.
 */
export interface SessionStore {
  /** The session of that id as it is now, made at its first use. The caller has checked the id. */
  load(id: string): Later<Session>;
  /**
   * A session that was loaded before, as it is now. When the store has it no longer, also if there is another one of its id,
   * it is the one that was given: what its requests still change goes with it.
   */
  reload(session: Session): Later<Session>;
  /**
   * Makes count what was changed since the session was loaded, all of it or nothing. `conflict` when somebody else has changed
   * the session meanwhile: what was done has to be done again, in the session as it is now.
   */
  commit(session: Session): Later<Commit>;
}

/** A store that answers at once, so that whoever uses it can, too. */
export interface ImmediateStore extends SessionStore {
  load(id: string): Session;
  reload(session: Session): Session;
  commit(session: Session): 'kept';
}
