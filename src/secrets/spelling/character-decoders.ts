import { byteOf, hexValue, isContinuation, isDigit, isHex, isLetterOrDigit, lower } from './character-codes.ts';
import { entityNames, longestEntityName } from './entity-names.ts';
import { layer, layered, moreLayers, withoutJson } from './layers.ts';
import { mostLayers, type ReadableText, type Reading } from './reading.ts';

/** So many may lie on the parts of what is encoded. */
const outerLayers = mostLayers - 1;

/** What the characters from one on make together. */
export function decodedFrom(text: ReadableText, first: Reading): readonly Reading[] {
  if (first.code === 0x25) return [...percentBytes(text, first), ...percentUnit(text, first)];
  if (first.code === 0x26) return [...numericEntity(text, first), ...namedEntity(text, first)];
  if (first.code === 0x5c) return escaped(text, first);
  if (first.code === 0x7e) return pointerEscape(text, first);
  return isFirstByte(first.code) ? latin1Bytes(text, first) : nothing;
}

const nothing: readonly Reading[] = [];

/** `%41`, or `%C3%BC`; each byte is a character of Latin-1, too. */
function percentBytes(text: ReadableText, first: Reading): Reading[] {
  const byte = hexAfter(text, first, 2, layer.percent);
  if (!byte) return [];
  return isFirstByte(byte.code) ? [...percentUtf8(text, byte), byte] : [byte];
}

function percentUtf8(text: ReadableText, byte: Reading): readonly Reading[] {
  return wholeFrom(byte, ({ end, layers }) => {
    for (const sign of text.all(end, outerLayers, isPercentSign)) {
      const next = hexAfter(text, sign, 2, layer.percent);
      if (next && isContinuation(next.code)) return { ...next, layers: moreLayers(layers, next.layers) };
    }
    return undefined;
  });
}

/** `%u00FC`, as old scripts write it. */
function percentUnit(text: ReadableText, first: Reading): readonly Reading[] {
  const letter = text.one(first.end, outerLayers, isU);
  const unit = letter && hexAfter(text, over(letter, first), 4, layer.percent);
  return unit ? [unit] : nothing;
}

/** `&#65;`, `&#x41;`, with as many zeros as one likes; browsers do without the semicolon. */
function numericEntity(text: ReadableText, first: Reading): readonly Reading[] {
  const sign = text.one(first.end, outerLayers, isNumberSign);
  if (!sign) return nothing;
  const letter = text.one(sign.end, outerLayers, isX);
  const base = letter ? 16 : 10;
  const start = over(letter ?? sign, over(sign, first));
  const found: Reading[] = [];
  let read: Reading = { ...start, code: 0 };
  for (let next = digitAt(text, read, base); next; next = digitAt(text, read, base)) {
    read = next;
    found.push(...endedBySemicolon(text, read));
  }
  return read.end === start.end ? nothing : [...found, entity(read)].filter(({ code }) => code <= 0x10ffff);
}

function endedBySemicolon(text: ReadableText, read: Reading): readonly Reading[] {
  const mark = text.one(read.end, outerLayers, isSemicolon);
  return mark ? [entity({ ...over(mark, read), code: read.code })] : nothing;
}

function entity({ code, end, layers }: Reading): Reading {
  return { code, end, layers: layered(layer.html, layers) };
}

/** `&amp;` */
function namedEntity(text: ReadableText, first: Reading): readonly Reading[] {
  let name = '';
  let read = first;
  while (name.length <= longestEntityName) {
    const end = text.one(read.end, outerLayers, isSemicolon);
    const code = end && entityNames.get(name);
    if (end && code !== undefined) return [entity({ ...over(end, read), code })];
    const next = text.one(read.end, outerLayers, isLetterOrDigit);
    if (!next) return nothing;
    name += String.fromCharCode(next.code);
    read = over(next, read);
  }
  return nothing;
}

/** What letters and marks mean behind a backslash; `\'` is no JSON, but scripts write it. */
const meanings: Readonly<Record<number, number>> = {
  98: 0x08,
  102: 0x0c,
  110: 0x0a,
  114: 0x0d,
  116: 0x09,
  34: 0x22,
  39: 0x27,
  47: 0x2f,
  92: 0x5c,
};

/** Digits behind `u` and `x`; `\x41` is no JSON either. */
const digitsAfter: Readonly<Record<number, number>> = { 117: 4, 120: 2 };

/** `\n`, `\/`, `\u0041` */
function escaped(text: ReadableText, first: Reading): readonly Reading[] {
  const found: Reading[] = [];
  const outer = withoutJson(first.layers);
  // In JSON a backslash is always escaped, so two that are one are as often, where the same lies on both.
  const isTaken = (code: number, layers: number) =>
    code === 0x5c ? layers === first.layers || withoutJson(layers) !== outer : isEscapable(code);
  for (const next of text.all(first.end, outerLayers, isTaken)) {
    const digits = digitsAfter[next.code];
    const layers = moreLayers(first.layers, next.layers);
    if (digits === undefined)
      found.push({ code: meanings[next.code] ?? next.code, end: next.end, layers: layered(layer.json, layers) });
    else add(found, hexAfter(text, { ...next, layers }, digits, layer.json));
  }
  return found;
}

/** `~1` for a slash and `~0` for the sign itself, as JSON pointers name members (RFC 6901). */
function pointerEscape(text: ReadableText, first: Reading): readonly Reading[] {
  const digit = text.one(first.end, outerLayers, isZeroOrOne);
  if (!digit) return nothing;
  const { code, end, layers } = over(digit, first);
  return [{ code: code === 0x31 ? 0x2f : 0x7e, end, layers: layered(layer.pointer, layers) }];
}

function add(found: Reading[], reading: Reading | undefined): void {
  if (reading) found.push(reading);
}

function isEscapable(code: number): boolean {
  return code < 0x80 && (meanings[code] !== undefined || digitsAfter[code] !== undefined);
}

/** UTF-8 that was read as Latin-1 or as Windows-1252, as headers are: `Ã¼` for `ü`. */
function latin1Bytes(text: ReadableText, first: Reading): Reading[] {
  const whole = wholeFrom(first, ({ end, layers }) => {
    const next = text.one(end, outerLayers, isContinuation);
    return next && { code: byteOf(next.code) ?? 0, end: next.end, layers: moreLayers(layers, next.layers) };
  });
  return whole.map(({ code, end, layers }) => ({ code, end, layers: layered(layer.latin1, layers) }));
}

function isFirstByte(code: number): boolean {
  return code >= 0xc2 && code <= 0xf4;
}

/** The character of UTF-8 that begins with a byte, of which `next` reads the others. */
function wholeFrom(first: Reading, next: (before: Reading) => Reading | undefined): readonly Reading[] {
  const count = first.code < 0xe0 ? 1 : first.code < 0xf0 ? 2 : 3;
  let code = first.code & (0x3f >> count);
  let read = first;
  for (let index = 0; index < count; index += 1) {
    const byte = next(read);
    if (!byte) return nothing;
    code = (code << 6) | (byte.code & 0x3f);
    read = byte;
  }
  return isShortest(code, count) ? [{ code, end: read.end, layers: read.layers }] : nothing;
}

/** Longer spellings than needed, halves of a pair, and what is beyond Unicode are no UTF-8. */
function isShortest(code: number, count: number): boolean {
  if (count === 1) return true;
  if (count === 2) return code >= 0x800 && (code < 0xd800 || code > 0xdfff);
  return code >= 0x10000 && code <= 0x10ffff;
}

/** What so many hexadecimal digits say. */
function hexAfter(text: ReadableText, first: Reading, count: number, kind: number): Reading | undefined {
  let read: Reading = { ...first, code: 0 };
  for (let index = 0; index < count; index += 1) {
    const digit = digitAt(text, read, 16);
    if (!digit) return undefined;
    read = digit;
  }
  return { ...read, layers: layered(kind, read.layers) };
}

/** The number that was read, with one digit more; beyond what a character can be it stays. */
function digitAt(text: ReadableText, read: Reading, base: 10 | 16): Reading | undefined {
  const digit = text.one(read.end, outerLayers, base === 16 ? isHex : isDigit);
  return digit && { ...over(digit, read), code: Math.min(read.code * base + hexValue(digit.code), 0x110000) };
}

/** A reading after another one that it makes something with. */
function over({ code, end, layers }: Reading, before: Reading): Reading {
  return { code, end, layers: moreLayers(before.layers, layers) };
}

const isZeroOrOne = (code: number) => code === 0x30 || code === 0x31;
const isPercentSign = (code: number) => code === 0x25;
const isU = (code: number) => lower(code) === 0x75;
const isX = (code: number) => lower(code) === 0x78;
const isNumberSign = (code: number) => code === 0x23;
const isSemicolon = (code: number) => code === 0x3b;
