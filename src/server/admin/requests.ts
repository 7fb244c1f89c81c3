import { isWhole, matchRequest } from '../../journal/requests/match.ts';
import { type CheckedFilter, readQuery } from '../../journal/requests/read-query.ts';
import { suggestion } from '../../kit/did-you-mean.ts';
import { ToolkitError } from '../toolkit-error.ts';
import type { AdminCall, AdminRequest } from './call.ts';

/** The journal, oldest first: of one provider, of one operation, or only the newest few. */
export const readRequests: AdminCall = {
  method: 'GET',
  path: '/requests',
  handle: (request) => {
    const limit = readLimit(request);
    const filter = readFilter(request);
    return request.inSession(({ journal }) => {
      const matching = journal.entries().filter((entry) => isWhole(matchRequest(entry, filter)));
      return { requests: limit === undefined ? matching : matching.slice(Math.max(0, matching.length - limit)) };
    });
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

const parameters = ['provider', 'operation', 'limit'];

function readLimit({ query }: AdminRequest): number | undefined {
  const unknown = [...query.keys()].find((name) => !parameters.includes(name));
  if (unknown !== undefined) throw refuse(`the query parameter is unknown. ${suggestion(unknown, parameters)}`);
  const limit = query.get('limit');
  if (limit === null) return undefined;
  if (!/^\d{1,9}$/.test(limit)) throw refuse('"limit" is no whole number. Use a limit such as 10.');
  return Number(limit);
}

function readFilter({ query, context }: AdminRequest): CheckedFilter {
  const given = { provider: query.get('provider') ?? undefined, operation: query.get('operation') || undefined };
  try {
    return readQuery(context.providers, given);
  } catch (error) {
    if (error instanceof TypeError) throw new ToolkitError('invalid-query', error.message, { cause: error });
    throw error;
  }
}

function refuse(problem: string): ToolkitError {
  return new ToolkitError('invalid-query', `Cannot list requests: ${problem}`);
}
