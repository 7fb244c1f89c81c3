import type { Basis, Rule } from '../kit/ledger.ts';
import type { DifferenceKind } from './differences.ts';

/**
 * Which words in the name of a rule's part say that it is about this. A ledger says in plain words what each of its parts is
 * about; where none is about it, the first one is, which says that there is such a rule at all.
 */
const about: Readonly<Partial<Record<DifferenceKind, RegExp>>> = {
  status: /\bstatus|\bHTTP\b|\breply\b|\breplies\b|\banswer/i,
  text: /\btexts?\b|\bwords?\b|\bmessages?\b|\bcodes?\b|\breply\b|\breplies\b|\benvelope\b|\berrors?\b/i,
  order: /\bbefore\b|\border\b|\bfirst\b|\blast\b|\blooked at\b|\bchecked\b/i,
  value: /\bvalues?\b|\bform\b|\breply\b|\bdefaults?\b/i,
  type: /\btypes?\b|\bform\b|\blist\b|\breply\b|\breplies\b|\bkeys\b|\bmembers\b|\bfields\b/i,
  missing: /\bform\b|\breply\b|\breplies\b|\bkeys\b|\bmembers\b|\bfields\b|\benvelope\b/i,
  new: /\bform\b|\breply\b|\breplies\b|\bkeys\b|\bmembers\b|\bfields\b|\benvelope\b/i,
};

const firmness = ['weak', 'medium', 'strong'];

/** The part of a rule that decided what stands at a place: of several the least firm. */
export function decidingPart({ basis }: Rule, kind: DifferenceKind): Basis | undefined {
  const words = about[kind];
  const fitting = words ? basis.filter(({ part }) => words.test(part)) : [];
  const [first] = basis;
  // Whether a call is refused at all is what the rule itself says.
  if (kind === 'outcome' || fitting.length === 0) return first;
  return fitting.reduce((one, other) => (rank(other) < rank(one) ? other : one));
}

function rank(part: Basis): number {
  if (part.basis === 'assumed') return firmness.indexOf(part.strength);
  return part.basis === 'public' ? firmness.length : firmness.length + 1;
}
