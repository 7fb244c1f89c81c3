import type { Provider } from '../../src/kit/provider.ts';
import { providerPage } from './provider-page.ts';
import { toolkitErrorsPage } from './toolkit-errors-page.ts';

/** The pages of the providers and of the toolkit's errors: texts by their paths from the root of the project. */
export function generatedPages(providers: readonly Provider[]): Map<string, string> {
  return new Map([
    ['docs/toolkit-errors.md', toolkitErrorsPage(providers)],
    ...providers.map((provider) => [`mocks/${provider.name}/README.md`, providerPage(provider)] as const),
  ]);
}
