import { fileURLToPath } from 'node:url';
import { playPacts } from '../../src/evidence/pacts.ts';
import { pactsAt } from '../../src/evidence/pacts-of.ts';
import type { Provider } from '../../src/kit/provider.ts';
import { providerPage } from './provider-page.ts';
import { toolkitErrorsPage } from './toolkit-errors-page.ts';

const pactFolder = fileURLToPath(new URL('../../contracts/pacts/', import.meta.url));

/** The pages of the providers and of the toolkit's errors: texts by their paths from the root of the project. */
export async function generatedPages(providers: readonly Provider[]): Promise<Map<string, string>> {
  const pages = new Map([['docs/toolkit-errors.md', toolkitErrorsPage(providers)]]);
  for (const provider of providers) {
    pages.set(`mocks/${provider.name}/README.md`, providerPage(provider, await interactionsByRule(provider)));
  }
  return pages;
}

/** How many interactions of the contracts each rule of a provider has to do with. */
async function interactionsByRule(provider: Provider): Promise<ReadonlyMap<string, number>> {
  const played = await playPacts(provider, pactsAt([pactFolder]).of(provider));
  const counts = new Map<string, number>();
  for (const { own } of played) for (const rule of own.rules) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}
