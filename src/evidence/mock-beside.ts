import type { Difference } from '../kit/drift-note.ts';
import type { Exchange } from '../kit/exchange.ts';
import { jsonValue } from '../kit/protocols/json.ts';
import type { Provider } from '../kit/provider.ts';
import { ReplyComparison } from './compare-replies.ts';
import { foreignCredentials } from './foreign-credentials.ts';
import { refuses, type SeenExchange, type SeenRequest } from './seen-exchange.ts';
import { Translation } from './translation.ts';
import { withUnknownCredentials } from './unknown-credentials.ts';

/** Why a call cannot be judged that names what only the real API issued. */
export const lostCall = 'it depends on a call that the mock answered otherwise';

/** The mock's answer to a request that the real API has answered, and in what the real one is another. */
export interface Answered {
  readonly own: Exchange;
  /** As the mock was asked it. */
  readonly asked: SeenRequest;
  readonly differences: readonly Difference[];
}

type Ask = (asked: SeenRequest) => Promise<Exchange>;

/** The mock of one provider, asked what the real API was asked: it knows which of its ids stand for those of the real API. */
export class MockBeside {
  readonly #provider: Provider;
  readonly #replies: ReplyComparison;
  readonly #translation: Translation;
  readonly #foreign = new Translation(() => false);

  constructor(provider: Provider) {
    this.#provider = provider;
    this.#replies = new ReplyComparison(provider);
    this.#translation = new Translation((name) => this.#replies.isIssued(name));
  }

  /** Credentials that the API took, and that no reply here issued, are those that somebody has: the mock knows its own. */
  knowCredentials(seen: readonly SeenExchange[]): void {
    for (const [real, own] of foreignCredentials(this.#provider, seen)) this.#foreign.know(real, own);
  }

  /** A request with the mock's ids in it; nothing when it names what only the real API issued. */
  request(seen: SeenExchange): SeenRequest | undefined {
    return this.#translation.request(seen.request);
  }

  /** What the real API answered, with the mock's ids in it. */
  reply({ reply }: SeenExchange): SeenExchange['reply'] {
    return reply.json ? { ...reply, json: { value: this.#translation.value(reply.json.value) } } : reply;
  }

  isRefused({ reply }: SeenExchange): boolean {
    return refuses(this.#provider, reply);
  }

  /** Has the mock answer what the real API took. */
  answer(asked: SeenRequest, seen: SeenExchange, ask: Ask): Promise<Answered> {
    return this.compare(this.#foreign.request(asked) ?? asked, seen, ask);
  }

  /**
   * Has the mock answer what the real API refused. Where only that one refused, its credentials may have been refused: the mock
   * is asked once more with others, after what it did by taking the request was undone.
   */
  async answerRefusal(asked: SeenRequest, seen: SeenExchange, ask: Ask, undo: () => void): Promise<Answered> {
    const known = this.#foreign.request(asked) ?? asked;
    const first = await this.compare(known, seen, ask);
    const isForeign = known !== asked;
    // A known caller was refused for something else.
    if (seen.isKnownCaller || (first.own.refused && first.differences.length === 0)) return first;
    undo();
    // Nobody knows whether credentials were good that are none of the configured ones; a mock may look at other things first.
    const stranger = isForeign ? asked : withUnknownCredentials(this.#provider, asked);
    const second = await this.compare(stranger, seen, ask);
    const isTold = second.differences.length === 0 || (isForeign && !first.own.refused);
    return second.own.refused && isTold ? second : first;
  }

  /** Has the mock answer a request just so. */
  async compare(asked: SeenRequest, seen: SeenExchange, ask: Ask): Promise<Answered> {
    const own = await ask(asked);
    if (!this.isRefused(seen)) {
      this.#translation.learn(seen.reply.json?.value, own.refused ? undefined : jsonValue(own.reply.body ?? ''));
    }
    return { own, asked, differences: this.#replies.differences(own, seen, this.#translation) };
  }
}
