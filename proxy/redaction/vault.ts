import type { Provider } from '../../src/kit/provider.ts';
import type { SecretRole } from '../../src/kit/secret-place.ts';
import { type Credential, isId } from '../../src/secrets/credential.ts';
import { ownWordsOf } from '../../src/secrets/own-words.ts';
import { isSecretRole } from '../../src/secrets/places.ts';
import { isUnmistakable } from '../../src/secrets/secret-forms.ts';
import { SpellingIndex } from '../../src/secrets/spellings.ts';
import type { CredentialKind } from './credential-kind.ts';
import { IssuedTokens } from './issued-tokens.ts';
import { orderDigits, placeholder, uniqueDigits } from './placeholder.ts';

/** Secrets of a request are numbered from 1 on, these from here. */
const firstForeign = 5_000;

/** What is known of one provider's secrets beyond a single exchange. It lives in memory and is never written. */
export class Vault {
  readonly #published: ReadonlySet<string>;
  readonly #configured: ReadonlyMap<string, string>;
  /** Published ids by the real ones in whose places they stand, as whole values only: some are a few letters. */
  readonly #ids: ReadonlyMap<string, string>;
  /** The published credentials in whose places configured ones go out. */
  readonly #swapped: ReadonlySet<string>;
  /** Secrets that are none of this provider's, such as a token of another one. */
  readonly #foreign: ReadonlyMap<string, string>;
  readonly #issued = new IssuedTokens();
  #index = new SpellingIndex();
  #doubtful = new SpellingIndex();

  readonly #prefixes: readonly string[];
  readonly #words: ReadonlySet<string>;

  /** @param secrets Further values that are known to be secret. */
  constructor(provider: Provider, credentials: readonly Credential[], secrets: readonly string[] = []) {
    const { name, credentials: published } = provider;
    this.#words = ownWordsOf(provider);
    this.#published = new Set(Object.values(published));
    this.#prefixes = [...this.#published].flatMap((value) => /^[a-z]{2,8}-/.exec(value)?.[0] ?? []);
    const real = credentials.filter(({ value, published: known }) => value !== known);
    const given = real.filter((credential) => credential.provider === name);
    this.#ids = new Map(given.filter(isId).map(({ value, published: id }) => [value, id]));
    const own = given.filter((credential) => !isId(credential));
    const foreign = real.filter((credential) => credential.provider !== name).filter(isSecretRole);
    this.#swapped = new Set(own.map((credential) => credential.published));
    this.#configured = new Map(own.map((credential) => [credential.value, credential.published]));
    this.#foreign = this.#placeholders([...foreign, ...secrets.map((value) => ({ value, role: 'token' as const }))]);
    this.#fillIndex();
  }

  /** Finds all that is known to be secret in texts. */
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

  /** The published id that stands for a real one. */
  idFor(value: string): string | undefined {
    return this.#ids.size === 0 ? undefined : this.#ids.get(value);
  }

  /** What stands for a value that is known: a published credential for itself, and for the configured one. */
  standIn(value: string): string | undefined {
    if (this.#published.has(value)) return value;
    return this.#configured.get(value) ?? this.#foreign.get(value) ?? this.#issued.get(value);
  }

  /** Whose credential a value is, as a client sent it: the configured one goes out in the place of its published one. */
  kindOf(value: string): CredentialKind {
    if (this.#configured.has(value) || this.#swapped.has(value)) return 'configured';
    return this.#issued.get(value) === undefined ? 'other' : 'issued';
  }

  /** A placeholder of the value's form; a prefix stays when a published credential has it, too, so that it tells nothing. */
  placeholder(value: string, role: SecretRole, digits: string, fits?: boolean): string {
    const prefix = this.#prefixes.find((known) => value.startsWith(known)) ?? '';
    return prefix + placeholder(value.slice(prefix.length), role, digits, fits);
  }

  /**
   * Takes a token that the upstream issued, and gives the placeholder that is its alone from now on; one of a mebibyte is not
   * remembered, and only redacted where it is declared.
   */
  issue(value: string, role: SecretRole): string {
    const made = this.placeholder(value, role, uniqueDigits());
    if (!this.#issued.mayHold(value)) return made;
    if (this.#issued.makeRoom(value)) this.#fillIndex();
    this.#issued.set(value, made);
    this.#indexOf(value).add(value, made);
    return made;
  }

  /** The same in every run, so that a request with such a secret finds its recording again. A word hides nothing. */
  #placeholders(known: readonly { readonly value: string; readonly role: SecretRole }[]): ReadonlyMap<string, string> {
    const secret = known.filter(({ value }) => !this.#published.has(value) && !this.#configured.has(value));
    return new Map(
      secret
        .filter(({ value }) => !this.isWord(value))
        .map(({ value, role }, index) => [value, this.placeholder(value, role, orderDigits(firstForeign + index))]),
    );
  }

  #fillIndex(): void {
    this.#index = new SpellingIndex();
    this.#doubtful = new SpellingIndex();
    for (const [value, standing] of [...this.#configured, ...this.#foreign]) this.#index.add(value, standing);
    for (const [value, standing] of this.#issued) this.#indexOf(value).add(value, standing);
  }

  #indexOf(value: string): SpellingIndex {
    return isUnmistakable(value) ? this.#index : this.#doubtful;
  }
}
