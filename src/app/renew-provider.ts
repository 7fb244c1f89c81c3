import type { Provider } from '../kit/provider.ts';
import type { Served } from './serve.ts';

/**
 * Goes on with a provider whose code was loaded anew, in the place of the one of its name. Sessions stay; gives those that have
 * lost the provider's records, since it cannot store what they had.
 */
export function renewProvider({ providers, store, recordings }: Served, loaded: Provider): string[] {
  const { corrections } = providers.mock(loaded);
  const provider: Provider = corrections ? { ...loaded, corrections } : loaded;
  providers.replace(provider);
  recordings.reload(provider);
  return store.sessions.filter((session) => !session.renew(provider)).map(({ id }) => id);
}
