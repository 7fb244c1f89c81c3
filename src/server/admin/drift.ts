import type { AdminCall } from './call.ts';

/** In what the real APIs answered otherwise than the mocks, as the journal has it of the mode `compare`. */
export const readDrift: AdminCall = {
  method: 'GET',
  path: '/drift',
  handle: async (request) => {
    const { driftIn } = await import('../../evidence/session-drift.ts');
    await request.context.comparisons.settled(request.sessionId);
    return request.inSession(({ journal }) => driftIn(journal.entries()));
  },
};
