import type { Catalogue } from '../kit/catalogue.ts';
import { suggestion } from '../kit/did-you-mean.ts';
import type { Operation, Provider } from '../kit/provider.ts';
import type { ProviderIdentity } from '../kit/provider-identity.ts';
import { printable } from '../logging/printable.ts';
import { UsageError } from './usage-error.ts';

/** The provider of that name. Throws a UsageError with the nearest right word. */
export function findProvider(name: string, providers: Catalogue): ProviderIdentity {
  return providers.find(name, (help) => unknown('provider', name, help));
}

/** The operation that `provider/operation` names. Throws a UsageError with the nearest right word. */
export function findOperation(address: string, providers: Catalogue): { provider: Provider; operation: Operation } {
  const [providerName = '', operationName = ''] = address.split('/', 2);
  const provider = providers.mock(findProvider(providerName, providers));
  const operation = provider.operations.find(({ name }) => name === operationName);
  if (operation) return { provider, operation };
  throw unknown(`operation of ${provider.name}`, operationName, suggestion(operationName, provider.operationNames));
}

/** A word that nothing is called. */
export function unknown(what: string, name: string, help: string): UsageError {
  return new UsageError(`Cannot find the ${what} "${printable(name).slice(0, 80)}". ${help}`);
}
