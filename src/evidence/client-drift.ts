import { type Rule, readLedger } from '../kit/ledger.ts';
import type { Provider } from '../kit/provider.ts';
import { decidingPart, restsOn } from './deciding-part.ts';
import type { DriftReport, Finding, MetRule } from './finding.ts';
import { FindingList } from './finding-list.ts';
import type { PlayedInteraction } from './pacts.ts';

/** What pacts expect otherwise than mock and recordings, which agree. */
export interface ClientDrift {
  readonly findings: readonly Finding[];
  /** Interactions whose rule no recording met: nobody knows who of the two is right. */
  readonly unchecked: readonly { readonly file: string; readonly description: string }[];
}

/** Judges what pacts expect: where the mock answers otherwise, and a recording agrees with the mock, the client is wrong. */
export function clientDrift(
  provider: Provider,
  { met }: DriftReport,
  played: readonly PlayedInteraction[],
): ClientDrift {
  const rules = new Map<string, Rule>(readLedger(provider).rules.map((rule) => [rule.id, rule]));
  const latest = new Map(
    met.toSorted((one, other) => Number(one.real) - Number(other.real)).map((each) => [each.rule, each]),
  );
  const findings = new FindingList<Finding>();
  for (const interaction of played) {
    const rule = interaction.own.rule ?? '';
    const recording = latest.get(rule);
    if (recording) findings.add(findingsOf(provider.name, interaction, rules.get(rule), recording));
  }
  const unchecked = played.filter(({ own }) => !latest.has(own.rule ?? ''));
  return { findings: findings.sorted(), unchecked: unchecked.map(({ file, description }) => ({ file, description })) };
}

function findingsOf(
  provider: string,
  { file, description, own, differences }: PlayedInteraction,
  rule: Rule | undefined,
  { recording, recordedAt }: MetRule,
): Finding[] {
  return differences.map((difference) => ({
    ...difference,
    provider,
    operation: own.operation ?? 'unknown',
    rule: own.rule ?? '',
    culprit: 'client',
    ...restsOn(rule && decidingPart(rule, difference)),
    recording,
    recordedAt,
    says: `The pact ${file} expects it (${description}), but mock and API agree: correct the client and its pact.`,
    count: 1,
  }));
}
