import type { Catalogue } from '../../kit/catalogue.ts';
import type { JournalEntry } from '../journal-entry.ts';
import { type Match, matchRequest } from './match.ts';
import { type CheckedFilter, readQuery } from './read-query.ts';
import type { RequestFilter } from './request-filter.ts';

/** What was looked for, and how well each entry of a journal fits. */
export interface Search {
  readonly filter: CheckedFilter;
  readonly matches: readonly Match[];
}

/** Filters beside the provider and the operation that a query names. */
export type SearchDetails = Omit<RequestFilter, 'provider' | 'operation'>;

/**
 * The name of the method by which a session lets a matcher look into its journal. A symbol, since only matchers need it: they
 * do not know which providers the session's server plays.
 */
export const search = Symbol('search');

/** What has a journal. */
export interface Searchable {
  [search](query?: string | RequestFilter, details?: SearchDetails): Search;
}

/** The same of a session elsewhere, whose server must be asked. */
export const remoteSearch = Symbol('remoteSearch');

export type RemoteSearch = Promise<Search>;

/** Looks for requests in a journal. Throws a TypeError when the question names what the server does not play. */
export function searchEntries(
  entries: readonly JournalEntry[],
  providers: Catalogue,
  query?: string | RequestFilter,
  details?: SearchDetails,
): Search {
  const filter = readQuery(providers, query, details);
  return { filter, matches: entries.map((entry) => matchRequest(entry, filter)) };
}
