import type { DifferenceKind, JudgedDifference } from '../kit/drift-note.ts';
import { plainPlace } from './comparable.ts';

/** How bad it is to be wrong in this way, the worst first. */
const severity: readonly DifferenceKind[] = ['outcome', 'status', 'type', 'missing', 'order', 'value', 'text', 'new'];

/** What is told of a finding, wherever it was made. */
interface Found extends JudgedDifference {
  readonly operation: string;
  readonly count: number;
}

/** Findings, those with one cause as one. */
export class FindingList<Finding extends Found> {
  readonly #byCause = new Map<string, Finding>();

  add(findings: readonly Finding[]): void {
    for (const finding of findings) {
      const cause = causeOf(finding);
      const known = this.#byCause.get(cause);
      this.#byCause.set(cause, known ? { ...known, count: known.count + 1 } : finding);
    }
  }

  /** The worst first; of equally bad ones the most frequent. */
  sorted(): Finding[] {
    return [...this.#byCause.values()].sort(
      (one, other) => severity.indexOf(one.kind) - severity.indexOf(other.kind) || other.count - one.count,
    );
  }
}

/** A member that replies of several operations have, or lack, is one cause: it stands in one part of them all. */
function causeOf({ culprit, operation, rule, kind, place, expected, found }: Found): string {
  const where = plainPlace(place);
  if (kind === 'new' || kind === 'missing') return JSON.stringify([culprit, kind, where.split('/').slice(-2)]);
  const isWording = kind === 'text' || kind === 'order' || kind === 'status' || kind === 'outcome';
  return JSON.stringify([culprit, operation, rule, kind, where, ...(isWording ? [expected, found] : [])]);
}
