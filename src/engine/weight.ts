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
