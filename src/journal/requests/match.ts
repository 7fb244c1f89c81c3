import type { JournalEntry } from '../journal-entry.ts';
import { type Difference, differences } from './difference.ts';
import type { CheckedFilter } from './read-query.ts';

/** A request with what sets it apart from the one that is looked for; nothing, when it is one. */
export interface Match {
  readonly entry: JournalEntry;
  readonly differences: readonly Difference[];
}

/** Compares a request of the journal with a filter. */
export function matchRequest(entry: JournalEntry, filter: CheckedFilter): Match {
  const { request, response } = entry;
  return {
    entry,
    differences: [
      ...compared('provider', filter.provider, entry.provider),
      ...compared('operation', filter.operation, entry.operation),
      ...(filter.rule === undefined || entry.rules.includes(filter.rule)
        ? []
        : [{ place: 'rule', expected: filter.rule, actual: entry.rules.join(', ') }]),
      ...compared('status', filter.status, response.status),
      ...compared('source', filter.source, entry.source),
      ...compared('method', filter.method?.toUpperCase(), request.method),
      ...comparedPath(filter.path, request.path),
      ...(filter.body === undefined ? [] : differences(filter.body, request.body, 'body')),
    ],
  };
}

function compared(place: string, expected: unknown, actual: unknown): Difference[] {
  return expected === undefined || expected === actual ? [] : [{ place, expected, actual }];
}

function comparedPath(expected: string | RegExp | undefined, actual: string): Difference[] {
  if (!(expected instanceof RegExp)) return compared('path', expected, actual);
  // Without its place in the text, which a global expression keeps from one test to the next.
  return new RegExp(expected.source, expected.flags.replace(/[gy]/g, '')).test(actual)
    ? []
    : [{ place: 'path', expected, actual }];
}

export function isWhole({ differences }: Match): boolean {
  return differences.length === 0;
}

/** The requests most like the one that is looked for, best first; of equal ones the newest. */
export function nearest(matches: readonly Match[], most = 3): Match[] {
  return matches
    .filter((match) => !isWhole(match))
    .reverse()
    .sort((one, other) => distance(one) - distance(other))
    .slice(0, most);
}

/** Another operation is farther away than any difference in what was sent to the right one. */
function distance({ differences }: Match): number {
  return differences.reduce((sum, { place }) => sum + (weights[place] ?? 1), 0);
}

const weights: Readonly<Record<string, number>> = { provider: 10_000, operation: 1_000 };
