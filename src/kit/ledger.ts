import { readFileSync } from 'node:fs';
import { oncePer } from './once-per.ts';
import type { ProviderIdentity } from './provider-identity.ts';

/** Where a part of a rule comes from. */
export type Basis =
  | { readonly part: string; readonly basis: 'documented' | 'public'; readonly source: string }
  | {
      readonly part: string;
      readonly basis: 'assumed';
      readonly strength: 'strong' | 'medium' | 'weak';
      readonly because: string;
    };

/** What a caller must change to break a rule. */
export type BrokenBy = 'body' | 'query' | 'headers' | 'path' | 'state' | 'traffic';

/** One rule: what it says, what that rests on, and whether it can refuse a request. */
export interface Rule {
  readonly id: string;
  readonly broken_by?: BrokenBy;
  readonly says: string;
  readonly basis: readonly Basis[];
}

/** A provider's ledger (`rules.json`): every rule in the order of the checks, and what is said about the mock beside. */
export interface Ledger {
  readonly provider: string;
  readonly title: string;
  readonly documents: Readonly<Record<string, string>>;
  readonly wire: readonly string[];
  /** The file name, without ending, of the example to try first. */
  readonly try: string;
  readonly rules: readonly Rule[];
  readonly defects: readonly string[];
  readonly not_imitated: readonly string[];
}

/** Reads a provider's ledger from its folder. A file of the provider's own that is no JSON is a mistake to be seen, so it throws. */
export function readLedger({ folder }: Pick<ProviderIdentity, 'folder'>): Ledger {
  return JSON.parse(readFileSync(new URL('rules.json', folder), 'utf8'));
}

/** A rule as it is shown: with the files of its corrections, where it has some. */
export type ShownRule = Rule & { readonly corrections?: readonly string[] };

/** The rules of a provider, as they are shown. */
export function shownRules(provider: Pick<ProviderIdentity, 'folder' | 'correctedRules'>): readonly ShownRule[] {
  const { correctedRules = {} } = provider;
  return readLedger(provider).rules.map((rule) => {
    const corrections = correctedRules[rule.id];
    return corrections ? { ...rule, corrections } : rule;
  });
}

const orderOf = oncePer<Pick<ProviderIdentity, 'folder'>, ReadonlyMap<string, number>>(
  (provider) => new Map(readLedger(provider).rules.map(({ id }, index) => [id, index])),
);

/** Rules that applied, as they are shown: the choosing ones first, as they came, then the others in the ledger's order. */
export function inLedgerOrder(
  provider: Pick<ProviderIdentity, 'folder'>,
  rules: readonly string[],
  chosen: readonly string[],
): string[] {
  const order = orderOf(provider);
  const others = rules.filter((rule) => !chosen.includes(rule));
  const first = rules.filter((rule) => chosen.includes(rule));
  return [...first, ...others.sort((one, other) => (order.get(one) ?? 0) - (order.get(other) ?? 0))];
}
