import { readLedger } from '../kit/ledger.ts';
import type { ProviderIdentity } from '../kit/provider-identity.ts';
import { schemaNames } from '../kit/schema/schema-names.ts';

/** What a server has at hand, counted. */
export interface Loaded {
  readonly providers: number;
  readonly operations: number;
  readonly rules: number;
  readonly schemas: number;
}

/** Counts from the providers' files: the code of their mocks need not be there. */
export function countLoaded(providers: readonly ProviderIdentity[]): Loaded {
  const sum = (count: (provider: ProviderIdentity) => number) =>
    providers.reduce((total, provider) => total + count(provider), 0);
  return {
    providers: providers.length,
    operations: sum(({ operationNames }) => operationNames.length),
    rules: sum((provider) => readLedger(provider).rules.length),
    schemas: sum(({ folder }) => schemaNames(new URL('schemas/', folder)).length),
  };
}
