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
  readonly identities: readonly ProviderIdentity[];
  readonly names: readonly string[];
  readonly #entries: ReadonlyMap<string, CatalogueEntry>;
  readonly #loaded = new Map<string, Provider>();

  constructor(entries: readonly CatalogueEntry[]) {
    this.identities = entries.map(({ identity }) => identity);
    this.names = this.identities.map(({ name }) => name);
    this.#entries = new Map(entries.map((entry) => [entry.identity.name, entry]));
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

  /** All mocks, in the order of the catalogue. */
  mocks(): readonly Provider[] {
    return this.identities.map((identity) => this.mock(identity));
  }
}
