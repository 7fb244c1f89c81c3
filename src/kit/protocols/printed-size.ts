/** A character takes at least one byte in memory, and at most six as JSON (RFC 8259, 7). */
const mostPerByte = 6;

/** What is looked at, and what it takes in memory, in bytes. */
interface Shown<Item> {
  readonly items: readonly Item[];
  readonly bytes: number;
  show(item: Item): unknown;
}

/** Whether items, each shown as JSON, have so many bytes at most. They are looked at no further than is needed to say so. */
export function isPrintedWithin<Item>({ items, bytes, show }: Shown<Item>, maxBytes: number): boolean {
  if (bytes * mostPerByte <= maxBytes) return true;
  let left = maxBytes;
  return items.every((item) => {
    left -= Buffer.byteLength(JSON.stringify(show(item)));
    return left >= 0;
  });
}
