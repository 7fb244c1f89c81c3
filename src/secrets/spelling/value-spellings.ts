import { escapedJson } from './layers.ts';

/** A value, and what it is where its bytes were read as Latin-1 or half a character was lost. */
export function plainSpellings(value: string): readonly string[] {
  if (!/[^\0-\u007f]/.test(value)) return [value];
  return [...new Set([value, value.toWellFormed(), unmisread(value)])];
}

/** A header's value comes as Latin-1, whatever it is; elsewhere the same value is read as the UTF-8 that it was. */
function unmisread(value: string): string {
  if (/[^\0-\u00ff]/.test(value)) return value;
  const text = Buffer.from(value, 'latin1').toString();
  return text.includes('\ufffd') ? value : text;
}

const guid = /^([a-z]{2,8}-)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const hexadecimal = /^[0-9a-f]{16,}$/i;

/** Whether a value is the same in capitals: a GUID or a hexadecimal key. */
export function hasNoCase(value: string): boolean {
  return guid.test(value) || hexadecimal.test(value);
}

/**
 * A value in base64, alone and as a part of a longer text: as three bytes are four characters, it has three spellings
 * there, without its edges. In base64 are often documents, so it is looked for as it stands in JSON and in forms, too.
 */
export function base64Spellings(value: string): string[] {
  const found = inBase64(value);
  if (/^[\w.~-]*$/.test(value)) return found;
  for (const text of new Set([escapedJson(value), encodeURIComponent(value.toWellFormed())]))
    if (text !== value) found.push(...inBase64(text));
  return found;
}

function inBase64(value: string): string[] {
  const bytes = Buffer.from(value);
  const whole = bytes.toString('base64');
  const found = [whole];
  for (const shift of [0, 1, 2]) {
    const shifted = shift === 0 ? whole : Buffer.concat([nothing.subarray(0, shift), bytes]).toString('base64');
    found.push(shifted.slice(Math.ceil((shift * 8) / 6), Math.floor(((bytes.length + shift) * 8) / 6)));
  }
  return found;
}

const nothing = Buffer.alloc(2);
