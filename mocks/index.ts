import type { Provider } from '../src/kit/provider.ts';
import { getresponse } from './getresponse/provider.ts';
import { leadconnector } from './leadconnector/provider.ts';
import { leeloo } from './leeloo/provider.ts';
import { sensorpro } from './sensorpro/provider.ts';

/** Every API that the server plays. A further provider is one folder, and one line here and in `catalogue.ts`. */
export const mocks = {
  leeloo,
  getresponse,
  leadconnector,
  sensorpro,
};

/** The name of a provider, as it stands in addresses and on the command line. */
export type ProviderName = keyof typeof mocks;
/** What a provider's mock accepts. */
export type CredentialsOf<Name extends ProviderName> = (typeof mocks)[Name]['credentials'];
/** A provider's stored accounts and users. */
export type StateOf<Name extends ProviderName> = ReturnType<(typeof mocks)[Name]['state']['dump']>;

/** The same as a list. */
export const providers: readonly Provider[] = Object.values(mocks);
