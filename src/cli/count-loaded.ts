import { readLedger } from '../engine/ledger.ts';
import type { Provider } from '../engine/provider.ts';

/** What was loaded, counted. */
export interface Loaded {
  readonly providers: number;
  readonly operations: number;
  readonly rules: number;
  readonly schemas: number;
}

export function countLoaded(providers: readonly Provider[]): Loaded {
  const sum = (count: (provider: Provider) => number) =>
    providers.reduce((total, provider) => total + count(provider), 0);
  return {
    providers: providers.length,
    operations: sum(({ operations }) => operations.length),
    rules: sum((provider) => readLedger(provider).rules.length),
    schemas: sum(({ schemas }) => schemas.names().length),
  };
}
