import type { JournalEntry } from '../../journal/journal-entry.ts';
import { closestTo } from '../../kit/closest.ts';
import { ToolkitError } from '../toolkit-error.ts';
import type { AdminCall, AdminRequest } from './call.ts';

/** The journal, oldest first: of one provider, of one operation, or only the newest few. */
export const readRequests: AdminCall = {
  method: 'GET',
  path: '/requests',
  handle: (request) => {
    const filter = readFilter(request);
    const matching = request.session.journal.entries().filter((entry) => isWanted(entry, filter));
    return {
      requests: filter.limit === undefined ? matching : matching.slice(Math.max(0, matching.length - filter.limit)),
    };
  },
};

/** Empties the journal. */
export const deleteRequests: AdminCall = {
  method: 'DELETE',
  path: '/requests',
  handle: ({ session }) => {
    const deleted = session.journal.size;
    session.journal.clear();
    return { deleted };
  },
};

interface Filter {
  readonly provider?: string;
  readonly operation?: string;
  readonly limit?: number;
}

function isWanted(entry: JournalEntry, { provider, operation }: Filter): boolean {
  return (
    (provider === undefined || entry.provider === provider) &&
    (operation === undefined || entry.operation === operation)
  );
}

function readFilter({ query, context }: AdminRequest): Filter {
  const providers = context.providers.identities;
  requireKnown('query parameter', [...query.keys()], ['provider', 'operation', 'limit']);
  const limit = query.get('limit');
  if (limit !== null && !/^\d{1,9}$/.test(limit)) throw refuse('"limit" is no whole number. Use a limit such as 10.');
  // An operation may be written with its provider: leeloo/create-email-account.
  const [, prefix, operation] = /^(?:([^/]*)\/)?(.*)$/s.exec(query.get('operation') ?? '') ?? [];
  const provider = query.get('provider') ?? prefix;
  if (provider !== undefined)
    requireKnown(
      'provider',
      [provider],
      providers.map(({ name }) => name),
    );
  const searched = providers.filter(({ name }) => provider === undefined || name === provider);
  if (operation) {
    const names = searched.flatMap(({ operationNames }) => operationNames);
    requireKnown('operation', [operation], [...names, 'batch']);
  }
  return {
    ...(provider && { provider }),
    ...(operation && { operation }),
    ...(limit !== null && { limit: Number(limit) }),
  };
}

function requireKnown(what: string, given: readonly string[], known: readonly string[]): void {
  const unknown = given.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const [nearest] = closestTo(unknown, known);
  throw refuse(`the ${what} is unknown. ${nearest ? `Did you mean ${nearest}? ` : ''}There are ${known.join(', ')}.`);
}

function refuse(problem: string): ToolkitError {
  return new ToolkitError('invalid-query', `Cannot list requests: ${problem}`);
}
