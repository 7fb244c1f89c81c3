import { OverrideError } from '../../sessions/overrides/override-error.ts';
import { readOverride } from '../../sessions/overrides/read-override.ts';
import { ToolkitError } from '../toolkit-error.ts';
import type { AdminCall } from './call.ts';

/** The overrides that may still answer. */
export const readOverrides: AdminCall = {
  method: 'GET',
  path: '/overrides',
  handle: ({ inSession }) => inSession(({ overrides }) => ({ overrides: overrides.show() })),
};

/** Makes one override, after those that there are already. */
export const addOverride: AdminCall = {
  method: 'POST',
  path: '/overrides',
  handle: ({ body, context: { providers }, inSession }) => {
    const override = orInvalid(() => readOverride(body, providers));
    return inSession(({ overrides }) => orInvalid(() => overrides.add(override)));
  },
};

/** Forgets all overrides. */
export const deleteOverrides: AdminCall = {
  method: 'DELETE',
  path: '/overrides',
  handle: ({ inSession }) => inSession(({ overrides }) => ({ deleted: overrides.clear() })),
};

function orInvalid<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof OverrideError) throw new ToolkitError('invalid-override', error.message, { cause: error });
    throw error;
  }
}
