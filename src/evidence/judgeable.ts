import type { StoredRecording } from '../../proxy/recording-format/recording.ts';
import type { Provider } from '../kit/provider.ts';
import type { NotJudged } from './finding.ts';
import { type SeenExchange, seenExchange } from './seen-exchange.ts';

/** What is compared, and by which time. */
export interface DriftSettings {
  /** In the order of recording. */
  readonly recordings: readonly StoredRecording[];
  /** Epoch milliseconds. */
  readonly now: number;
  /** Days after which a recording is stale; none without it. */
  readonly maxAge?: number | undefined;
}

const dayMs = 86_400_000;

/** Recordings by what can be done with them. */
export interface Sorted {
  readonly stale: number;
  readonly notJudged: readonly NotJudged[];
  readonly seen: readonly SeenExchange[];
}

/** Puts aside what is too old, and what nobody can judge. */
export function sortRecordings(provider: Provider, { recordings, ...age }: DriftSettings): Sorted {
  const oldest = oldestOf(age);
  const fresh = recordings.filter(({ recording }) => !(Date.parse(recording.recorded_at) < oldest));
  const notJudged: NotJudged[] = [];
  const seen = fresh.flatMap((stored) => {
    const exchange = seenExchange(stored);
    const reason = 'reason' in exchange ? exchange.reason : notOfTheApi(provider, exchange);
    if (reason !== undefined) notJudged.push({ recording: stored.file, reason });
    return reason !== undefined || 'reason' in exchange ? [] : [exchange];
  });
  return { stale: recordings.length - fresh.length, notJudged, seen };
}

/** The time before which recordings are stale: no age at all makes all of them so. */
function oldestOf({ now, maxAge }: Omit<DriftSettings, 'recordings'>): number {
  if (maxAge === undefined) return Number.NEGATIVE_INFINITY;
  return maxAge === 0 ? Number.POSITIVE_INFINITY : now - maxAge * dayMs;
}

/** Why a reply is none of the API's own; nothing for one that can be judged. */
export function notOfTheApi({ operations }: Provider, { reply, operation }: SeenExchange): string | undefined {
  const { status, json, text } = reply;
  if (status >= 500) return `the API failed (${status})`;
  if (status === 429) return 'the API had too many requests';
  if (status < 200 || (status >= 300 && status < 400)) return `it leads elsewhere (${status})`;
  const answersJson = operations.some(({ name, replies }) => name === operation && replies[0]?.schema !== undefined);
  return answersJson && json === undefined && text !== ''
    ? 'its body is no JSON: something between answered'
    : undefined;
}
