const mark = '\uFEFF';
const bytesOfMark = Buffer.from(mark);

/** The text of a file without the byte-order mark with which some editors begin one: no format that is read here knows it. */
export function withoutMark(text: string): string {
  return text.startsWith(mark) ? text.slice(mark.length) : text;
}

/** The same of the bytes of a file. */
export function bytesWithoutMark(bytes: Buffer): Buffer {
  return bytes.subarray(0, bytesOfMark.length).equals(bytesOfMark) ? bytes.subarray(bytesOfMark.length) : bytes;
}
