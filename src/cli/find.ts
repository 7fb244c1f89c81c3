import type { Catalogue } from '../kit/catalogue.ts';
import { suggestion } from '../kit/did-you-mean.ts';
import type { Operation, Provider } from '../kit/provider.ts';
import type { ProviderIdentity } from '../kit/provider-identity.ts';
import { printable } from '../logging/printable.ts';
import { UsageError } from './usage-error.ts';

/** The provider of that name. Throws a UsageError with the nearest right word. */
export function findProvider(name: string, providers: Catalogue): ProviderIdentity {
  return findNamed('provider', name, providers.identities);
}

/** The operation that `provider/operation` names. Throws a UsageError with the nearest right word. */
export function findOperation(address: string, providers: Catalogue): { provider: Provider; operation: Operation } {
  const [providerName = '', operationName = ''] = address.split('/', 2);
  const provider = providers.mock(findProvider(providerName, providers));
  return { provider, operation: findNamed(`operation of ${provider.name}`, operationName, provider.operations) };
}

function findNamed<Named extends { readonly name: string }>(what: string, name: string, all: readonly Named[]): Named {
  const found = all.find((each) => each.name === name);
  if (found) return found;
  const names = all.map((each) => each.name);
  throw new UsageError(`Cannot find the ${what} "${printable(name).slice(0, 80)}". ${suggestion(name, names)}`);
}
