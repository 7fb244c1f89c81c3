import type { CatalogueEntry } from '../src/kit/catalogue.ts';
import type { ProviderIdentity } from '../src/kit/provider-identity.ts';
import { identity as getresponse } from './getresponse/identity.ts';
import { identity as leadconnector } from './leadconnector/identity.ts';
import { identity as leeloo } from './leeloo/identity.ts';
import { identity as sensorpro } from './sensorpro/identity.ts';

/** The same providers as in `index.ts`, without the code of their mocks. */
export const catalogue: readonly CatalogueEntry[] = [
  { identity: leeloo, load: async () => (await import('./leeloo/provider.ts')).leeloo },
  { identity: getresponse, load: async () => (await import('./getresponse/provider.ts')).getresponse },
  { identity: leadconnector, load: async () => (await import('./leadconnector/provider.ts')).leadconnector },
  { identity: sensorpro, load: async () => (await import('./sensorpro/provider.ts')).sensorpro },
];

/** What is known of them before that. */
export const identities: readonly ProviderIdentity[] = catalogue.map(({ identity }) => identity);
