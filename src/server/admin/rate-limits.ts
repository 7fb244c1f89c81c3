import { isJsonObject } from '../../kit/protocols/json.ts';
import { ToolkitError } from '../toolkit-error.ts';
import type { AdminCall } from './call.ts';

/** Whether the providers' documented rate limits are in force in the session. */
export const readRateLimits: AdminCall = {
  method: 'GET',
  path: '/rate-limits',
  handle: ({ inSession }) => inSession(({ rateLimits }) => ({ enabled: rateLimits })),
};

/** Puts them in force, or out of it. */
export const putRateLimits: AdminCall = {
  method: 'PUT',
  path: '/rate-limits',
  handle: ({ body, inSession }) => {
    const { enabled, ...others } = isJsonObject(body) ? body : {};
    if (typeof enabled !== 'boolean' || Object.keys(others).length > 0) {
      const message =
        'Cannot set the rate limits: "enabled" must be true or false, and nothing else. Send {"enabled": true}.';
      throw new ToolkitError('invalid-rate-limits', message);
    }
    return inSession((session) => {
      session.rateLimits = enabled;
      return { enabled };
    });
  },
};
