import { isWhole, matchRequest } from '../../journal/requests/match.ts';
import { NoRequestError } from '../../journal/requests/no-request-error.ts';
import { waitForRequest } from '../../journal/requests/wait-for-request.ts';
import { ToolkitError } from '../toolkit-error.ts';
import type { AdminCall } from './call.ts';
import { readFilter, readNumber } from './request-filter.ts';

/** The journal, oldest first: what fits, or only the newest few of that. */
export const readRequests: AdminCall = {
  method: 'GET',
  path: '/requests',
  handle: async (request) => {
    const filter = readFilter(request, ['limit']);
    const limit = readNumber(request.query, 'limit', 999_999_999);
    await request.context.comparisons.settled(request.sessionId);
    return request.inSession(({ journal }) => {
      const matching = journal.entries().filter((entry) => isWhole(matchRequest(entry, filter)));
      return { requests: limit === undefined ? matching : matching.slice(Math.max(0, matching.length - limit)) };
    });
  },
};

/** The longest that a client may wait, in milliseconds: ten minutes. */
const longestWaitMs = 600_000;

/** The first request that fits, one that came before included, or the next that comes. */
export const awaitRequest: AdminCall = {
  method: 'GET',
  path: '/requests/wait',
  handle: async (request) => {
    const filter = readFilter(request, ['timeout']);
    const timeoutMs = readNumber(request.query, 'timeout', longestWaitMs);
    const options = { signal: request.untilGone(), ...(timeoutMs !== undefined && { timeoutMs }) };
    const journal = await request.inSession((session) => session.journal);
    try {
      return { request: await waitForRequest(journal, filter, options) };
    } catch (error) {
      if (error instanceof NoRequestError) throw new ToolkitError('no-request', error.message, { cause: error });
      throw error;
    }
  },
};

/** Empties the journal. */
export const deleteRequests: AdminCall = {
  method: 'DELETE',
  path: '/requests',
  handle: ({ inSession }) =>
    inSession(({ journal }) => {
      const deleted = journal.size;
      journal.clear();
      return { deleted };
    }),
};
