import { type ApiVersion, findVersion, UnknownVersionError } from '../kit/api-version.ts';
import type { Provider } from '../kit/provider.ts';
import { describe } from '../openapi/describe.ts';
import { findProvider } from './find.ts';
import { givenProviders, type ProviderFlags } from './given-providers.ts';
import { UsageError } from './usage-error.ts';

interface OpenapiFlags extends ProviderFlags {
  readonly apiVersion?: string;
}

/** Prints a provider's OpenAPI 3.1 description, for a server at its usual address. */
export async function printOpenapi(name: string, { apiVersion, ...flags }: OpenapiFlags): Promise<void> {
  const { providers } = await givenProviders(flags);
  const provider = providers.mock(findProvider(name, providers));
  const description = describe(provider, 'http://127.0.0.1:4010', wantedVersion(provider, apiVersion));
  process.stdout.write(`${JSON.stringify(description, null, 2)}\n`);
}

function wantedVersion(provider: Provider, name: string | undefined): ApiVersion | undefined {
  try {
    return findVersion(provider, name);
  } catch (error) {
    throw error instanceof UnknownVersionError ? new UsageError(error.message) : error;
  }
}
