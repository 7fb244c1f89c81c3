import type { Difference, DifferenceKind, Strength } from '../kit/drift-note.ts';
import type { Basis, Rule } from '../kit/ledger.ts';

/**
 * Which words in the name of a rule's part say that it is about this: a ledger says in plain words what each of its parts is
 * about. What no part is about, nobody says: an assumption that was not even written down.
 */
const about: Readonly<Partial<Record<DifferenceKind, RegExp>>> = {
  status: /\bstatus|\bHTTP\b|\breply\b|\breplies\b|\banswer/i,
  text: /\btexts?\b|\bwords?\b|\bmessages?\b|\breply\b|\breplies\b|\berror\b/i,
  order: /\bbefore\b|\border\b|\bfirst\b|\blast\b|\blooked at\b|\bchecked\b/i,
  value: /\bvalues?\b|\bform\b|\breply\b|\bresult\b|\bcounts?\b|\bdefaults?\b/i,
  type: /\btypes?\b|\bform\b|\blist\b|\breply\b|\breplies\b|\bkeys\b|\bmembers\b|\bresult\b/i,
  missing: /\bform\b|\breply\b|\breplies\b|\bkeys\b|\bmembers\b|\bresult\b|\benvelope\b/i,
  new: /\bform\b|\breply\b|\breplies\b|\bkeys\b|\bmembers\b|\bresult\b|\benvelope\b/i,
};

const code = /\bcodes?\b|\breply\b|\breplies\b|\benvelope\b/i;

const firmness = ['weak', 'medium', 'strong'];

/** What a part rests on, as findings say it; what no part says is a weak assumption. */
export function restsOn(part: Basis | undefined): { readonly basis: Basis['basis']; readonly strength: Strength } {
  if (!part) return { basis: 'assumed', strength: 'weak' };
  return { basis: part.basis, strength: part.basis === 'assumed' ? part.strength : undefined };
}

/** The part of a rule that decided what stands at a place: of several the least firm; none where no part says anything of it. */
export function decidingPart({ basis }: Rule, { kind, place }: Pick<Difference, 'kind' | 'place'>): Basis | undefined {
  const words = kind === 'text' && /code$/i.test(place) ? code : about[kind];
  // Whether a call is refused at all is what the rule itself says, and its first part.
  if (!words) return basis[0];
  const member = place.split('/').findLast((name) => !/^\d*$/.test(name)) ?? '';
  const naming = kind === 'order' ? [] : basis.filter(({ part }) => names(part, member));
  const [first, ...others] = naming.length > 0 ? naming : basis.filter(({ part }) => words.test(part));
  return first && others.reduce((one, other) => (rank(other) < rank(one) ? other : one), first);
}

function names(part: string, member: string): boolean {
  return member.length > 2 && part.split(/\W+/).includes(member);
}

function rank(part: Basis): number {
  if (part.basis === 'assumed') return firmness.indexOf(part.strength);
  return part.basis === 'public' ? firmness.length : firmness.length + 1;
}

/**
 * The rule that decided what stands at a place: of those that applied, the one that is named after a member on the way there
 * (`permissions-default` for `/permissions/botService`), or else the one that chose the reply.
 */
export function decidingRule(
  rules: readonly string[],
  { kind, place }: Pick<Difference, 'kind' | 'place'>,
  ruleOf: (id: string) => Rule | undefined,
): string {
  const [chosen = '', ...effects] = rules;
  const member = place.split('/').at(-1) ?? '';
  const says = ruleOf(chosen)?.basis.some(({ part }) => names(part, member));
  if (kind === 'outcome' || kind === 'status' || says) return chosen;
  const members = place.split('/').map((member) => member.replaceAll(/([a-z])([A-Z])/g, '$1-$2').toLowerCase());
  const named = effects.find((rule) => members.some((member) => member.length > 2 && isAbout(rule, member)));
  return named ?? chosen;
}

function isAbout(rule: string, member: string): boolean {
  const [, name = ''] = rule.split('/');
  return name === member || name.startsWith(`${member}-`);
}
