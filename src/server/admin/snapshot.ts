import { isJsonObject } from '../../kit/protocols/json.ts';
import { ToolkitError } from '../toolkit-error.ts';
import type { AdminCall } from './call.ts';

/** Everything stored in the session, as a document that only this server can read. */
export const takeSnapshot: AdminCall = {
  method: 'POST',
  path: '/snapshot',
  handle: ({ inSession }) => inSession((session) => ({ snapshot: session.sealedSnapshot() })),
};

/** Puts what a snapshot holds in the place of everything stored, in any session of the server that took it. */
export const restoreSnapshot: AdminCall = {
  method: 'POST',
  path: '/restore',
  handle: ({ inSession, body }) => {
    const sealed = isJsonObject(body) ? body.snapshot : undefined;
    if (typeof sealed !== 'string') {
      throw new ToolkitError(
        'invalid-snapshot',
        'Cannot restore: the body is no snapshot. Send what POST snapshot answered.',
      );
    }
    return inSession((session) => {
      try {
        session.restoreSealed(sealed);
      } catch (error) {
        if (error instanceof TypeError) throw new ToolkitError('invalid-snapshot', error.message, { cause: error });
        throw error;
      }
      return { session: session.id, status: 'restored' };
    });
  },
};
