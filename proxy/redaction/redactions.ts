import type { Provider } from '../../src/kit/provider.ts';
import { Redaction, type RedactionSettings } from './redaction.ts';

/** The redaction of each provider, made once, so that one token has one placeholder in all of its exchanges. */
export class Redactions {
  readonly #settings: Omit<RedactionSettings, 'provider'>;
  // Of the very provider: one that was loaded anew may have other secrets.
  readonly #made = new WeakMap<Provider, Redaction>();

  constructor({ credentials, secrets, pseudonymSeed }: Omit<RedactionSettings, 'provider'>) {
    this.#settings = { credentials, secrets, pseudonymSeed };
  }

  of(provider: Provider): Redaction {
    const known = this.#made.get(provider);
    if (known) return known;
    const made = new Redaction({ provider, ...this.#settings });
    this.#made.set(provider, made);
    return made;
  }
}
