import type { DriftNote, JudgedDifference } from '../kit/drift-note.ts';
import { FindingList } from './finding-list.ts';

/** One thing that has drifted, with how often it was seen in a session. */
export interface SessionFinding extends JudgedDifference {
  readonly provider: string;
  readonly operation: string;
  /** The id of the first request in the journal that shows it, and when that came (ISO 8601). */
  readonly request: string;
  readonly at: string;
  readonly count: number;
}

/** What an entry of a journal tells. */
interface Entry {
  readonly id: string;
  readonly at: string;
  readonly provider: string;
  readonly operation?: string;
  readonly drift?: DriftNote;
}

/** What came of comparing the requests that a session's journal holds. */
export interface SessionDrift {
  readonly compared: number;
  readonly agree: number;
  readonly drifted: number;
  /** Requests that could not be compared, and why. */
  readonly notJudged: readonly { readonly request: string; readonly reason: string }[];
  readonly findings: readonly SessionFinding[];
}

/** The drift that the entries of a journal tell of. */
export function driftIn(entries: readonly Entry[]): SessionDrift {
  const findings = new FindingList<SessionFinding>();
  const notJudged: { request: string; reason: string }[] = [];
  let [agree, drifted] = [0, 0];
  for (const { drift, id: request, at, provider, operation = 'unknown' } of entries) {
    if (!drift) continue;
    if (drift.verdict === 'agrees') agree += 1;
    else if (drift.verdict === 'drifted') drifted += 1;
    else notJudged.push({ request, reason: drift.reason ?? '' });
    findings.add(drift.findings.map((finding) => ({ ...finding, provider, operation, request, at, count: 1 })));
  }
  return { compared: agree + drifted, agree, drifted, notJudged, findings: findings.sorted() };
}
