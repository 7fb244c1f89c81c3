import type { catalogue, ProviderName } from '../../mocks/catalogue.ts';
import { builtIn } from '../../src/app/built-in.ts';

/** Every provider in the box, whatever they are: what a test says of one, it says of all. */
export const providers = builtIn.mocks();

type Entries = typeof catalogue;
type Mocks = {
  readonly [Name in ProviderName]: ReturnType<Extract<Entries[number], { identity: { name: Name } }>['load']>;
};

/** The same by their names, for tests of one. Object.fromEntries forgets which name has which mock. */
export const mocks = Object.fromEntries(providers.map((provider) => [provider.name, provider])) as Mocks;
