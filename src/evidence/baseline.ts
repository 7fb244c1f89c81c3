import { isJsonObject } from '../kit/protocols/json.ts';
import type { RuleEvidence } from './evidence.ts';

/** The version of the file that is written, and the newest that is read. */
const version = 1;

/** The columns that can get worse. Of recordings it counts whether there is one, not its age. */
interface Row {
  readonly examples: number;
  readonly pacts: number;
  readonly recording: boolean;
  readonly standIn: boolean;
  readonly drift: number;
}

/** What a committed file says of each rule. */
export type Baseline = Readonly<Record<string, Row>>;

/** A baseline that cannot be used. The message says what to do. */
export class BaselineError extends Error {
  override readonly name = 'BaselineError';
}

/** The text of a file that says how good the evidence is now. */
export function printBaseline(evidence: readonly RuleEvidence[]): string {
  const rules = Object.fromEntries(evidence.map((each) => [each.rule, rowOf(each)]));
  return `${JSON.stringify({ understudyEvidence: version, rules }, null, 2)}\n`;
}

/** Reads such a file. Throws a BaselineError for one that is none, or is newer. */
export function readBaseline(file: string, text: string): Baseline {
  const refuse = (found: string) => new BaselineError(`Cannot compare with ${file}: ${found}`);
  const document = parsed(text);
  if (!isJsonObject(document) || typeof document.understudyEvidence !== 'number' || !isJsonObject(document.rules)) {
    throw refuse('it is no evidence file. Write one with --update.');
  }
  if (document.understudyEvidence > version) {
    throw refuse(
      `its version is ${document.understudyEvidence}, and this program knows ${version}. Update api-understudy.`,
    );
  }
  return Object.fromEntries(Object.entries(document.rules).map(([rule, row]) => [rule, readRow(row)]));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readRow(row: unknown): Row {
  const { examples, pacts, recording, standIn, drift } = isJsonObject(row) ? row : {};
  return {
    examples: Number(examples) || 0,
    pacts: Number(pacts) || 0,
    recording: recording === true,
    standIn: standIn === true,
    drift: Number(drift) || 0,
  };
}

function rowOf({ examples, pacts, recording, standIn, drift }: RuleEvidence): Row {
  return { examples, pacts, recording: recording !== null, standIn: standIn !== null, drift };
}

/** What has got worse since, a line for each column of a rule; a rule that is new has nothing to lose. */
export function worseThan(baseline: Baseline, evidence: readonly RuleEvidence[]): string[] {
  const now = new Map(evidence.map((each) => [each.rule, rowOf(each)]));
  return Object.entries(baseline).flatMap(([rule, before]) => {
    const after = now.get(rule);
    if (!after) return [`${rule}: the rule is gone`];
    const columns = ['examples', 'pacts', 'recording', 'standIn', 'drift'] as const;
    const worse = columns.filter((column) => isWorse(column, before[column], after[column]));
    return worse.map((column) => `${rule}: ${column} was ${before[column]}, is ${after[column]}`);
  });
}

function isWorse(column: keyof Row, before: number | boolean, after: number | boolean): boolean {
  return column === 'drift' ? Number(after) > Number(before) : Number(after) < Number(before);
}
