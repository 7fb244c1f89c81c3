import type { ProviderIdentity } from '../../src/kit/provider-identity.ts';
import { ruleTypes } from './rule-types.ts';
import { schemaTypes } from './schema-types.ts';

/**
 * The types of each provider, texts by their paths from the root of the project. They come from schemas and ledgers alone,
 * so that the code of a mock is written with them from its first hour.
 */
export async function generatedTypes(providers: readonly ProviderIdentity[]): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const provider of providers) {
    const folder = `mocks/${provider.name}/generated`;
    files.set(`${folder}/rules.ts`, ruleTypes(provider));
    files.set(`${folder}/schemas.ts`, await schemaTypes(provider));
  }
  return files;
}
