import type { JsonObject } from './http.ts';

/** Deeper values are refused as broken: parsers survive deep nesting, but printing and walking do not. */
export const maxDepth = 256;

const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads JSON from bytes. JSON is UTF-8 (RFC 8259, 8.1), so a declared charset is not looked at; a byte-order mark is
 * allowed; invalid UTF-8, too deep a nesting and anything else that is not JSON give `undefined`.
 */
export function parseJson(bytes: Buffer): { value: unknown; text: string } | undefined {
  try {
    return parseJsonText(decoder.decode(bytes));
  } catch {
    return undefined;
  }
}

/** The same of a text, which has no byte-order mark any more. */
export function parseJsonText(text: string): { value: unknown; text: string } | undefined {
  const value = isDeeperThan(text, maxDepth) ? undefined : jsonValue(text);
  return value === undefined ? undefined : { value, text };
}

/**
 * The value of a text that is known to be nested no deeper than can be borne; nothing when it is no JSON. The error of
 * `JSON.parse` is dropped, since it quotes the text, which may be a secret.
 */
export function jsonValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// By character code, because every character of every body is looked at.
const quote = 0x22;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** Whether JSON is nested deeper than a limit. Counts brackets outside of strings, before anything walks the value. */
export function isDeeperThan(text: string, limit: number): boolean {
  // A text with so few brackets is read no further: every body comes along here.
  return text.length > limit && opensBeyond(text, limit) && countsBeyond(text, limit);
}

/** Whether a text has more opening brackets than a limit, those in strings counted, too. */
function opensBeyond(text: string, limit: number): boolean {
  let left = limit;
  for (const bracket of '[{') {
    for (let at = text.indexOf(bracket); at !== -1 && left >= 0; at = text.indexOf(bracket, at + 1)) left -= 1;
  }
  return left < 0;
}

function countsBeyond(text: string, limit: number): boolean {
  let depth = 0;
  for (let index = 0; index < text.length && depth <= limit; index += 1) {
    const code = text.charCodeAt(index);
    if (code === quote) index = endOfString(text, index);
    else if (code === openBrace || code === openBracket) depth += 1;
    else if (code === closeBrace || code === closeBracket) depth -= 1;
  }
  return depth > limit;
}

/** Where the string of JSON ends that begins at a quote: at the other quote, or at the end of the text. */
export function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end;
}

function isEscaped(text: string, quote: number): boolean {
  let slashes = 0;
  while (text.charCodeAt(quote - 1 - slashes) === 0x5c) slashes += 1;
  return slashes % 2 === 1;
}

/** An object, not a list and not `null`. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The value without members that are `null`, at any depth: `null` counts as absent in a request. Items of lists stay.
 * The value itself is returned when there is nothing to drop.
 */
export function withoutNullMembers(value: unknown): unknown {
  if (Array.isArray(value)) return mapItems(value);
  if (!isJsonObject(value)) return value;
  let changed = false;
  const kept: [string, unknown][] = [];
  for (const [name, member] of Object.entries(value)) {
    const clean = withoutNullMembers(member);
    if (clean !== member || member === null) changed = true;
    if (member !== null) kept.push([name, clean]);
  }
  // Object.fromEntries defines members, so that one named __proto__ stays an ordinary member.
  return changed ? Object.fromEntries(kept) : value;
}

function mapItems(items: unknown[]): unknown[] {
  const cleaned = items.map(withoutNullMembers);
  return cleaned.some((item, index) => item !== items[index]) ? cleaned : items;
}

/** The members of a JSON pointer (RFC 6901): `/data/0/a~1b` gives `data`, `0`, `a/b`. */
export function pointerSegments(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** One member as it stands in a JSON pointer (RFC 6901). */
export function pointerSegment(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
