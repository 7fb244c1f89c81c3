import type { Culprit, Difference, JudgedDifference } from '../kit/drift-note.ts';
import type { Exchange } from '../kit/exchange.ts';
import { type Basis, type Rule, readLedger } from '../kit/ledger.ts';
import type { Provider } from '../kit/provider.ts';
import type { Earlier } from './comparable.ts';
import { decidingPart, decidingRule, restsOn } from './deciding-part.ts';

/** Judges differences between the mock of one provider and the real API: who of them is wrong. */
export class Judge {
  readonly #rules: ReadonlyMap<string, Rule>;

  constructor(provider: Provider) {
    this.#rules = new Map(readLedger(provider).rules.map((rule) => [rule.id, rule]));
  }

  /** @param earlier A comparable recording, older than this, that agreed with the mock at the same place. */
  judge(difference: Difference, own: Exchange, earlier: Earlier | undefined): JudgedDifference {
    const rule = decidingRule(own.rules, difference, (id) => this.#rules.get(id));
    const known = this.#rules.get(rule);
    const part = known && decidingPart(known, difference);
    const culprit = culpritOf(difference, own, part, earlier);
    return {
      ...difference,
      rule,
      culprit,
      ...restsOn(part),
      says: sentence(culprit, difference, own, earlier, part),
    };
  }
}

/** The order in which who is wrong is decided; the first that fits. */
function culpritOf(
  difference: Difference,
  own: Exchange,
  part: Basis | undefined,
  earlier: Earlier | undefined,
): Culprit {
  if (earlier) return 'provider';
  return isBeyondDocument(difference, own) || part?.basis !== 'documented' ? 'mock' : 'document';
}

/** A document seldom says what else is refused, or that there is no further member: then the mock knows too little. */
function isBeyondDocument({ kind }: Difference, { refused = false }: Exchange): boolean {
  return kind === 'new' || (kind === 'outcome' && !refused);
}

function sentence(
  culprit: Culprit,
  difference: Difference,
  own: Exchange,
  earlier: Earlier | undefined,
  part: Basis | undefined,
): string {
  if (culprit === 'provider') {
    return `The API answered as the mock does until ${earlier?.recordedAt ?? 'then'}, and otherwise since: correct the rule, and look for what else changed.`;
  }
  if (culprit === 'document') {
    return `The API does not do what its document says (${part?.part ?? 'this rule'}): correct the rule, with this recording as its source, and tell the provider.`;
  }
  return `${wrongIn(difference, own)}: correct the rule, or answer with an override until then.`;
}

function wrongIn({ kind }: Difference, { refused = false }: Exchange): string {
  if (kind === 'outcome')
    return refused ? 'The mock refuses what the API takes' : 'The mock takes what the API refuses';
  if (kind === 'order') return 'The API looks at something else first';
  if (kind === 'status') return 'The mock answers with another status';
  if (kind === 'text') return 'The mock words it otherwise';
  if (kind === 'new') return 'The API answers more than the mock knows of';
  return kind === 'missing' ? 'The mock answers more than the API does' : 'The mock answers something else';
}
