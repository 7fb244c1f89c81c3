import { endOfString, parseJsonText } from '../../src/engine/json.ts';
import { JsonPlace } from './json-place.ts';
import type { JsonText } from './message.ts';
import type { Roles } from './roles.ts';
import { type Role, type Slot, slotOf, type Template } from './template.ts';

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

/** The role of the value in `{"name": "Authorization", "value": "..."}`, as lists of headers and fields have it. */
export function describedRole(name: string | undefined, { ofName, ofHeader }: Roles): Role | undefined {
  return name === undefined ? undefined : (ofName(name) ?? ofHeader(name.toLowerCase()));
}

export function stringSlot(value: string, raw: string, roles: Roles, role: Role | undefined): Slot {
  const inner = !role && /^\s*[[{]/.test(value) ? jsonTemplate(value, roles) : undefined;
  return slotOf(value, raw, JSON.stringify, { role, inner });
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

/** Of the members of one object, the indexes of the parts that are a `value`, and of the texts that say its `name`. */
interface Described {
  readonly values: number[];
  readonly names: number[];
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
    const described: Described = { values: [], names: [] };
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

  #member({ values, names }: Described): void {
    const [name, raw] = this.#quoted();
    this.#push(slotOf(name, raw, JSON.stringify));
    this.#next();
    // The colon.
    this.#at += 1;
    const code = this.#next();
    this.#place.enter(name);
    this.#value();
    this.#place.leave();
    if (name === 'name') names.push(code === quote ? this.#parts.length - 1 : 0);
    else if (name === 'value' && code !== openBrace && code !== openBracket) values.push(this.#parts.length - 1);
  }

  #describe({ values, names: [name = 0] }: Described): void {
    const role = describedRole(this.#slotAt(name)?.value, this.#roles);
    for (const index of role ? values : []) {
      const slot = this.#slotAt(index);
      if (slot) this.#parts[index] = { ...slot, role, inner: undefined };
    }
  }

  #slotAt(index: number): Slot | undefined {
    const part = this.#parts[index];
    return typeof part === 'string' ? undefined : part;
  }

  #string(): void {
    const [value, raw] = this.#quoted();
    this.#push(stringSlot(value, raw, this.#roles, this.#place.role));
  }

  #quoted(): readonly [value: string, raw: string] {
    const raw = this.#text.slice(this.#at, endOfString(this.#text, this.#at) + 1);
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
