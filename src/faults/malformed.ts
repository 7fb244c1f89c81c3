import type { Wire } from '../sessions/fault.ts';
import { defineFault } from './fault-kind.ts';

/** No JSON text begins with it, and no compressed one. */
const wrongByte = Buffer.from('}');

/**
 * Carries the request out, then breaks the body of the real reply: its first byte is a closing brace. Status, headers and
 * length stay right. A reply without a body stays as it is.
 */
export const malformed = defineFault({
  name: 'malformed',
  fields: [],
  read: () => ({}),
  strike: (_fields, request, _chance, goOn) => {
    request.filter(breakFirstByte);
    return goOn();
  },
});

function breakFirstByte(wire: Wire): Partial<Wire> {
  let isBroken = false;
  return {
    write: (chunk) => {
      if (isBroken || chunk.length === 0) return wire.write(chunk);
      isBroken = true;
      wire.write(Buffer.concat([wrongByte, chunk.subarray(1)]));
    },
  };
}
