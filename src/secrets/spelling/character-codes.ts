/** A letter of ASCII in lower case; other characters become some other. */
export function lower(code: number): number {
  return code | 0x20;
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

export function isHex(code: number): boolean {
  return isDigit(code) || (lower(code) >= 0x61 && lower(code) <= 0x66);
}

/** Of a hexadecimal digit. */
export function hexValue(code: number): number {
  return isDigit(code) ? code - 0x30 : lower(code) - 0x57;
}

/** Of ASCII. */
export function isLetterOrDigit(code: number): boolean {
  return isDigit(code) || (lower(code) >= 0x61 && lower(code) <= 0x7a);
}

/** What Windows-1252 has in the places of 0x80 to 0x9f. */
const windows1252 =
  '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178';

/** The byte that was taken for a character of Latin-1 or Windows-1252; nothing for others. */
export function byteOf(code: number): number | undefined {
  if (code <= 0xff) return code;
  const index = windows1252.indexOf(String.fromCharCode(code));
  return index === -1 ? undefined : 0x80 + index;
}

/** Whether a character is what a byte within one of UTF-8 was taken for. */
export function isContinuation(code: number): boolean {
  if (code < 0x80) return false;
  return code <= 0xbf || (code > 0xff && byteOf(code) !== undefined);
}
