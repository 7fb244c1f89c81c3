import type { Catalogue } from '../kit/catalogue.ts';
import { suggestion } from '../kit/did-you-mean.ts';
import type { ProviderIdentity } from '../kit/provider-identity.ts';
import { isMode, type Mode, modeNames } from '../sessions/mode.ts';
import type { Config } from './config.ts';

/** The provider of that name, for callers without types, too. Throws a TypeError with the nearest right word. */
export function findProvider(name: string, providers: Catalogue): ProviderIdentity {
  return providers.find(name, (help) => new TypeError(`Cannot find the provider "${name}". ${help}`));
}

/** Checks what was set by provider. Throws a TypeError with the nearest right word. */
export function requireNames({ modes, upstreams }: Pick<Config, 'modes' | 'upstreams'>, providers: Catalogue): void {
  for (const name of [...Object.keys(modes), ...Object.keys(upstreams)]) findProvider(name, providers);
  for (const mode of Object.values(modes)) if (mode !== undefined) requireMode(mode);
}

/** The mode itself. Throws a TypeError with the nearest right word. */
export function requireMode(mode: string): Mode {
  if (isMode(mode)) return mode;
  throw new TypeError(`Cannot set the mode "${mode}". ${suggestion(mode, modeNames)}`);
}
