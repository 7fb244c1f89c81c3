import type { Provider } from '../../src/kit/provider.ts';
import { operationTypes } from './operation-types.ts';
import { providerPage } from './provider-page.ts';
import { ruleTypes } from './rule-types.ts';
import { toolkitErrorsPage } from './toolkit-errors-page.ts';
import { typesOf } from './types.ts';

/** Everything that is generated: texts by their paths from the root of the project. */
export async function generatedFiles(providers: readonly Provider[]): Promise<Map<string, string>> {
  const files = new Map([
    ['src/types/rules.ts', ruleTypes(providers)],
    ['src/types/operations.ts', operationTypes(providers)],
    ['docs/toolkit-errors.md', toolkitErrorsPage(providers)],
  ]);
  for (const provider of providers) {
    files.set(`src/types/${provider.name}.ts`, await typesOf(provider));
    files.set(`mocks/${provider.name}/README.md`, providerPage(provider));
  }
  return files;
}
