import type { Wire } from '../sessions/fault.ts';
import { defineFault } from './fault-kind.ts';
import { wholeNumber } from './fields.ts';

/** How much of a reply arrives. */
export interface TruncateFields {
  /** Bytes of the body; the headers come whole. 0 is a reply that is lost after the request was carried out. */
  readonly bytes: number;
}

const mebibyte = 1_048_576;

/** Carries the request out, then closes the connection after so many bytes of the real reply's body. */
export const truncate = defineFault({
  name: 'truncate',
  fields: ['bytes'],
  read: ({ bytes }): TruncateFields => ({ bytes: wholeNumber('bytes', bytes, { least: 0, most: mebibyte }) }),
  strike: ({ bytes }, request, _chance, goOn) => {
    request.filter((wire) => cutAfter(wire, bytes));
    return goOn();
  },
});

/** A reply that is not longer stays whole. */
function cutAfter(wire: Wire, bytes: number): Partial<Wire> {
  let left = bytes;
  let isCut = false;
  return {
    write: (chunk) => {
      if (isCut) return;
      if (chunk.length <= left) {
        left -= chunk.length;
        return wire.write(chunk);
      }
      isCut = true;
      if (left > 0) wire.write(chunk.subarray(0, left));
      wire.cut();
    },
    end: () => {
      if (!isCut) wire.end();
    },
  };
}
