import { looksLikeSecret } from '../secret-forms.ts';
import { cookieValues } from './cookies.ts';
import type { FoundValue, NameReader, Span } from './found.ts';
import { findInMarkup } from './markup-values.ts';

// A name before a value in texts of many kinds: `name=`, `"name": `, `user[name]=`, `<name>`, or what may end the name of a
// part of a form. Repetitions are bounded, and what follows is only read behind a name that counts, or a long line would be
// read again for each name in it.
const beforeValue =
  /(?<![\w-])(?<name>[\w-]{1,64})(?:\]|%5D|\[\d{0,4}\]){0,2}(?:\\{0,4}["']?(?<sign>\s{0,8}(?:(?:=>|[:=])\s{0,8}|>|%(?:25){0,2}3D))|(?=["';\r\n]))/gi;
const restOfHead = /["']?[^\r\n]{0,200}(?:\r?\n[^\r\n]{1,200}){0,4}\r?\n\r?\n/y;
/** So far before a name its head may begin. */
const longestHead = 512;
// What is personal is short, and a secret in it goes first.
const shortValue =
  /[ubrn]?"(?<double>(?:[^"\\\r\n]|\\.){0,256})|[ubrn]?'(?<single>(?:[^'\\\r\n]|\\.){0,256})|(?<bare>[^\s,;&<>"'{}\]]{1,256})/iy;
// Languages mark some texts by a letter before the quote. A quote behind a backslash ends nothing, half of a secret would stay, unless such a quote began the value.
const value =
  /[ubrn]?"(?<double>(?:[^"\\\r\n]|\\.)*)|[ubrn]?'(?<single>(?:[^'\\\r\n]|\\.)*)|\\{1,4}"(?<escaped>(?:[^"\\\r\n]|\\+[^"\\])*)|(?<bare>[^\s,;&<>"'{}\]]+)/iy;
const authorization = /\b(?<scheme>bearer|basic|token|api-?key)\s{1,8}(?<bare>[\w.~+/=-]{12,})/gi;
const scheme = /(?:bearer|basic|digest|token|api-?key)\s{1,8}/iy;
const userinfo = /:\/\/(?<user>[^\s/?#:@"'<>]{0,256})(?::(?<password>[^\s/?#"'<>]{1,256}))?@/g;

/**
 * Finds the values in a text that names, schemes and URLs tell of, in the order in which they begin; they may overlap.
 * @param isProse Whether people read it: there, `password: required` names no value, so that one must look like a secret.
 */
export function findNamed<Role>(text: string, reader: NameReader<Role>, isProse = false): FoundValue<Role>[] {
  const found = [...findCredentials(text, reader), ...findInMarkup(text, reader)];
  beforeValue.lastIndex = 0;
  for (let match = beforeValue.exec(text); match; match = beforeValue.exec(text)) {
    const role = reader.ofName(match.groups?.name ?? '');
    if (role === undefined) continue;
    const { places, next } = placesBehind(text, match, reader.isSecret(role), isProse);
    for (const place of places) found.push({ ...place, role });
    beforeValue.lastIndex = next;
  }
  return found.sort((one, other) => one.start - other.start || other.end - one.end);
}

/** The values behind a name, and where to read on. */
function placesBehind(text: string, match: RegExpExecArray, isSecret: boolean, isProse: boolean) {
  const start = match.index + match[0].length;
  const read = valuesBehind(text, match, isSecret ? value : shortValue);
  const places = read.filter((place) => place.start < place.end && isTold(text, match, place, isProse));
  // A secret is read once: a name inside of it names nothing. Nor is what was long and none read again for each name in it.
  return { places, next: isSecret ? (places.at(-1)?.end ?? afterLong(read, start)) : start };
}

/** What is longer is passed over as a whole. */
const shortRead = 256;

function afterLong(read: readonly Span[], start: number): number {
  const end = read.at(-1)?.end ?? start;
  return end - start > shortRead ? end : start;
}

const lineOfCookies = /^:\s/;
const lineEnd = /[\r\n]|$/g;

function findCredentials<Role>(text: string, { behindScheme, inUrl }: NameReader<Role>): FoundValue<Role>[] {
  return [
    ...behindSchemes(text).map((place) => ({ ...place, role: behindScheme })),
    ...inUrls(text).map((place) => ({ ...place, role: inUrl })),
  ];
}

function behindSchemes(text: string): Span[] {
  return [...text.matchAll(authorization)].flatMap((match) => {
    const { scheme: said = '', bare = '' } = match.groups ?? {};
    return isCredential(said.toLowerCase(), bare) ? [endOf(match, bare.length)] : [];
  });
}

function inUrls(text: string): Span[] {
  if (!text.includes('://')) return [];
  return [...text.matchAll(userinfo)].flatMap((match) => {
    const { user = '', password } = match.groups ?? {};
    if (password !== undefined) return [endOf(match, password.length, 1)];
    return looksLikeSecret(user) ? [endOf(match, user.length, 1)] : [];
  });
}

/** People write of basic authentication and of bearer tokens, too. */
function isCredential(said: string, text: string): boolean {
  if (said === 'bearer') return /\d/.test(text) || looksLikeSecret(text);
  if (said === 'basic') return /\d/.test(text) || isUserAndPassword(Buffer.from(text, 'base64').toString());
  return looksLikeSecret(text);
}

function isUserAndPassword(text: string): boolean {
  return text.includes(':') && /^[ -~]*$/.test(text);
}

/**
 * Whether a text tells a value. One that people read does so by a sign of a format before it, not a colon or a sign between spaces,
 * or by the value's look.
 */
function isTold(
  text: string,
  { index, 0: found, groups }: RegExpExecArray,
  { start, end }: Span,
  isProse: boolean,
): boolean {
  return (
    !isProse ||
    groups?.sign === undefined ||
    /^(?:=|%.*)$/.test(groups.sign) ||
    /^\\{0,4}["']/.test(text.slice(index + found.length, index + found.length + 5)) ||
    looksLikeSecret(text.slice(start, end))
  );
}

function valuesBehind(text: string, match: RegExpExecArray, form: RegExp): Span[] {
  const { 0: found, groups, index } = match;
  const end = index + found.length;
  if (groups?.sign === undefined) return partBehind(text, index, end);
  const cookie = groups.name?.toLowerCase();
  if ((cookie === 'cookie' || cookie === 'set-cookie') && lineOfCookies.test(groups.sign))
    return cookiesBehind(text, end, cookie);
  scheme.lastIndex = end;
  form.lastIndex = scheme.test(text) ? scheme.lastIndex : end;
  if (/^digest/i.test(text.slice(end, form.lastIndex))) return [{ start: form.lastIndex, end: lineEndFrom(text, end) }];
  const read = form.exec(text);
  const { double, single, escaped, bare } = read?.groups ?? {};
  return read ? [endOf(read, (double ?? single ?? escaped ?? bare ?? '').length)] : [];
}

/** A header, as logs and dumps have it. */
function cookiesBehind(text: string, start: number, name: 'cookie' | 'set-cookie'): Span[] {
  const end = lineEndFrom(text, start);
  const line = text.slice(start, end);
  return [
    ...cookieValues(line, name).map((place) => ({ start: start + place.start, end: start + place.end })),
    { start: end, end },
  ];
}

function lineEndFrom(text: string, start: number): number {
  lineEnd.lastIndex = start;
  return lineEnd.exec(text)?.index ?? text.length;
}

/** The part of a form (RFC 7578) whose head names it, up to the next boundary. */
function partBehind(text: string, name: number, end: number): Span[] {
  if (!isPartName(text.slice(Math.max(0, name - longestHead), name))) return [];
  restOfHead.lastIndex = end;
  if (!restOfHead.test(text)) return [];
  const start = restOfHead.lastIndex;
  const boundary = text.indexOf('\n--', start - 1);
  const last = boundary === -1 ? text.length : boundary - Number(text[boundary - 1] === '\r');
  return last > start ? [{ start, end: last }] : [];
}

/** Whether a line says what a part of a form is, and has come to the part's name. */
function isPartName(before: string): boolean {
  const line = before.slice(before.lastIndexOf('\n') + 1).toLowerCase();
  const at = line.lastIndexOf('name=');
  return line.startsWith('content-disposition:') && /^[\s;]name=[^\s;]*$/.test(line.slice(at - 1));
}

/** What a named group holds stands at the end of a match, but for what follows it. */
function endOf({ index, 0: found }: RegExpExecArray, length: number, behind = 0): Span {
  const end = index + found.length - behind;
  return { start: end - length, end };
}
