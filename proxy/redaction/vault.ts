import type { Provider } from '../../src/engine/provider.ts';
import { isUnmistakable } from '../../src/engine/secret-forms.ts';
import type { SecretRole } from '../../src/engine/secrets.ts';
import { SpellingIndex } from '../../src/engine/spellings.ts';
import type { Credential } from '../exchange.ts';
import { placeholder, uniqueDigits } from './placeholder.ts';
import { vocabularyOf } from './vocabulary.ts';

/** Issued tokens that are remembered; beyond, the older half is forgotten, and only redacted at its declared places. */
const maxIssued = 10_000;

/** What is known of one provider's secrets beyond a single exchange. It lives in memory and is never written. */
export class Vault {
  readonly #published: ReadonlySet<string>;
  readonly #configured: ReadonlyMap<string, string>;
  #issued = new Map<string, string>();
  #index = new SpellingIndex();
  #doubtful = new SpellingIndex();

  readonly #prefixes: readonly string[];
  readonly #words: ReadonlySet<string>;

  constructor(provider: Provider, credentials: readonly Credential[]) {
    const { name, credentials: published } = provider;
    this.#words = vocabularyOf(provider);
    this.#published = new Set(Object.values(published));
    this.#prefixes = [...this.#published].flatMap((value) => /^[a-z]{2,8}-/.exec(value)?.[0] ?? []);
    const own = credentials.filter(
      (credential) => credential.provider === name && credential.value !== credential.published,
    );
    this.#configured = new Map(own.map((credential) => [credential.value, credential.published]));
    this.#fillIndex();
  }

  /** Finds configured credentials and issued tokens in texts. */
  get index(): SpellingIndex {
    return this.#index;
  }

  /** Finds issued tokens that look like everyday words: where one stands in a text, nobody knows which it is. */
  get doubtful(): SpellingIndex {
    return this.#doubtful;
  }

  /** Whether a value is a word of the provider's own, such as the code of an error. */
  isWord(value: string): boolean {
    return this.#words.has(value.toLowerCase());
  }

  /** What stands for a value that is known: a published credential for itself, and for the configured one. */
  standIn(value: string): string | undefined {
    if (this.#published.has(value)) return value;
    return this.#configured.get(value) ?? this.#issued.get(value);
  }

  /** A placeholder of the value's form; a prefix stays when a published credential has it, too, so that it tells nothing. */
  placeholder(value: string, role: SecretRole, digits: string, fits?: boolean): string {
    const prefix = this.#prefixes.find((known) => value.startsWith(known)) ?? '';
    return prefix + placeholder(value.slice(prefix.length), role, digits, fits);
  }

  /** Takes a token that the upstream issued, and gives the placeholder that is its alone from now on. */
  issue(value: string, role: SecretRole): string {
    const made = this.placeholder(value, role, uniqueDigits());
    if (this.#issued.size >= maxIssued) {
      this.#issued = new Map([...this.#issued].slice(maxIssued / 2));
      this.#fillIndex();
    }
    this.#issued.set(value, made);
    this.#indexOf(value).add(value, made);
    return made;
  }

  #fillIndex(): void {
    this.#index = new SpellingIndex();
    this.#doubtful = new SpellingIndex();
    for (const [value, standing] of this.#configured) this.#index.add(value, standing);
    for (const [value, standing] of this.#issued) this.#indexOf(value).add(value, standing);
  }

  #indexOf(value: string): SpellingIndex {
    return isUnmistakable(value) ? this.#index : this.#doubtful;
  }
}
