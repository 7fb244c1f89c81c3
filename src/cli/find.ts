import { closestTo } from '../kit/closest.ts';
import type { Operation, Provider } from '../kit/provider.ts';
import type { ProviderIdentity } from '../kit/provider-identity.ts';
import { printable } from '../logging/printable.ts';
import { UsageError } from './usage-error.ts';

/** The provider of that name. Throws a UsageError with the nearest right word. */
export function findProvider<Found extends ProviderIdentity>(name: string, providers: readonly Found[]): Found {
  return findNamed('provider', name, providers);
}

/** The operation that `provider/operation` names. Throws a UsageError with the nearest right word. */
export function findOperation(
  address: string,
  providers: readonly Provider[],
): { provider: Provider; operation: Operation } {
  const [providerName = '', operationName = ''] = address.split('/', 2);
  const provider = findProvider(providerName, providers);
  return { provider, operation: findNamed(`operation of ${provider.name}`, operationName, provider.operations) };
}

function findNamed<Named extends { readonly name: string }>(what: string, name: string, all: readonly Named[]): Named {
  const found = all.find((each) => each.name === name);
  if (found) return found;
  const names = all.map((each) => each.name);
  const [nearest] = closestTo(name, names);
  throw new UsageError(
    `Cannot find the ${what} "${printable(name).slice(0, 80)}". ${nearest ? `Did you mean ${nearest}? ` : ''}There are ${names.join(', ')}.`,
  );
}
