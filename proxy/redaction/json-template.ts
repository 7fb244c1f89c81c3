import { endOfString, parseJsonText } from '../../src/kit/protocols/json.ts';
import { isDescribed, isDescribing } from '../../src/secrets/secret-names.ts';
import { applyDescriptions, type DescribedParts } from './described-values.ts';
import { JsonPlace } from './json-place.ts';
import type { JsonText } from './message.ts';
import { valueTemplate } from './named-template.ts';
import { describedRole, type Roles } from './roles.ts';
import { secretSlot } from './secret-template.ts';
import { plainSlot, type Role, type Slot, slotOf, type TakeApart, type Template } from './template.ts';

/**
 * Takes a JSON text apart without changing a byte of the rest: number text, white space, key order and repeated members
 * stay. Nothing when it is no JSON.
 */
export function jsonTemplate(text: string, roles: Roles): Template | undefined {
  return readJson(text) && knownJsonTemplate(text, roles);
}

/** What a text says that is JSON, without a byte-order mark; nothing when it is none. */
export function readJson(text: string): JsonText | undefined {
  return parseJsonText(text.slice(startOf(text)));
}

/** The same of a text that is known to be JSON. */
export function knownJsonTemplate(text: string, roles: Roles): Template {
  return new JsonReader(text, startOf(text), roles).read();
}

/** After a byte-order mark. */
function startOf(text: string): number {
  return text.startsWith('\ufeff') ? 1 : 0;
}

export function stringSlot(value: string, raw: string, roles: Roles, role: Role | undefined): Slot {
  if (role && 'secret' in role) return secretSlot(value, raw, role, JSON.stringify);
  const inner = innerTemplate(value, role, roles);
  const takeApart: TakeApart = (text) => innerTemplate(text, role, roles) ?? [plainSlot(text, role)];
  return slotOf(value, raw, JSON.stringify, inner ? { inner, takeApart } : { role });
}

function innerTemplate(value: string, role: Role | undefined, roles: Roles): Template | undefined {
  const json = !role && /^\s*[[{]/.test(value) ? jsonTemplate(value, roles) : undefined;
  return json ?? valueTemplate(value, role, roles);
}

function withRole(slot: Slot, roles: Roles, role: Role): Slot {
  return slot.raw.startsWith('"') ? stringSlot(slot.value, slot.raw, roles, role) : { ...slot, role, inner: undefined };
}

export function numberSlot(raw: string, role: Role | undefined): Slot {
  return slotOf(raw, raw, numberOrText, { role, isNumber: true });
}

/** A number stays one where its stand-in is. */
function numberOrText(value: string): string {
  return /^[1-9]\d{0,15}$/.test(value) ? value : JSON.stringify(value);
}

const quote = 0x22;
const comma = 0x2c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** Where a number or a word ends. */
const delimiter = /[\s,\]}]|$/g;

/** Of the members of one object, from where to where the parts are a `value`, and the texts that say its `name`. */
interface Described {
  readonly values: (readonly [first: number, last: number])[];
  names?: Map<string, string | undefined>;
}

/**
 * Reads a text that is known to be JSON, and no deeper than can be walked. It makes no tree: whatever is recorded is taken
 * apart three times.
 */
class JsonReader {
  readonly #text: string;
  readonly #roles: Roles;
  /** Between two slots stands the text that is between them, so every slot has an odd index. */
  readonly #parts: (string | Slot)[] = [];
  readonly #described: DescribedParts[] = [];
  readonly #place: JsonPlace;
  #at: number;
  /** To where the text is in the parts. */
  #kept = 0;

  constructor(text: string, start: number, roles: Roles) {
    this.#text = text;
    this.#at = start;
    this.#roles = roles;
    this.#place = new JsonPlace(roles);
  }

  read(): Template {
    this.#value();
    this.#parts.push(this.#text.slice(this.#kept));
    applyDescriptions(this.#parts, this.#described, (slot, role) => withRole(slot, this.#roles, role));
    return this.#parts;
  }

  #value(): void {
    const code = this.#next();
    if (code === openBrace) this.#object();
    else if (code === openBracket) this.#list();
    else if (code === quote) this.#string();
    else this.#numberOrWord();
  }

  /** The first character that is no white space. */
  #next(): number {
    let code = this.#text.charCodeAt(this.#at);
    while (code <= 0x20) {
      this.#at += 1;
      code = this.#text.charCodeAt(this.#at);
    }
    return code;
  }

  #list(): void {
    this.#at += 1;
    for (let index = 0; this.#next() !== closeBracket; index += 1) {
      this.#place.enter(index);
      this.#value();
      this.#place.leave();
      this.#passComma();
    }
    this.#at += 1;
  }

  #object(): void {
    const described: Described = { values: [] };
    this.#at += 1;
    while (this.#next() !== closeBrace) {
      this.#member(described);
      this.#passComma();
    }
    this.#at += 1;
    if (described.values.length > 0) this.#describe(described);
  }

  #passComma(): void {
    if (this.#next() === comma) this.#at += 1;
  }

  #member(described: Described): void {
    const [name, raw] = this.#quoted();
    this.#push(slotOf(name, raw, JSON.stringify));
    this.#next();
    // The colon.
    this.#at += 1;
    const code = this.#next();
    const first = this.#parts.length;
    this.#place.enter(name);
    this.#value();
    this.#place.leave();
    if (isDescribing(name)) this.#noteName(described, name, code === quote);
    else if (isDescribed(name) && code !== openBrace) described.values.push([first, this.#parts.length - 1]);
  }

  #noteName(described: Described, name: string, isText: boolean): void {
    const last = this.#parts.at(-1);
    described.names ??= new Map();
    // The first of repeated names counts.
    if (!described.names.has(name))
      described.names.set(name, isText && typeof last === 'object' ? last.value : undefined);
  }

  #describe({ values, names = new Map() }: Described): void {
    const role = describedRole(
      [...names.values()].filter((name) => name !== undefined),
      this.#roles,
    );
    if (role) for (const [first, last] of values) this.#described.push({ first, last, role });
  }

  #string(): void {
    const [value, raw] = this.#quoted();
    const { role } = this.#place;
    this.#push(stringSlot(value, raw, this.#roles, role && this.#place.isMatcherWord(value) ? undefined : role));
  }

  #quoted(): readonly [value: string, raw: string] {
    const raw = this.#text.slice(this.#at, endOfString(this.#text, this.#at) + 1);
    // One string of a text that was read as JSON already.
    return [raw.includes('\\') ? JSON.parse(raw) : raw.slice(1, -1), raw];
  }

  #numberOrWord(): void {
    delimiter.lastIndex = this.#at;
    const raw = this.#text.slice(this.#at, delimiter.exec(this.#text)?.index);
    // A word is secret only where a name beside it says so.
    const isWord = /^[tfn]/.test(raw);
    this.#push(isWord ? slotOf(raw, raw, JSON.stringify) : numberSlot(raw, this.#place.role));
  }

  #push(slot: Slot): void {
    this.#parts.push(this.#text.slice(this.#kept, this.#at), slot);
    this.#at += slot.raw.length;
    this.#kept = this.#at;
  }
}
