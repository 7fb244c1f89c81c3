import type { ProviderIdentity } from '../../src/kit/provider-identity.ts';

/**
 * The providers that have a part which a new one may still be without, such as a contract. A line tells of each that has
 * none, so that nobody takes it for tested.
 */
export function having<Each extends ProviderIdentity>(
  what: string,
  providers: readonly Each[],
  has: (provider: Each) => boolean,
): readonly Each[] {
  for (const provider of providers)
    if (!has(provider)) process.stderr.write(`Skipped for ${provider.name}: it has no ${what}.\n`);
  return providers.filter(has);
}
