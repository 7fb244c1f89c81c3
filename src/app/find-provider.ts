import { closestTo } from '../kit/closest.ts';
import type { ProviderIdentity } from '../kit/provider-identity.ts';
import { isMode, type Mode, modeNames } from '../sessions/mode.ts';
import type { Config } from './config.ts';

/** The provider of that name, for callers without types, too. Throws a TypeError with the nearest right word. */
export function findProvider<Found extends ProviderIdentity>(name: string, providers: readonly Found[]): Found {
  const found = providers.find((provider) => provider.name === name);
  if (found) return found;
  const known = providers.map((provider) => provider.name);
  throw new TypeError(`Cannot find the provider "${name}". ${hint(name, known)}There are ${known.join(', ')}.`);
}

/** Checks what was set by provider. Throws a TypeError with the nearest right word. */
export function requireNames(
  { modes, upstreams }: Pick<Config, 'modes' | 'upstreams'>,
  providers: readonly ProviderIdentity[],
): void {
  for (const name of [...Object.keys(modes), ...Object.keys(upstreams)]) findProvider(name, providers);
  for (const mode of Object.values(modes)) requireMode(mode);
}

/** The mode itself. Throws a TypeError with the nearest right word. */
export function requireMode(mode: string): Mode {
  if (isMode(mode)) return mode;
  throw new TypeError(`Cannot set the mode "${mode}". ${hint(mode, modeNames)}There are ${modeNames.join(', ')}.`);
}

function hint(given: string, known: readonly string[]): string {
  const [nearest] = closestTo(given, known);
  return nearest ? `Did you mean ${nearest}? ` : '';
}
