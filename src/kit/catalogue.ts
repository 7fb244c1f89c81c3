import { suggestion } from './did-you-mean.ts';
import type { Provider } from './provider.ts';
import type { ProviderIdentity } from './provider-identity.ts';

/** A provider, and the way to its mock. */
export interface CatalogueEntry {
  readonly identity: ProviderIdentity;
  /** Loads the mock's code, at the first call. */
  load(): Provider;
}

/** The providers that a server plays. Each mock's code is loaded when somebody needs it, so that a start pays for none. */
export class Catalogue {
  readonly names: readonly string[];
  #identities: readonly ProviderIdentity[];
  readonly #entries: Map<string, CatalogueEntry>;
  readonly #loaded = new Map<string, Provider>();

  constructor(entries: readonly CatalogueEntry[]) {
    this.#identities = entries.map(({ identity }) => identity);
    this.names = this.#identities.map(({ name }) => name);
    this.#entries = new Map(entries.map((entry) => [entry.identity.name, entry]));
  }

  /** In the order in which they are listed. */
  get identities(): readonly ProviderIdentity[] {
    return this.#identities;
  }

  /**
   * The provider of that name. Throws what `refuse` makes of the words that help: `Did you mean leeloo? There are ...`. Whoever
   * asks has an error of its own: a library's, the command line's, the admin API's.
   */
  find(name: string, refuse: (help: string) => Error): ProviderIdentity {
    const found = this.#entries.get(name);
    if (found) return found.identity;
    throw refuse(suggestion(name, this.names));
  }

  /** The mock of a provider of this catalogue. */
  mock({ name }: Pick<ProviderIdentity, 'name'>): Provider {
    const known = this.#loaded.get(name);
    if (known) return known;
    const entry = this.#entries.get(name);
    if (!entry) throw new Error(`The catalogue has no provider ${name}.`);
    const provider = entry.load();
    this.#loaded.set(name, provider);
    return provider;
  }

  /** A catalogue of these providers and of another, whose code is loaded already. */
  with(provider: Provider): Catalogue {
    return new Catalogue([...this.#entries.values(), { identity: provider, load: () => provider }]);
  }

  /** Puts a provider in the place of the one of its name, for all who ask from now on: its code was loaded anew. */
  replace(provider: Provider): void {
    const { name } = provider;
    if (!this.#entries.has(name)) throw new Error(`The catalogue has no provider ${name}.`);
    this.#entries.set(name, { identity: provider, load: () => provider });
    this.#identities = this.#identities.map((identity) => (identity.name === name ? provider : identity));
    this.#loaded.delete(name);
  }

  /** All mocks, in the order of the catalogue. */
  mocks(): readonly Provider[] {
    return this.identities.map((identity) => this.mock(identity));
  }
}
