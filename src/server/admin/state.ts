import { StateError } from '../../kit/world/state-error.ts';
import { ToolkitError } from '../toolkit-error.ts';
import type { AdminCall } from './call.ts';
import { findProvider } from './find-provider.ts';

/** What a provider has stored in the session, secrets masked. */
export const readState: AdminCall = {
  method: 'GET',
  path: '/state/:provider',
  handle: (request) => {
    const provider = findProvider(request);
    return request.inSession((session) => provider.state.dump(session.world(provider).stores));
  },
};

/** Puts accounts and users in the place of those that the session has. */
export const putState: AdminCall = {
  method: 'PUT',
  path: '/state/:provider',
  handle: (request) => {
    const provider = findProvider(request);
    return request.inSession((session) => {
      try {
        session.replaceState(provider, request.body);
      } catch (error) {
        if (error instanceof StateError) throw new ToolkitError('invalid-state', error.message, { cause: error });
        throw error;
      }
      return provider.state.dump(session.world(provider).stores);
    });
  },
};
