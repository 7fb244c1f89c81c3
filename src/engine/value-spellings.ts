import { escapedJson } from './layers.ts';

/** A value, and what it is where its bytes were read as Latin-1 or half a character was lost. */
export function plainSpellings(value: string): string[] {
  return [...new Set([value, value.toWellFormed(), unmisread(value)])];
}

/** A header's value comes as Latin-1, whatever it is; elsewhere the same value is read as the UTF-8 that it was. */
function unmisread(value: string): string {
  if (!/[\u0080-\u00ff]/.test(value) || /[^\0-\u00ff]/.test(value)) return value;
  const text = Buffer.from(value, 'latin1').toString();
  return text.includes('\ufffd') ? value : text;
}

const guid = /^([a-z]{2,8}-)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const hexadecimal = /^[0-9a-f]{16,}$/i;

/** Whether a value is the same in capitals: a GUID or a hexadecimal key. */
export function hasNoCase(value: string): boolean {
  return guid.test(value) || hexadecimal.test(value);
}

/** A value in base64, and what stands for it. */
interface InBase64 {
  readonly text: string;
  readonly replacement: string;
}

/**
 * A value in base64, alone and as a part of a longer text: as three bytes are four characters, it has three spellings
 * there, without its edges. In base64 are often documents, so it is looked for as it stands in JSON and in forms, too.
 */
export function base64Spellings(value: string, replacement: string): InBase64[] {
  const spelled = new Map([
    [value, replacement],
    [escapedJson(value), escapedJson(replacement)],
    [encodeURIComponent(value.toWellFormed()), encodeURIComponent(replacement.toWellFormed())],
  ]);
  return [...spelled].flatMap(([text, standing]) => inBase64(text, standing));
}

function inBase64(value: string, replacement: string): InBase64[] {
  const whole = Buffer.from(value).toString('base64');
  const standing = Buffer.from(replacement).toString('base64');
  const parts = [0, 1, 2].map((shift) => {
    const shifted = Buffer.concat([Buffer.alloc(shift), Buffer.from(value)]);
    const bits = shifted.length * 8;
    return shifted.toString('base64').slice(Math.ceil((shift * 8) / 6), Math.floor(bits / 6));
  });
  const unpadded = standing.replace(/(?<!=)=+$/, '');
  return [{ text: whole, replacement: standing }, ...parts.map((text) => ({ text, replacement: unpadded }))];
}
