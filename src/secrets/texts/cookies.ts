import type { Span } from './found.ts';

/** Where the next of several cookies begins that were joined to one `Set-Cookie`; a date has a comma, too. */
const nextCookie = /(?:\r?\n|,)(?=\s{0,8}[^\s;,=]{1,256}=)/g;

/** The values in a `Cookie` or `Set-Cookie`: of the latter the first pair of each cookie has it, attributes follow. */
export function cookieValues(text: string, name: 'cookie' | 'set-cookie'): Span[] {
  const found: Span[] = [];
  let start = 0;
  for (const piece of name === 'cookie' ? text.split(';') : cookiesIn(text)) {
    const pair = name === 'cookie' ? piece : (piece.split(';', 1)[0] ?? '');
    const from = start + pair.indexOf('=') + 1;
    const value = trimmed(text, from, start + pair.length);
    if (value.end > value.start) found.push(value);
    start += piece.length + 1;
  }
  return found;
}

/** Each with what stands before the next one, but for the one sign between them. */
function cookiesIn(text: string): string[] {
  return text.replaceAll('\r\n', ' \n').split(nextCookie);
}

/** Without white space around it and the quotes that a value may have (RFC 6265, 4.1.1). */
function trimmed(text: string, start: number, end: number): Span {
  let [from, to] = [start, end];
  while (from < to && ' \t\r\n"'.includes(text.charAt(from))) from += 1;
  while (to > from && ' \t\r\n"'.includes(text.charAt(to - 1))) to -= 1;
  return { start: from, end: to };
}
