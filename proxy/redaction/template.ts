import type { personalKinds } from '../../src/kit/schema/annotations.ts';
import type { SecretRole } from '../../src/kit/secret-place.ts';

/** What kind of personal data a schema says a value is. */
export type PersonalKind = (typeof personalKinds)[number];

/** What a secret is for, and, where a schema says so, whether a value keeps to its rules: a weak password is refused. */
export interface SecretMeaning {
  readonly secret: SecretRole;
  readonly fits?: (value: string) => boolean;
  /**
   * How it is known to be one, when nobody declared the place: by a name that is secret everywhere, by what stands before it, or
   * as a cookie, of which most are none.
   */
  readonly by?: 'name' | 'scheme' | 'url' | 'cookie';
  /** Of a text that is a list of cookies. */
  readonly cookies?: 'cookie' | 'set-cookie';
}

/** Why a value may not leave as it is. */
export type Role = SecretMeaning | { readonly personal: PersonalKind };

/** One value in a text. */
export interface Slot {
  /** Decoded. */
  readonly value: string;
  /** As it stands in the text. */
  readonly raw: string;
  /** None for a value that is only looked through for others. */
  readonly role: Role | undefined;
  /** The value taken apart, when it is a text of values itself (JSON in a string of JSON). */
  readonly inner: Template | undefined;
  /**
   * Reads another value in the same way, as a whole when there is nothing in it; there with an `inner` that has texts between
   * its secrets, of which a known one may be cut in two.
   */
  readonly takeApart: TakeApart | undefined;
  /** Whether it is a number in JSON. */
  readonly isNumber: boolean;
  /** Spells another value in the way of this text. */
  write(value: string): string;
}

/** Takes a value apart. */
export type TakeApart = (value: string) => Template;

/** A text as values and what stands between them. */
export type Template = readonly (string | Slot)[];

/** How values leave. */
export interface Change {
  /** What goes out in the place of a value. */
  value(slot: Slot): string;
  /** A text with all values replaced that are known, whatever else stands in it. */
  text(text: string): string;
  /** The same with no more than what was known before the exchange. */
  held(text: string): string;
}

/** Prints a template with other values; what does not change keeps its bytes. */
export function render(template: Template, change: Change): string {
  let text = '';
  for (const part of template) text += typeof part === 'string' ? part : spelled(part, change);
  return text;
}

/**
 * Prints a path or a query: a secret may hold the very signs by which these are parted, and then stands in several values,
 * none of which is known. (What an exchange itself tells to be secret may be the name of a parameter with its sign.)
 */
export function renderAddress(template: Template, change: Change): string {
  return change.held(render(template, change));
}

/** A value as it stands in its text once it is changed. */
export function spelled(slot: Slot, change: Change): string {
  const value = slot.inner ? renderInner(slot, slot.inner, change) : change.value(slot);
  return value === slot.value ? slot.raw : slot.write(value);
}

/**
 * What is known goes first: a secret that itself looks like a name and a value would be cut, and not be known again. What then
 * stands there is read as whoever reads the changed text will read it.
 */
function renderInner({ value, takeApart }: Slot, inner: Template, change: Change): string {
  if (!takeApart) return render(inner, change);
  const rest = change.text(value);
  return render(rest === value ? inner : takeApart(rest), change);
}

/** Visits every value of a template, those inside of others too. */
export function eachSlot(template: Template, visit: (slot: Slot) => void): void {
  for (const part of template) {
    if (typeof part === 'string') continue;
    if (part.inner) eachSlot(part.inner, visit);
    else visit(part);
  }
}

/** Secrets of a template that their rules refuse. */
export function unfitIn(template: Template): string[] {
  const unfit: string[] = [];
  eachSlot(template, ({ role, value }) => {
    if (role && 'secret' in role && role.fits?.(value) === false) unfit.push(value);
  });
  return unfit;
}

/** A value that is spelled in the way of its text. All slots are made here: those of one shape are read fastest. */
export function slotOf(
  value: string,
  raw: string,
  write: (value: string) => string,
  { role, inner, takeApart, isNumber = false }: Partial<Pick<Slot, 'role' | 'inner' | 'takeApart' | 'isNumber'>> = {},
): Slot {
  return { value, raw, role, inner, takeApart, isNumber, write };
}

/** A value that is spelled as it is. */
export function plainSlot(value: string, role?: Role): Slot {
  return { value, raw: value, role, inner: undefined, takeApart: undefined, isNumber: false, write: asItIs };
}

function asItIs(text: string): string {
  return text;
}
