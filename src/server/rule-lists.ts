import type { DriftNote } from '../kit/drift-note.ts';

/** Node's fetch gives up on headers of 16 KiB in all, and a batch of a thousand calls has as many rules. */
const longestRuleHeader = 4_096;

/** The value of `X-Understudy-Rule`: of a long list only as many whole rule ids as fit; the journal has them all. */
export function ruleHeader(rule: string): string {
  return rule.length <= longestRuleHeader ? rule : rule.slice(0, rule.lastIndexOf(',', longestRuleHeader));
}

/** The rules of the mock that are named in what was found. */
export function driftedRules({ findings }: DriftNote): string | undefined {
  return findings.length > 0 ? [...new Set(findings.map(({ rule }) => rule))].join(',') : undefined;
}
