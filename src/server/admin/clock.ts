import { isJsonObject } from '../../kit/protocols/json.ts';
import type { Clock } from '../../kit/world/clock.ts';
import { readTime } from '../../kit/world/read-time.ts';
import { ToolkitError } from '../toolkit-error.ts';
import type { AdminCall } from './call.ts';

/** The session's clock. */
export const readClock: AdminCall = {
  method: 'GET',
  path: '/clock',
  handle: ({ inSession }) => inSession(({ clock }) => shown(clock)),
};

/** Freezes the clock at `now`, or moves it by `advance` seconds. */
export const setClock: AdminCall = {
  method: 'PUT',
  path: '/clock',
  handle: ({ body, inSession }) => {
    const { now, advance, ...others } = isJsonObject(body) ? body : {};
    if ((now === undefined) === (advance === undefined) || Object.keys(others).length > 0) {
      throw refuse('either "now" or "advance" is needed, and nothing else');
    }
    const set = advance === undefined ? freezing(parseTime(now)) : advancing(parseSeconds(advance));
    return inSession(({ clock }) => {
      set(clock);
      return shown(clock);
    });
  },
};

function shown(clock: Clock) {
  return { now: clock.iso(), frozen: clock.frozen };
}

function freezing(at: number) {
  return (clock: Clock) => orRefuse(() => clock.freeze(at));
}

function advancing(seconds: number) {
  return (clock: Clock) => orRefuse(() => clock.advance(seconds));
}

function orRefuse(set: () => void): void {
  try {
    set();
  } catch (error) {
    throw error instanceof RangeError ? refuse(error.message) : error;
  }
}

function parseTime(now: unknown): number {
  const time = typeof now === 'string' ? readTime(now) : undefined;
  if (time === undefined) throw refuse('"now" is no ISO 8601 time that exists');
  return time;
}

function parseSeconds(advance: unknown): number {
  if (typeof advance !== 'number' || !Number.isFinite(advance)) throw refuse('"advance" is no number of seconds');
  return advance;
}

function refuse(found: string): ToolkitError {
  return new ToolkitError(
    'invalid-clock',
    `Cannot set the clock: ${found}. Send {"now": "2030-01-01T00:00:00Z"} or {"advance": 3700}.`,
  );
}
