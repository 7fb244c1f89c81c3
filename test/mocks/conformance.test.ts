import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../../mocks/catalogue.ts';
import { testProvider } from '../../src/provider-tests/index.ts';
import { providers } from '../support/providers.ts';

test('the catalogue leads to the mocks of the providers that it names', () => {
  for (const { identity, load } of catalogue) expect(load()).toMatchObject(identity);
});

describe.each(providers.map((provider) => [provider.name, provider] as const))('%s', (_name, provider) => {
  test('has a page generated from its ledger', () => {
    expect(existsSync(new URL('README.md', provider.folder)), 'Run npm run generate.').toBe(true);
  });
});

for (const provider of providers) testProvider(provider);
