import type { Catalogue } from '../kit/catalogue.ts';
import type { Provider } from '../kit/provider.ts';
import type { ProviderIdentity } from '../kit/provider-identity.ts';
import { checkProvider } from './check-provider.ts';
import { PlugInError } from './plug-in-error.ts';

/** A catalogue with further providers. Throws a PlugInError when one cannot be played, or not beside the rest. */
export function withPlugIns(catalogue: Catalogue, given: readonly Provider[]): Catalogue {
  const others = given.filter((provider) => !isIn(catalogue, provider));
  if (others.length === 0) return catalogue;
  const played = [...catalogue.identities];
  for (const [index, value] of others.entries()) {
    const provider = checkProvider(value, `providers[${index}]`);
    requireOwn(provider, played);
    played.push(provider);
  }
  return catalogue.with(others);
}

/** Who hands a provider of the catalogue to a server means that one. */
function isIn(catalogue: Catalogue, provider: Provider): boolean {
  return catalogue.names.includes(provider.name) && catalogue.mock(provider) === provider;
}

function requireOwn({ name, hosts }: ProviderIdentity, played: readonly ProviderIdentity[]): void {
  for (const other of played) {
    if (other.name === name) {
      throw new PlugInError(
        `Cannot use the provider ${name}: its name is taken by the one of ${other.hosts[0]}. Give it another \`name\`.`,
      );
    }
    const host = hosts.find((each) => other.hosts.includes(each));
    if (host === undefined) continue;
    throw new PlugInError(
      `Cannot use the provider ${name}: its \`hosts\` has ${host}, a host of ${other.name}. A host leads to one provider.`,
    );
  }
}
