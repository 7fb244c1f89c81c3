import { isJsonObject } from '../kit/protocols/json.ts';
import type { FaultedRequest, Wire } from '../sessions/fault.ts';
import { FaultError } from '../sessions/fault-error.ts';
import { defineFault } from './fault-kind.ts';
import { wholeNumber } from './fields.ts';

/** How long a reply is held back, in milliseconds. */
export interface LatencyFields {
  /** Always the same, or drawn from the seed, both ends included. */
  readonly ms: number | { readonly min: number; readonly max: number };
}

/** Ten minutes: longer than any client waits. */
const longest = 600_000;

/**
 * Holds the reply back. The request itself is carried out when it comes, so that what is stored never depends on who was
 * delayed; a client that gives up too early has still created its account, as with a slow server.
 */
export const latency = defineFault({
  name: 'latency',
  fields: ['ms'],
  passesOn: true,
  read: ({ ms }): LatencyFields => ({ ms: isJsonObject(ms) ? readRange(ms) : wholeNumber('ms', ms, bounds) }),
  strike: ({ ms }, request, chance, goOn) => {
    const delay = delayOf(ms, chance);
    request.delay(delay);
    request.filter((wire) => heldBack(wire, delay, request));
    return goOn();
  },
});

/** The delay of one reply, in milliseconds; `chance` gives a number from 0 up to, not including, 1. */
export function delayOf(ms: LatencyFields['ms'], chance: () => number): number {
  return typeof ms === 'number' ? ms : ms.min + Math.floor(chance() * (ms.max - ms.min + 1));
}

const bounds = { least: 0, most: longest };

function readRange({ min, max, ...others }: Record<string, unknown>) {
  const range = { min: wholeNumber('min', min, bounds), max: wholeNumber('max', max, bounds) };
  if (range.min <= range.max && Object.keys(others).length === 0) return range;
  throw new FaultError('the range of "ms" is none. Use one such as {"ms": {"min": 50, "max": 150}}.');
}

/** Keeps what is sent until the time is over, then sends it in its order. */
function heldBack(wire: Wire, delay: number, request: FaultedRequest): Wire {
  let held: (() => void)[] | undefined = [];
  const release = () => {
    clearTimeout(timer);
    for (const send of held ?? []) send();
    held = undefined;
  };
  const timer = setTimeout(release, delay);
  // Nobody waits any longer: the client has left, or the server ends the requests under way.
  request.whenOver(release);
  const later = (send: () => void) => (held ? void held.push(send) : send());
  return {
    write: (bytes) => later(() => wire.write(bytes)),
    end: () => later(() => wire.end()),
    cut: () => later(() => wire.cut()),
    reset: () => later(() => wire.reset()),
  };
}
