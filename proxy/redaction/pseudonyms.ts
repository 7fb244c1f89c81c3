import { createHmac } from 'node:crypto';
import { createRequire } from 'node:module';
import type { Faker } from '@faker-js/faker';
import { ForgettingMap } from '../../src/kit/forgetting-map.ts';
import type { PersonalKind } from './template.ts';

// Faker takes a tenth of a second to load, so it is required at the first value.
const require = createRequire(import.meta.url);

/** The host of every made-up email; a name that can never be registered (RFC 2606). */
const fakeHost = 'pseudonym.example';
/** Made-up values that are remembered, so that common ones are not made again. */
const maxRemembered = 10_000;

/** Made-up values for personal data: the same value always gets the same one, by the seed alone. */
export class Pseudonyms {
  readonly #seed: number;
  #faker: Faker | undefined;
  readonly #made = new ForgettingMap<string>(maxRemembered);

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** Empty values and emails that were made up already stay as they are. */
  of(value: string, kind: PersonalKind): string {
    if (value.trim() === '' || value.toLowerCase().endsWith(`@${fakeHost}`)) return value;
    // An email is one person's in any case of letters.
    const person = kind === 'email' ? value.toLowerCase() : value;
    const key = `${kind}/${person}`;
    const known = this.#made.get(key);
    if (known !== undefined) return known;
    const made = this.#make(person, kind, key);
    this.#made.set(key, made);
    return made;
  }

  #make(value: string, kind: PersonalKind, key: string): string {
    const [first = '', last = '', ...more] = kind === 'name' ? value.split(' ') : [];
    // So that a full name is that of the person whose parts stand elsewhere.
    if (first && last && more.length === 0) return `${this.of(first, 'first_name')} ${this.of(last, 'last_name')}`;
    const digest = createHmac('sha256', `understudy/${this.#seed}`).update(key).digest();
    if (kind === 'phone' || kind === 'address') return sameForm(value, digest, kind === 'phone' ? 3 : 0);
    this.#faker ??= loadFaker();
    const faker = this.#faker;
    faker.seed(digest.readUInt32BE(0));
    if (kind === 'email')
      return `${faker.person.firstName()}.${digest.toString('hex', 0, 6)}@${fakeHost}`.toLowerCase();
    if (kind === 'first_name') return faker.person.firstName();
    return kind === 'last_name' ? faker.person.lastName() : faker.person.fullName();
  }
}

function loadFaker(): Faker {
  const { Faker: Made, en } = require('@faker-js/faker') as typeof import('@faker-js/faker');
  return new Made({ locale: [en] });
}

/** Other letters and digits of the same kind at the same places, so that a phone or a postal code keeps its form. */
function sameForm(value: string, digest: Buffer, kept: number): string {
  return [...value]
    .map((character, index) => {
      const drawn = (digest[index % digest.length] ?? 0) + index;
      if (index < kept) return character;
      if (/\d/.test(character)) return String(drawn % 10);
      if (/\p{Lu}/u.test(character)) return String.fromCharCode(65 + (drawn % 26));
      return /\p{L}/u.test(character) ? String.fromCharCode(97 + (drawn % 26)) : character;
    })
    .join('');
}
