import { closestTo } from '../../kit/closest.ts';
import type { Provider } from '../../kit/provider.ts';
import { ToolkitError } from '../toolkit-error.ts';
import type { AdminRequest } from './call.ts';

/** The provider that the path names. Rejects with a ToolkitError that lists all. */
export async function findProvider({ context: { providers }, params }: AdminRequest): Promise<Provider> {
  const { provider = '' } = params;
  const found = providers.identities.find(({ name }) => name === provider);
  if (found) return await providers.load(found);
  const names = providers.identities.map(({ name }) => name);
  const [nearest] = closestTo(provider, names);
  const hint = nearest ? `Did you mean ${nearest}? ` : '';
  throw new ToolkitError(
    'unknown-provider',
    `Cannot find the provider in the path. ${hint}There are ${names.join(', ')}.`,
  );
}
