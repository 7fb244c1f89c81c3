import { createHash } from 'node:crypto';
import type { ProviderIdentity } from '../../src/kit/provider-identity.ts';
import { credentialVariable } from '../../src/secrets/credential.ts';
import { providers } from '../support/providers.ts';
import { formedSecrets } from './formed-secrets.ts';

/** What some credentials look like; the others are letters and digits. */
const forms: Readonly<Record<string, (core: string) => string>> = {
  'getresponse api_key': (core) => `${core}00000000`,
  'leadconnector token': (core) => `pit-${core}`,
  'sensorpro user': (core) => `${core}@real.example`,
  'sensorpro password': (core) => `Aa1!"\\/ß${core}`,
};

/** What somebody has before the first call. */
function ownedRoles({ secrets }: ProviderIdentity): string[] {
  return secrets.filter(({ issuedBy }) => issuedBy === undefined).map(({ role }) => role);
}

/** A secret that must be found nowhere. */
export interface Canary {
  readonly name: string;
  readonly secret: string;
  /** The part that looks the same in most encodings. */
  readonly core: string;
}

/** Secrets that the server holds and that clients send, made from a seed, and a search for them in whatever it puts out. */
export class Canaries {
  /** The server's real credentials, as environment variables. */
  readonly environment: Readonly<Record<string, string>>;
  /** What the admin API demands. */
  readonly adminToken: string;
  /** What the server holds and must show nobody, whoever's it is: a user's name is no secret to other providers. */
  readonly held: readonly Canary[];
  /** What nobody declared: by the name of what gives it away. */
  readonly formed: readonly Canary[];
  /** What clients send where a secret belongs. */
  readonly sent: readonly Canary[];
  readonly #search: Search;

  constructor(seed: number) {
    const make = (name: string, whole: (core: string) => string) => {
      const core = createHash('sha256').update(`${seed} ${name}`).digest('hex').slice(0, 24);
      return { name, core, secret: whole(core) };
    };
    const same = (core: string) => core;
    // Every credential of every provider, one of its own at each place.
    const configured = providers.flatMap((provider) =>
      [...new Set(ownedRoles(provider))].map((role) =>
        make(credentialVariable(provider.name, role), (core) => forms[`${provider.name} ${role}`]?.(core) ?? core),
      ),
    );
    const admin = make('UNDERSTUDY_ADMIN_TOKEN', (core) => `adm/${core}+=`);
    this.adminToken = admin.secret;
    this.held = [...configured.filter(({ name }) => !/_(USER|ORGANIZATION)$/.test(name)), admin];
    this.environment = Object.fromEntries([...configured, admin].map(({ name, secret }) => [name, secret]));
    this.sent = [
      make('a password', (core) => `Aa1!"\\/+ß ${core}`),
      make('another password', (core) => `Zz9?${core}`),
      make('a token', same),
      make('a key', (core) => `${core}ffffffff`),
      make('an issued token', (core) => `tok_${core}`),
    ];
    this.formed = Object.keys(formedSecrets).map((name) => make(name, (core) => core));
    this.#search = new Search([...configured, admin, ...this.sent, ...this.formed]);
  }

  /** Which canary stands in a text, however it is spelled, and between what. */
  in(text: string): string | undefined {
    return this.#search.find(text);
  }
}

/** So many characters on both sides are told of what was found. */
const shownAround = 60;

class Search {
  readonly #names: ReadonlyMap<string, string>;
  readonly #pattern: RegExp;

  constructor(canaries: readonly Canary[]) {
    const spelled = canaries.flatMap(({ name, core }) => spellings(core).map((text) => [text, name] as const));
    this.#names = new Map(spelled);
    this.#pattern = new RegExp(spelled.map(([text]) => text.replaceAll(/[+/]/g, '\\$&')).join('|'));
  }

  find(text: string): string | undefined {
    const found = this.#pattern.exec(text) ?? this.#pattern.exec(unspelled(text));
    if (!found) return undefined;
    const around = found.input.slice(Math.max(0, found.index - shownAround), found.index + shownAround);
    return `${this.#names.get(found[0])} in "${around}"`;
  }
}

const encoded = /%([\da-f]{2})|\\+u([\da-f]{4})|&#x0*([\da-f]{2});|&#(\d{2,3});/gi;

/** With what is encoded read, on top of each other too: some encode one character and leave the next. */
function unspelled(text: string): string {
  let read = text;
  for (let layer = 0; layer < 4 && encoded.test(read); layer += 1) {
    encoded.lastIndex = 0;
    read = read.replace(encoded, (_all, percent, unit, hex, decimal) =>
      String.fromCharCode(decimal === undefined ? Number.parseInt(percent ?? unit ?? hex, 16) : Number(decimal)),
    );
  }
  encoded.lastIndex = 0;
  return read;
}

/** A core has hexadecimal digits only, so percent-encoding and JSON leave it alone unless somebody encodes everything. */
function spellings(core: string): string[] {
  const bytes = Buffer.from(core);
  const percent = [...bytes].map((byte) => `%${byte.toString(16)}`).join('');
  const unicode = [...bytes].map((byte) => `\\\\u00${byte.toString(16)}`).join('');
  return [core, core.toUpperCase(), bytes.toString('hex'), percent, unicode, ...base64Spellings(bytes)];
}

/** Three bytes are four characters of base64, so inside of a longer text there are three spellings without their edges. */
function base64Spellings(bytes: Buffer): string[] {
  return [0, 1, 2].map((shift) => {
    const shifted = Buffer.concat([Buffer.alloc(shift), bytes]);
    return shifted.toString('base64').slice(Math.ceil((shift * 8) / 6), Math.floor((shifted.length * 8) / 6));
  });
}
