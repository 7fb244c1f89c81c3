import type { Provider } from '../../kit/provider.ts';
import { ToolkitError } from '../toolkit-error.ts';
import type { AdminRequest } from './call.ts';

/** The provider that the path names. Throws a ToolkitError that lists all. */
export function findProvider({ context: { providers }, params: { provider = '' } }: AdminRequest): Provider {
  const refuse = (help: string) =>
    new ToolkitError('unknown-provider', `Cannot find the provider in the path. ${help}`);
  return providers.mock(providers.find(provider, refuse));
}
