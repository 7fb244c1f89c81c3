import type { Journal } from '../journal.ts';
import type { JournalEntry } from '../journal-entry.ts';
import { describeFilter, describeNearest } from './describe.ts';
import { isWhole, matchRequest } from './match.ts';
import { NoRequestError } from './no-request-error.ts';
import type { CheckedFilter } from './read-query.ts';

/** How long one waits for a request. */
export interface WaitOptions {
  /** Milliseconds of real time, whatever the session's clock shows; 2,000 without it. */
  readonly timeoutMs?: number;
  /** Ends the waiting as if the time were over. */
  readonly signal?: AbortSignal;
}

/** Less than test runners give a whole test, so that the test ends with the message that helps. */
const defaultTimeoutMs = 2_000;
/** Longer waits than Node's timers can measure end at once. */
const longestMs = 2_147_483_647;

/** The first request in the journal that fits, or the next that comes. Rejects with a NoRequestError when none comes in time. */
export async function waitForRequest(
  journal: Journal,
  filter: CheckedFilter,
  { timeoutMs = defaultTimeoutMs, signal }: WaitOptions = {},
): Promise<JournalEntry> {
  if (!(timeoutMs >= 0 && timeoutMs <= longestMs)) {
    throw new RangeError(
      `Cannot wait for ${timeoutMs} ms: it is no number from 0 to ${longestMs}. Use a number such as 1000.`,
    );
  }
  const known = journal.entries().find((entry) => isWhole(matchRequest(entry, filter)));
  if (known) return known;
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      end();
      reject(new NoRequestError(missing(journal, filter, timeoutMs)));
    };
    const timer = setTimeout(giveUp, timeoutMs);
    signal?.addEventListener('abort', giveUp);
    const stop = journal.listen((entry) => {
      if (!isWhole(matchRequest(entry, filter))) return;
      end();
      resolve(entry);
    });
    const end = () => {
      stop();
      clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
    };
    if (signal?.aborted) giveUp();
  });
}

function missing(journal: Journal, filter: CheckedFilter, timeoutMs: number): string {
  const matches = journal.entries().map((entry) => matchRequest(entry, filter));
  return `Cannot find ${describeFilter(filter)}: none came within ${timeoutMs} ms. ${describeNearest(matches)}`;
}
