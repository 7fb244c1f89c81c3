import { maxSecrets } from '../../src/secrets/masking.ts';
import { isUnmistakable, looksLikeSecret } from '../../src/secrets/secret-forms.ts';
import { replaceSpellings, SpellingIndex, shortestElsewhere } from '../../src/secrets/spellings.ts';
import { isPlaceholder, orderDigits } from './placeholder.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import { type Change, eachSlot, type Role, type SecretMeaning, type Slot, type Template, unfitIn } from './template.ts';
import { TooManySecretsError } from './too-many-secrets.ts';
import type { Vault } from './vault.ts';

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
  /** Finds secrets that look like everyday words. */
  #doubtful: SpellingIndex | undefined;
  /** What is replaced where it stands, and looked for nowhere else. */
  #inPlace: Map<string, string> | undefined;
  #unfit: Set<string> | undefined;
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

  /** Looks for values that their rules refuse: one that stands in several places may be refused in the last only. */
  lookForUnfit(template: Template): void {
    const values = unfitIn(template);
    if (values.length > 0) this.#unfit = new Set([...(this.#unfit ?? []), ...values]);
  }

  /** How many values were noted. */
  get size(): number {
    return this.#own?.size ?? 0;
  }

  /** How values go out. */
  get change(): Change {
    return this.#changeBy(() => this.#indexes(true));
  }

  /** The same for who compares: an everyday word that is somebody's secret, too, stays where no secret must stand. */
  get changeWithoutDoubt(): Change {
    return this.#changeBy(() => this.#certain());
  }

  /** The same as for a request that comes to a replay, which knows nothing that was issued. */
  get changeInReplay(): Change {
    return this.#changeBy(() => this.#indexes(false));
  }

  #changeBy(indexes: () => SpellingIndex[]): Change {
    return {
      value: (slot) => this.#changed(slot, indexes()),
      text: (text) => replaceSpellings(text, indexes()),
      held: (text) => replaceSpellings(text, [this.#vault.index]),
    };
  }

  #changed({ value, role }: Slot, indexes: readonly SpellingIndex[]): string {
    if (!role) return this.#vault.idFor(value) ?? replaceSpellings(value, indexes);
    const known = 'secret' in role ? this.#standing(value) : this.#pseudonyms && this.#known(value);
    if (known !== undefined) return known;
    if ('secret' in role) return this.#unnoted(value, role);
    return replaceSpellings(this.#pseudonyms?.of(value, role.personal) ?? value, indexes);
  }

  /** Words are not noted, nor is what is left of a secret in which another one was replaced. */
  #unnoted(value: string, role: SecretMeaning): string {
    if (nothing.test(value) || this.#vault.isWord(value)) return value;
    this.learnValue(value, role, 'request');
    return this.#standing(value) ?? value;
  }

  #indexes(withIssuedDoubts: boolean): SpellingIndex[] {
    const indexes = this.#certain();
    if (withIssuedDoubts && this.hasIssuedDoubts) indexes.push(this.#vault.doubtful);
    if (this.#doubtful) indexes.push(this.#doubtful);
    return indexes;
  }

  #certain(): SpellingIndex[] {
    return this.#index ? [this.#vault.index, this.#index] : [this.#vault.index];
  }

  /** Whether there is nothing to be looked for in texts. */
  get isEmpty(): boolean {
    return this.#vault.index.isEmpty && (this.#index?.isEmpty ?? true) && !this.hasDoubts;
  }

  /** Whether some of what is looked for looks like everyday words. */
  get hasDoubts(): boolean {
    return this.hasIssuedDoubts || this.#doubtful !== undefined;
  }

  /** Whether some of what was issued does. */
  get hasIssuedDoubts(): boolean {
    return !this.#vault.doubtful.isEmpty;
  }

  /** Whether a known secret or hidden person stands in a text, however spelled. */
  isIn(text: string): boolean {
    return this.change.text(text) !== text;
  }

  #known(value: string): string | undefined {
    return this.#own?.get(value) ?? this.#vault.standIn(value);
  }

  #standing(value: string): string | undefined {
    return this.#known(value) ?? this.#inPlace?.get(value);
  }

  /** Notes one value. Throws a TooManySecretsError. */
  learnValue(value: string, role: Role, from: 'request' | 'reply'): void {
    if (nothing.test(value) || this.#known(value) !== undefined) return;
    if ('personal' in role) {
      if (this.#pseudonyms) this.#keepPersonal(value, this.#pseudonyms.of(value, role.personal));
    } else if (isPlaceholder(value)) this.#note(value, value);
    else if (from === 'request') this.#learnSent(value, role);
    else if (!this.#vault.isWord(value)) this.#learnReceived(value, role);
  }

  /** What a client itself sends as a secret is one for it, also as a word: a replay asks with the same. */
  #learnSent(value: string, role: SecretMeaning): void {
    if (role.by === 'cookie' && !looksLikeSecret(value)) this.#keepInPlace(value, role);
    else this.#keepSecret(value, this.#placeholder(value, role), true);
  }

  /** Everyday words are no secrets: what a name alone says to be one must look like one, to be looked for elsewhere. */
  #learnReceived(value: string, role: SecretMeaning): void {
    if (role.by && !looksLikeSecret(value)) this.#keepInPlace(value, role);
    else if (role.secret === 'token' || role.secret === 'api_key')
      this.#keepIssued(value, this.#vault.issue(value, role.secret));
    else this.#keepSecret(value, this.#placeholder(value, role), isUnmistakable(value));
  }

  /**
   * What is unmistakable is kept here, too: the vault forgets tokens for new ones, and a reply may hold more than it
   * remembers. A word is only the vault's, since a replay knows nothing that was issued.
   */
  #keepIssued(value: string, standing: string): void {
    if (isUnmistakable(value)) this.#keepSecret(value, standing, true);
    else this.#note(value, standing);
  }

  #placeholder(value: string, { secret, fits }: SecretMeaning): string {
    const known = this.#inPlace?.get(value);
    if (known !== undefined) return known;
    this.#order += 1;
    return this.#vault.placeholder(value, secret, orderDigits(this.#order), !this.#unfit?.has(value) && fits?.(value));
  }

  #keepSecret(value: string, standing: string, isCertain: boolean): void {
    if (value.length >= shortestElsewhere) this.#secrets += 1;
    if (this.#secrets > maxSecrets) throw new TooManySecretsError();
    this.#keep(value, standing, isCertain);
  }

  #keepPersonal(value: string, standing: string): void {
    this.#personal += 1;
    if (this.#personal <= maxPersonal) this.#keep(value, standing, true);
    else this.#note(value, standing);
  }

  #keepInPlace(value: string, role: SecretMeaning): void {
    this.#inPlace ??= new Map();
    this.#inPlace.set(value, this.#placeholder(value, role));
  }

  #keep(value: string, standing: string, isCertain: boolean): void {
    this.#note(value, standing);
    if (value === standing || this.#vault.isWord(value)) return;
    if (isCertain) this.#index ??= new SpellingIndex();
    else this.#doubtful ??= new SpellingIndex();
    (isCertain ? this.#index : this.#doubtful)?.add(value, standing);
  }

  #note(value: string, standing: string): void {
    this.#own ??= new Map();
    this.#own.set(value, standing);
  }
}
