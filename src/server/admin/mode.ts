import { closestTo } from '../../kit/closest.ts';
import { isJsonObject } from '../../kit/protocols/json.ts';
import { isMode, modeNames } from '../../sessions/mode.ts';
import { ToolkitError } from '../toolkit-error.ts';
import type { AdminCall } from './call.ts';
import { findProvider } from './find-provider.ts';

/** Sets who answers a provider's requests: in the session that the call names, or else by default in all. */
export const setMode: AdminCall = {
  method: 'PUT',
  path: '/providers/:provider/mode',
  handle: async (request) => {
    const provider = await findProvider(request);
    const { context, session, isSessionNamed, body } = request;
    const { mode, ...others } = isJsonObject(body) ? body : {};
    if (!isMode(mode) || Object.keys(others).length > 0) throw refuse(mode);
    context.modes.set(provider, mode, isSessionNamed ? session : undefined);
    return { provider: provider.name, mode, ...(isSessionNamed && { session: session.id }) };
  },
};

function refuse(mode: unknown): ToolkitError {
  const [nearest] = typeof mode === 'string' ? closestTo(mode, modeNames) : [];
  const hint = nearest && nearest !== mode ? `Did you mean ${nearest}? ` : '';
  return new ToolkitError(
    'invalid-mode',
    `Cannot set the mode: the body does not name one, and nothing else. ${hint}Send {"mode": "..."} with ${modeNames.join(', ')}.`,
  );
}
