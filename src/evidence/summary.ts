import type { DriftReport } from './finding.ts';

/** The counts of several providers together: of recordings, but `unchecked`, which is of rules. */
export interface DriftSummary {
  readonly recordings: number;
  readonly compared: number;
  readonly agree: number;
  readonly drifted: number;
  readonly stale: number;
  readonly notJudged: number;
  readonly unchecked: number;
}

export function summaryOf(reports: readonly DriftReport[]): DriftSummary {
  const sum = (count: (report: DriftReport) => number) => reports.reduce((total, report) => total + count(report), 0);
  return {
    recordings: sum(({ recordings }) => recordings),
    compared: sum(({ compared }) => compared),
    agree: sum(({ agree }) => agree),
    drifted: sum(({ drifted }) => drifted),
    stale: sum(({ stale }) => stale),
    notJudged: sum(({ notJudged }) => notJudged.length),
    unchecked: sum(({ unchecked }) => unchecked.length),
  };
}

/** What was compared, in a sentence. */
export function summarySentence(summary: DriftSummary): string {
  const { recordings, compared, agree, drifted, stale, notJudged, unchecked } = summary;
  if (compared === 0) {
    const others = stale + notJudged > 0 ? ` (${stale} stale, ${notJudged} not judged)` : '';
    return `Nothing could be compared: of ${recordings} recordings none could be used${others}. Record some with --mode record.`;
  }
  return `${compared} of ${recordings} recordings compared: ${agree} agree, ${drifted} drifted; ${stale} stale, ${notJudged} not judged. ${unchecked} rules are unchecked: no recording meets them.`;
}
