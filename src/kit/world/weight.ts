import type { JsonObject } from '../protocols/http.ts';
import { isJsonObject } from '../protocols/json.ts';

/** What a text takes beside its characters, in bytes: its head, and its end that is filled up. */
const textHead = 24;
/** What a member of an object with names of its own takes beside the texts: its places in the tables of members and of names. */
const memberBytes = 96;

/** Longer texts are looked through for how many bytes a character takes. */
const shortText = 256;

/**
 * What a text takes in memory, in bytes. Beyond Latin-1 each of its characters has two, and a short text is not looked
 * through for that: what is weighed here has to be bounded, so nothing may weigh less than it takes.
 */
export function textWeight(text: string): number {
  const { length } = text;
  const isAscii = length > shortText && Buffer.byteLength(text) === length;
  return textHead + (isAscii ? length : 2 * length);
}

/** What headers take, by their names: texts of one byte a character, as they came. */
export function headersWeight(headers: Readonly<Record<string, string | readonly string[] | undefined>>): number {
  let bytes = 0;
  for (const name in headers) {
    const value = headers[name];
    bytes += memberBytes + 2 * textHead + name.length;
    if (typeof value === 'string') bytes += value.length;
    else for (const each of value ?? []) bytes += textHead + each.length;
  }
  return bytes;
}

/** What an object takes beside its members, and what a member with a name that many objects share. */
const objectHead = 64;
const sharedMemberBytes = 32;
/** Objects with more members than this are tables, with names of their own. */
const sharedMembers = 64;
/** What a number or another plain value takes, and a place in a list. */
const plainBytes = 16;
const placeBytes = 8;

/** What a JSON value takes in memory, in bytes; on the safe side, and found without printing it. */
export function valueWeight(value: unknown): number {
  if (typeof value === 'string') return textWeight(value);
  if (Array.isArray(value)) return value.reduce((bytes, item) => bytes + placeBytes + valueWeight(item), objectHead);
  return isJsonObject(value) ? membersWeight(value) : plainBytes;
}

function membersWeight(value: JsonObject): number {
  let bytes = objectHead;
  let members = 0;
  for (const name in value) {
    members += 1;
    bytes += (members > sharedMembers ? memberBytes : sharedMemberBytes) + 2 * name.length + valueWeight(value[name]);
  }
  return bytes;
}

/** What a place in an index takes. */
const indexPlaceBytes = 64;

/** What a stored record takes with its keys, in bytes. */
export function recordWeight(keys: readonly string[], record: unknown): number {
  return keys.reduce((bytes, key) => bytes + indexPlaceBytes + textWeight(key), valueWeight(record));
}
