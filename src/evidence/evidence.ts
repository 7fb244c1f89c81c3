import { readExamples } from '../kit/example.ts';
import { type Basis, readLedger } from '../kit/ledger.ts';
import type { Provider } from '../kit/provider.ts';
import type { DriftReport, MetRule } from './finding.ts';
import type { PlayedInteraction } from './pacts.ts';

/** What proves a rule, a column each. They are never summed: a recording is another proof than a pact. */
export interface RuleEvidence {
  readonly provider: string;
  readonly rule: string;
  /** What each part of it rests on, as `documented`, `public` or `assumed, weak`. */
  readonly basis: readonly string[];
  /** Executable examples that show it. */
  readonly examples: number;
  /** Interactions of pacts which it answers, as they expect. */
  readonly pacts: number;
  /** The latest recording of the real API that agrees with it. */
  readonly recording: Shown | null;
  /** The latest recording of another server in its place. */
  readonly standIn: Shown | null;
  /** Findings of drift that name it. */
  readonly drift: number;
  /** The file of the correction that answers in its place, below the folder of corrections. */
  readonly correction: string | null;
}

/** A recording, and when it was made (ISO 8601). */
interface Shown {
  readonly file: string;
  readonly recordedAt: string;
}

/** The evidence for each rule of a provider, in the order of its ledger. */
export function evidenceOf(
  provider: Provider,
  report: DriftReport,
  played: readonly PlayedInteraction[],
): RuleEvidence[] {
  const examples = Map.groupBy(readExamples(provider).values(), ({ rule }) => rule);
  const kept = played.filter(({ differences }) => differences.length === 0);
  const latest = (rule: string, real: boolean) =>
    shown(report.met.find((met) => met.rule === rule && met.real === real));
  return readLedger(provider).rules.map(({ id, basis }) => ({
    provider: provider.name,
    rule: id,
    basis: basis.map(basisText),
    examples: examples.get(id)?.length ?? 0,
    pacts: kept.filter(({ own }) => own.rules.includes(id)).length,
    recording: latest(id, true),
    standIn: latest(id, false),
    drift: report.findings.filter(({ rule }) => rule === id).length,
    correction: provider.corrections?.all.find(({ rule }) => rule === id)?.file ?? null,
  }));
}

function basisText(part: Basis): string {
  return part.basis === 'assumed' ? `assumed, ${part.strength}` : part.basis;
}

function shown(met: MetRule | undefined): Shown | null {
  return met ? { file: met.recording, recordedAt: met.recordedAt } : null;
}
