import type { RequestQuery } from '../app/request-query.ts';
import { describeEntry, describeFilter, describeNearest } from '../journal/requests/describe.ts';
import { isWhole, type Match } from '../journal/requests/match.ts';
import type { CheckedFilter } from '../journal/requests/read-query.ts';
import { remoteSearch, type Search, type Searchable, search } from '../journal/requests/search.ts';
import type { RemoteSession } from '../remote/remote-session.ts';

/** What can be asked of a session: its server may play more than the providers in the box. */
export type QueryOf<Session> = Session extends { requests(query?: infer Query): unknown }
  ? Exclude<Query, undefined>
  : RequestQuery;

/** What else the requests must be like, and how many there must be. */
export type ReceivedRequests<Session = unknown> = Omit<Exclude<QueryOf<Session>, string>, 'provider' | 'operation'> & {
  /** Exactly so many; without it at least one. */
  readonly times?: number;
};

/** A matcher's result as Vitest takes it. */
interface Result {
  readonly pass: boolean;
  message(): string;
}

/**
 * Checks that a session has received requests that fit; of a session elsewhere the result is there later. Throws a TypeError
 * when the question itself is wrong.
 */
export function toHaveReceived(
  received: unknown,
  query: RequestQuery,
  expected: ReceivedRequests = {},
): Result | Promise<Result> {
  const { times, ...details } = expected;
  if (times !== undefined && !(Number.isInteger(times) && times >= 0)) {
    throw new TypeError(`Cannot check for ${times} requests: that is no number of requests. Use 0, 1, 2 and so on.`);
  }
  if (isElsewhere(received)) return received[remoteSearch](query, details).then((found) => resultOf(found, times));
  return resultOf(searchable(received)[search](query, details), times);
}

function resultOf({ filter, matches }: Search, times: number | undefined): Result {
  const count = matches.filter(isWhole).length;
  return {
    pass: times === undefined ? count > 0 : count === times,
    message: () => describeResult(filter, matches, times),
  };
}

function describeResult(filter: CheckedFilter, matches: readonly Match[], times: number | undefined): string {
  const found = matches.filter(isWhole);
  const wanted = `${describeFilter(filter)}${times === undefined ? '' : `, ${times} times in all`}`;
  const list = found.map(({ entry }) => `  ${describeEntry(entry)}`);
  return [
    `The session has received ${found.length === 0 ? 'none' : found.length} that fit; asked was for ${wanted}.`,
    ...(list.length > 0 ? ['Those that fit:', ...list] : []),
    describeNearest(matches),
  ].join('\n');
}

function searchable(received: unknown): Searchable {
  if (isSearchable(received)) return received;
  throw new TypeError(
    'Cannot check requests: the value is no session of Understudy. Write expect(session).toHaveReceived(...).',
  );
}

function isElsewhere(value: unknown): value is Pick<RemoteSession, typeof remoteSearch> {
  return typeof value === 'object' && value !== null && remoteSearch in value;
}

function isSearchable(value: unknown): value is Searchable {
  return typeof value === 'object' && value !== null && search in value;
}
