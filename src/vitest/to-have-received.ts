import type { SessionHandle } from '../app/session-handle.ts';
import type { JournalEntry } from '../journal/journal-entry.ts';
import { describeEntry, describeFilter, describeNearest } from '../journal/requests/describe.ts';
import { isWhole, type Match, matchRequest } from '../journal/requests/match.ts';
import { type CheckedFilter, readQuery } from '../journal/requests/read-query.ts';
import type { RequestFilter, RequestQuery } from '../journal/requests/request-filter.ts';

/** What else the requests must be like, and how many there must be. */
export interface ReceivedRequests extends Omit<RequestFilter, 'provider' | 'operation'> {
  /** Exactly so many; without it at least one. */
  readonly times?: number;
}

/** A matcher's result as Vitest takes it. */
interface Result {
  readonly pass: boolean;
  message(): string;
}

/** Checks that a session has received requests that fit. Throws a TypeError when the question itself is wrong. */
export function toHaveReceived(received: unknown, query: RequestQuery, expected: ReceivedRequests = {}): Result {
  const { times, ...details } = expected;
  if (times !== undefined && !(Number.isInteger(times) && times >= 0)) {
    throw new TypeError(`Cannot check for ${times} requests: that is no number of requests. Use 0, 1, 2 and so on.`);
  }
  const filter = readQuery(query, details);
  const matches = journalOf(received).map((entry) => matchRequest(entry, filter));
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

function journalOf(received: unknown): JournalEntry[] {
  if (isSession(received)) return received.requests();
  throw new TypeError(
    'Cannot check requests: the value is no session of Understudy. Write expect(session).toHaveReceived(...).',
  );
}

function isSession(value: unknown): value is Pick<SessionHandle, 'requests'> {
  return typeof value === 'object' && value !== null && 'requests' in value && typeof value.requests === 'function';
}
