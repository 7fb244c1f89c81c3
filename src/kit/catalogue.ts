import type { Provider } from './provider.ts';
import type { ProviderIdentity } from './provider-identity.ts';

/** A provider, and the way to its mock. */
export interface CatalogueEntry {
  readonly identity: ProviderIdentity;
  load(): Promise<Provider>;
}

/** The providers that a server plays. Each mock's code is loaded when somebody needs it, so that a start pays for none. */
export class Catalogue {
  readonly identities: readonly ProviderIdentity[];
  readonly #entries: readonly CatalogueEntry[];
  readonly #loaded = new Map<string, Provider>();

  constructor(entries: readonly CatalogueEntry[]) {
    this.#entries = entries;
    this.identities = entries.map(({ identity }) => identity);
  }

  /** The mock of a provider of this catalogue, if its code is there: most requests need not wait for it. */
  loaded({ name }: ProviderIdentity): Provider | undefined {
    return this.#loaded.get(name);
  }

  /** The mock of a provider of this catalogue. */
  async load({ name }: ProviderIdentity): Promise<Provider> {
    const entry = this.#entries.find(({ identity }) => identity.name === name);
    if (!entry) throw new Error(`The catalogue has no provider ${name}.`);
    const provider = await entry.load();
    this.#loaded.set(name, provider);
    return provider;
  }

  /** All mocks, in the order of the catalogue. */
  all(): Promise<readonly Provider[]> {
    return Promise.all(this.identities.map((identity) => this.load(identity)));
  }
}
