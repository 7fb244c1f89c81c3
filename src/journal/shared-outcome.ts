import type { Exchange } from '../kit/exchange.ts';
import { textWeight } from '../kit/world/weight.ts';

/** What a violation holds beside the text of its path: an object and its place in a list. */
const violationBytes = 96;

/** What the exchanges of an operation with the same outcome have in common: kept once for all of them. */
export class SharedOutcome {
  readonly provider: Exchange['provider'];
  readonly operation: Exchange['operation'];
  readonly source: Exchange['source'];
  readonly rule: Exchange['rule'];
  readonly rules: Exchange['rules'];
  readonly violations: Exchange['violations'];
  readonly nearest: Exchange['nearest'];
  readonly faults: Exchange['faults'];
  readonly corrected: Exchange['corrected'];
  readonly method: string;
  /** What it takes in memory beside texts of the server's own. */
  readonly bytes: number;

  /** @param before Shares with this one what they have alike. */
  constructor(exchange: Exchange, before: SharedOutcome | undefined) {
    this.provider = exchange.provider;
    this.operation = exchange.operation;
    this.source = exchange.source;
    this.rule = exchange.rule;
    this.rules = sharedList(before?.rules, exchange.rules);
    this.violations = sharedList(before?.violations, exchange.violations);
    this.nearest = sharedList(before?.nearest, exchange.nearest);
    this.faults = exchange.faults;
    this.corrected = exchange.corrected;
    this.method = exchange.head.method;
    // Of a batch it names the rule of each member.
    this.bytes = exchange.violations.reduce(
      (bytes, { path }) => bytes + violationBytes + textWeight(path),
      exchange.rule?.length ?? 0,
    );
  }

  isOf(exchange: Exchange): boolean {
    return (
      exchange.provider === this.provider &&
      exchange.operation === this.operation &&
      exchange.source === this.source &&
      exchange.rule === this.rule &&
      exchange.faults === this.faults &&
      exchange.corrected === this.corrected &&
      exchange.head.method === this.method &&
      isSameList(this.rules, exchange.rules) &&
      isSameList(this.violations, exchange.violations) &&
      isSameList(this.nearest, exchange.nearest)
    );
  }
}

/** Of two lists that are the same the one before. Apart from the next, because the members of a list come slowly as names. */
function sharedList<Item>(before: readonly Item[] | undefined, now: readonly Item[]): readonly Item[] {
  return before && isSameList(before, now) ? before : now;
}

function isSameList<Item>(before: readonly Item[], now: readonly Item[]): boolean {
  return before.length === now.length && now.every((item, index) => item === before[index]);
}
