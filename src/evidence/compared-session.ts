import type { Later } from '../kit/later.ts';
import type { World } from '../kit/world/world.ts';
import type { Session } from '../sessions/session.ts';

/** The session of a request, and what the provider had in it when the request came. */
export interface ComparedSession {
  /** A step in the session. */
  inSession<Result>(work: (session: Session) => Result): Later<Result>;
  readonly world: World;
}
