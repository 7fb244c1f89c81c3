import type { Catalogue } from '../kit/catalogue.ts';
import type { Provider } from '../kit/provider.ts';
import { checkProvider } from './check-provider.ts';
import { PlugInError } from './plug-in-error.ts';
import { checkBeside, type Given } from './with-plug-ins.ts';

/**
 * A provider of a catalogue whose code was loaded anew. Throws a PlugInError when it cannot be played, or is another one now:
 * what it is called, where its real API is and which secrets a server holds for it, is read at the start.
 */
export function checkAnew(catalogue: Catalogue, { value, from }: Given, name: string): Provider {
  const provider = checkProvider(value, from);
  const old = catalogue.mock({ name });
  for (const member of ['name', 'upstream', 'credentials', 'secrets'] as const) {
    if (JSON.stringify(provider[member]) === JSON.stringify(old[member])) continue;
    throw new PlugInError(
      `Cannot go on with the changed provider ${name}: its \`${member}\` is another. Start the server again.`,
    );
  }
  checkBeside(
    provider,
    catalogue.identities.filter((identity) => identity.name !== name),
  );
  return provider;
}
