import { closestTo } from '../../engine/closest.ts';
import type { Provider } from '../../engine/provider.ts';
import { ToolkitError } from '../toolkit-error.ts';
import type { AdminRequest } from './call.ts';

/** The provider that the path names. Throws a ToolkitError that lists all. */
export function findProvider({ context, params }: AdminRequest): Provider {
  const { provider = '' } = params;
  const found = context.providers.find(({ name }) => name === provider);
  if (found) return found;
  const names = context.providers.map(({ name }) => name);
  const [nearest] = closestTo(provider, names);
  const hint = nearest ? `Did you mean ${nearest}? ` : '';
  throw new ToolkitError(
    'unknown-provider',
    `Cannot find the provider in the path. ${hint}There are ${names.join(', ')}.`,
  );
}
