import { type BrokenBy, readLedger } from '../kit/ledger.ts';
import type { ProviderIdentity } from '../kit/provider-identity.ts';
import type { Counted } from './rule-counts.ts';

/** Which rules of a provider were met. */
export interface Coverage {
  readonly provider: string;
  /** Requests that its mock answered. */
  readonly requests: number;
  /** Every rule, in the order of the ledger. */
  readonly rules: readonly RuleCoverage[];
}

/** One rule, and how often it had its part in a reply. */
export interface RuleCoverage {
  readonly rule: string;
  readonly count: number;
  /** What a caller must change to be refused by it; none for a rule that refuses nothing. */
  readonly broken_by?: BrokenBy | undefined;
}

/** A coverage in a few numbers. */
export interface CoverageSum {
  readonly total: number;
  readonly met: number;
  /** Of the rules, rounded down: 100 only when all were met. */
  readonly percent: number;
  readonly refusals: number;
  readonly provoked: number;
}

/** What the requests of a run met of a provider's rules. */
export function coverageOf(
  provider: Pick<ProviderIdentity, 'name' | 'folder'>,
  { requests, rules: counts }: Counted,
): Coverage {
  const rules = readLedger(provider).rules.map(({ id, broken_by }) => ({
    rule: id,
    count: counts.get(id) ?? 0,
    ...(broken_by !== undefined && { broken_by }),
  }));
  return { provider: provider.name, requests, rules };
}

/** The numbers of a coverage. */
export function sumOf({ rules }: Coverage): CoverageSum {
  const met = rules.filter(({ count }) => count > 0);
  const refusing = (all: readonly RuleCoverage[]) => all.filter(({ broken_by }) => broken_by !== undefined).length;
  const percent = rules.length === 0 ? 100 : Math.floor((100 * met.length) / rules.length);
  return { total: rules.length, met: met.length, percent, refusals: refusing(rules), provoked: refusing(met) };
}

/** Refusals that no request provoked. */
export function unprovoked({ rules }: Coverage): RuleCoverage[] {
  return rules.filter(({ count, broken_by }) => broken_by !== undefined && count === 0);
}

/** Several coverages as one, by provider: what each worker of a test run met. */
export function added(coverages: readonly Coverage[]): Coverage[] {
  const byProvider = Map.groupBy(coverages, ({ provider }) => provider);
  return [...byProvider].map(([provider, all]) => {
    const rules = new Map<string, RuleCoverage>();
    for (const each of all.flatMap((coverage) => coverage.rules)) {
      const before = rules.get(each.rule)?.count ?? 0;
      rules.set(each.rule, { ...each, count: before + each.count });
    }
    return { provider, requests: all.reduce((sum, { requests }) => sum + requests, 0), rules: [...rules.values()] };
  });
}
