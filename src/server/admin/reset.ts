import type { AdminCall } from './call.ts';

/** The session back to its beginning. */
export const reset: AdminCall = {
  method: 'POST',
  path: '/reset',
  handle: ({ inSession }) =>
    inSession((session) => {
      session.reset();
      return { session: session.id, status: 'reset' };
    }),
};
