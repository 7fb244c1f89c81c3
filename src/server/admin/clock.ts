import { isJsonObject } from '../../kit/protocols/json.ts';
import { ToolkitError } from '../toolkit-error.ts';
import type { AdminCall, AdminRequest } from './call.ts';

const isoTime = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;

/** The session's clock. */
export const readClock: AdminCall = { method: 'GET', path: '/clock', handle: showClock };

/** Freezes the clock at `now`, or moves it by `advance` seconds. */
export const setClock: AdminCall = {
  method: 'PUT',
  path: '/clock',
  handle: (request) => {
    const { now, advance, ...others } = isJsonObject(request.body) ? request.body : {};
    if ((now === undefined) === (advance === undefined) || Object.keys(others).length > 0) {
      throw refuse('either "now" or "advance" is needed, and nothing else');
    }
    try {
      if (advance === undefined) request.session.clock.freeze(parseTime(now));
      else request.session.clock.advance(parseSeconds(advance));
    } catch (error) {
      throw error instanceof RangeError ? refuse(error.message) : error;
    }
    return showClock(request);
  },
};

function showClock({ session: { clock } }: AdminRequest) {
  return { now: clock.iso(), frozen: clock.frozen };
}

function parseTime(now: unknown): number {
  const time = typeof now === 'string' && isoTime.test(now) ? Date.parse(now) : Number.NaN;
  if (Number.isNaN(time)) throw refuse('"now" is no ISO 8601 time');
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
