import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { CatalogueEntry } from '../src/kit/catalogue.ts';
import type { ProviderIdentity } from '../src/kit/provider-identity.ts';
import { identity as getresponse } from './getresponse/identity.ts';
import { identity as leadconnector } from './leadconnector/identity.ts';
import { identity as leeloo } from './leeloo/identity.ts';
import { identity as sensorpro } from './sensorpro/identity.ts';

/** Every API that is in the box, and the only list of them: a further one is a line here. */
export const catalogue = [
  { identity: leeloo, load: () => load<typeof import('./leeloo/provider.ts')>(leeloo).leeloo },
  { identity: getresponse, load: () => load<typeof import('./getresponse/provider.ts')>(getresponse).getresponse },
  {
    identity: leadconnector,
    load: () => load<typeof import('./leadconnector/provider.ts')>(leadconnector).leadconnector,
  },
  { identity: sensorpro, load: () => load<typeof import('./sensorpro/provider.ts')>(sensorpro).sensorpro },
] satisfies readonly CatalogueEntry[];

type Entry = (typeof catalogue)[number];
type Mock<Name extends ProviderName> = ReturnType<Extract<Entry, { identity: { name: Name } }>['load']>;

/** The name of a provider, as it stands in addresses and on the command line. */
export type ProviderName = Entry['identity']['name'];
/** What a provider's mock accepts. */
export type CredentialsOf<Name extends ProviderName> = Mock<Name>['credentials'];
/** A provider's stored accounts and users. */
export type StateOf<Name extends ProviderName> = ReturnType<Mock<Name>['state']['dump']>;
/** The names of a provider's operations, as the journal has them. */
export type OperationOf<Name extends ProviderName> =
  | Mock<Name>['operationNames'][number]
  | (Mock<Name> extends { readonly hasBatches: true } ? 'batch' : never);
/** The ids of a provider's rules. */
export type RuleOf<Name extends ProviderName> = ReturnType<Mock<Name>['errors']['unknownRoute']>['rule'];

const require = createRequire(import.meta.url);
/** `.ts`, or `.js` once it is built. */
const ending = /\.[jt]s(?=$|\?)/.exec(import.meta.url)?.[0] ?? '.js';

/** Required, not imported: whoever holds a session asks for what is stored without waiting. */
function load<Module>({ folder }: ProviderIdentity): Module {
  return require(fileURLToPath(new URL(`provider${ending}`, folder)));
}
