import { maxSecrets } from '../../src/engine/masking.ts';
import type { SecretRole } from '../../src/engine/secrets.ts';
import { replaceSpellings, SpellingIndex, shortestElsewhere } from '../../src/engine/spellings.ts';
import { isPlaceholder, orderDigits } from './placeholder.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import { eachSlot, type Role, type SecretMeaning, type Slot, type Template } from './template.ts';
import type { Vault } from './vault.ts';

/** An exchange has so many secrets that it would take seconds to look for each of them everywhere. */
export class TooManySecretsError extends Error {
  override readonly name = 'TooManySecretsError';

  constructor() {
    super(`it holds over ${maxSecrets} different secrets`);
  }
}

/** Personal values that are looked for elsewhere, too; those beyond are hidden at their own places. */
const maxPersonal = 20_000;

/** A value that hides nothing: absent, or hidden by the sender already. */
const nothing = /^\**$/;

/**
 * What stands for the values of one exchange. First every declared place is looked at, so that a value is then found
 * wherever else it stands, in an earlier part too.
 */
export class StandIns {
  readonly #vault: Vault;
  readonly #pseudonyms: Pseudonyms | undefined;
  /** Both are made for the first value: most exchanges have none. */
  #own: Map<string, string> | undefined;
  #index: SpellingIndex | undefined;
  #order = 0;
  #secrets = 0;
  #personal = 0;

  constructor(vault: Vault, pseudonyms: Pseudonyms | undefined) {
    this.#vault = vault;
    this.#pseudonyms = pseudonyms;
  }

  /** Notes the values at declared places of a message. Of a reply, tokens and keys are new ones that were issued. */
  learn(template: Template, from: 'request' | 'reply', only?: 'secret' | 'personal'): void {
    eachSlot(template, ({ role, value }) => {
      if (role && (only === undefined || only in role)) this.learnValue(value, role, from);
    });
  }

  /** How many values were noted. */
  get size(): number {
    return this.#own?.size ?? 0;
  }

  /** What goes out in the place of a value. */
  readonly change = ({ value, role }: Slot): string => {
    if (role && 'secret' in role) return this.#known(value) ?? (nothing.test(value) ? value : this.text(value));
    if (role && this.#pseudonyms) return this.#known(value) ?? this.text(this.#pseudonyms.of(value, role.personal));
    return this.text(value);
  };

  /** A text with all known values replaced. */
  text(text: string): string {
    const { index } = this.#vault;
    return replaceSpellings(text, this.#index ? [index, this.#index] : [index]);
  }

  /** Whether there is nothing to be looked for in texts. */
  get isEmpty(): boolean {
    return this.#vault.index.isEmpty && (this.#index?.isEmpty ?? true);
  }

  /** Whether a known secret or hidden person stands in a text, however spelled. */
  isIn(text: string): boolean {
    return this.text(text) !== text;
  }

  #known(value: string): string | undefined {
    return this.#own?.get(value) ?? this.#vault.standIn(value);
  }

  /** Notes one value. Throws a TooManySecretsError. */
  learnValue(value: string, role: Role, from: 'request' | 'reply'): void {
    if (nothing.test(value) || this.#known(value) !== undefined) return;
    if ('personal' in role) {
      if (this.#pseudonyms) this.#keepPersonal(value, this.#pseudonyms.of(value, role.personal));
    } else if (isPlaceholder(value)) this.#note(value, value);
    else if (from === 'request') this.#keepSecret(value, this.#placeholder(value, role));
    else if (this.#vault.isWord(value)) return;
    // It is kept here, too: the vault forgets tokens for new ones, and a reply may hold more than it remembers.
    else if (isIssuable(role.secret)) this.#keepSecret(value, this.#vault.issue(value, role.secret));
    else this.#keepSecret(value, this.#placeholder(value, role));
  }

  #placeholder(value: string, { secret, fits }: SecretMeaning): string {
    this.#order += 1;
    return this.#vault.placeholder(value, secret, orderDigits(this.#order), fits?.(value));
  }

  #keepSecret(value: string, standing: string): void {
    if (value.length >= shortestElsewhere) this.#secrets += 1;
    if (this.#secrets > maxSecrets) throw new TooManySecretsError();
    this.#keep(value, standing);
  }

  #keepPersonal(value: string, standing: string): void {
    this.#personal += 1;
    if (this.#personal <= maxPersonal) this.#keep(value, standing);
    else this.#note(value, standing);
  }

  #keep(value: string, standing: string): void {
    this.#note(value, standing);
    if (value === standing || this.#vault.isWord(value)) return;
    this.#index ??= new SpellingIndex();
    this.#index.add(value, standing);
  }

  #note(value: string, standing: string): void {
    this.#own ??= new Map();
    this.#own.set(value, standing);
  }
}

function isIssuable(role: SecretRole): boolean {
  return role === 'token' || role === 'api_key';
}
