import type { Exchange } from '../kit/exchange.ts';

/** The variable that names a folder into which every server writes what its requests met: a run may have many processes. */
export const coverageVariable = 'UNDERSTUDY_COVERAGE';

/** What of an exchange is counted. */
type CountedExchange = Pick<Exchange, 'source' | 'rules'> & { readonly provider: Pick<Exchange['provider'], 'name'> };

/** What a provider was asked, in numbers. */
export interface Counted {
  readonly requests: number;
  /** How often each rule had its part in a reply; none that never had. */
  readonly rules: ReadonlyMap<string, number>;
}

const nothing: Counted = { requests: 0, rules: new Map() };

/** How often each rule was met by requests to the mocks, over all sessions since the server began. */
export class RuleCounts {
  readonly #providers = new Map<string, { requests: number; readonly rules: Map<string, number> }>();
  /** Is told that something was counted. */
  changed: (() => void) | undefined;

  /** Replies that no mock made, and those that a fault made of one, meet no rule. */
  note({ provider, source, rules }: CountedExchange): void {
    if (source !== 'mock') return;
    const counted = this.#of(provider.name);
    counted.requests += 1;
    for (const rule of rules) counted.rules.set(rule, (counted.rules.get(rule) ?? 0) + 1);
    this.changed?.();
  }

  of(provider: string): Counted {
    return this.#providers.get(provider) ?? nothing;
  }

  /** Counts from nothing again. */
  reset(): void {
    this.#providers.clear();
  }

  #of(provider: string) {
    const known = this.#providers.get(provider) ?? { requests: 0, rules: new Map<string, number>() };
    this.#providers.set(provider, known);
    return known;
  }
}
