import type { Difference, DifferenceKind } from '../kit/drift-note.ts';
import type { Exchange } from '../kit/exchange.ts';
import { jsonValue } from '../kit/protocols/json.ts';
import type { Provider } from '../kit/provider.ts';
import { annotatedNames } from '../kit/schema/annotated-names.ts';
import { bodyDifferences, type Comparing } from './differences.ts';
import { refuses, type SeenExchange } from './seen-exchange.ts';
import type { Translation } from './translation.ts';
import { wordingsOf } from './wordings.ts';

/** Compares the real API's replies with those of one provider's mock. */
export class ReplyComparison {
  readonly #provider: Provider;
  readonly #volatile: ReadonlySet<string>;
  readonly #wordings: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(provider: Provider) {
    this.#provider = provider;
    const { schemas } = provider;
    this.#volatile = new Set(
      (['x-volatile', 'x-secret', 'x-base-url'] as const).flatMap((name) => [...annotatedNames(schemas, name).keys()]),
    );
    this.#wordings = wordingsOf(provider);
  }

  /** Whether a member of this name is drawn by whoever answers. */
  isIssued(name: string): boolean {
    return this.#volatile.has(name.toLowerCase());
  }

  /** In what the real reply is another than the mock's; one difference where the outcome is another. */
  differences(own: Exchange, seen: SeenExchange, translation: Translation): Difference[] {
    const expected = bodyOf(own);
    const { status, json } = seen.reply;
    const found = json && translation.value(json.value);
    const isRefused = refuses(this.#provider, seen.reply);
    // By the same measure: of a batch, or of a call without a reply, nobody can tell by what was answered.
    const isRefusedHere = refuses(this.#provider, seenReply(own));
    if (isRefused !== isRefusedHere) return [outcome(own, expected, status, found)];
    if (status !== own.reply.status) {
      return [{ kind: 'status', place: 'status', expected: own.reply.status, found: status }];
    }
    if (json === undefined || expected === undefined) return textDifferences(own, seen);
    const comparing: Comparing = {
      isVolatile: (name) => this.isIssued(name),
      byShape: !isRefused && (this.#provider.realFacts?.byShape?.includes(seen.operation) ?? false),
    };
    const differences = bodyDifferences(expected, found, comparing);
    return isRefused ? differences.map((each) => this.#ofRefusal(each, own)) : differences;
  }

  /** Another text in a refusal is another wording, or that of another rule: then another check came first. */
  #ofRefusal(difference: Difference, { rules }: Exchange): Difference {
    if (difference.kind !== 'value') return difference;
    const said = this.#wordings.get(String(difference.found));
    const isOther = said !== undefined && !rules.some((rule) => said.has(rule));
    const kind: DifferenceKind = isOther ? 'order' : 'text';
    return { ...difference, kind };
  }
}

function bodyOf({ reply }: Exchange): unknown {
  return typeof reply.body === 'string' && reply.body !== '' ? jsonValue(reply.body) : undefined;
}

/** The mock's reply as that of the real API is seen. */
function seenReply(own: Exchange): SeenExchange['reply'] {
  const value = bodyOf(own);
  const { status, body = '' } = own.reply;
  return { status, text: body, json: value === undefined ? undefined : { value } };
}

function outcome(own: Exchange, expected: unknown, status: number, found: unknown): Difference {
  const isOtherStatus = own.reply.status !== status;
  return isOtherStatus
    ? { kind: 'outcome', place: 'status', expected: own.reply.status, found: status }
    : { kind: 'outcome', place: '', expected, found };
}

function textDifferences({ reply }: Exchange, { reply: seen }: SeenExchange): Difference[] {
  const expected = reply.body ?? '';
  if (expected === seen.text) return [];
  return [{ kind: 'text', place: '', expected, found: seen.text }];
}
