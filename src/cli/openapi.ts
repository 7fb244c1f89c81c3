import { describe } from '../openapi/describe.ts';
import { findProvider } from './find.ts';
import { givenProviders, type ProviderFlags } from './given-providers.ts';

/** Prints a provider's OpenAPI 3.1 description, for a server at its usual address. */
export async function printOpenapi(name: string, flags: ProviderFlags): Promise<void> {
  const { providers } = await givenProviders(flags);
  const provider = providers.mock(findProvider(name, providers));
  process.stdout.write(`${JSON.stringify(describe(provider, 'http://127.0.0.1:4010'), null, 2)}\n`);
}
