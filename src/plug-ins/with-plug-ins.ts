import type { Catalogue } from '../kit/catalogue.ts';
import type { Provider } from '../kit/provider.ts';
import type { ProviderIdentity } from '../kit/provider-identity.ts';
import { checkLedger } from './check-ledger.ts';
import { checkProvider } from './check-provider.ts';
import { checkSchemas } from './check-schemas.ts';
import { PlugInError } from './plug-in-error.ts';

/** What somebody gives as a provider, and where it is from, for people: `./my-api/provider.ts`, or `providers[0]`. */
export interface Given {
  readonly value: unknown;
  readonly from: string;
}

/** A catalogue with further providers. Throws a PlugInError when one cannot be played, or not beside the rest. */
export function withPlugIns(catalogue: Catalogue, given: readonly Given[]): Catalogue {
  return given.reduce((played, { value, from }) => {
    const provider = checkProvider(value, from);
    // Who hands a provider of the catalogue to a server means that one.
    if (played.names.includes(provider.name) && played.mock(provider) === provider) return played;
    checkBeside(provider, played.identities);
    return played.with(provider);
  }, catalogue);
}

/** Checks a provider's files, and that it can be played beside others. Throws a PlugInError. */
export function checkBeside(provider: Provider, others: readonly ProviderIdentity[]): void {
  requireOwn(provider, others);
  checkSchemas(provider);
  checkLedger(provider);
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
