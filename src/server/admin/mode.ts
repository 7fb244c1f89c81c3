import { didYouMean } from '../../kit/did-you-mean.ts';
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
    const provider = findProvider(request);
    const {
      context: { modes },
      sessionId,
      isSessionNamed,
      body,
    } = request;
    const { mode, ...others } = isJsonObject(body) ? body : {};
    if (!isMode(mode) || Object.keys(others).length > 0) throw refuse(mode);
    if (isSessionNamed) {
      await request.inSession((session) => session.setMode(provider.name, mode));
      modes.prepare(provider, mode);
    } else {
      modes.setDefault(provider, mode);
    }
    return { provider: provider.name, mode, ...(isSessionNamed && { session: sessionId }) };
  },
};

function refuse(mode: unknown): ToolkitError {
  return new ToolkitError(
    'invalid-mode',
    `Cannot set the mode: the body does not name one, and nothing else. ${didYouMean(mode, modeNames)}Send {"mode": "..."} with ${modeNames.join(', ')}.`,
  );
}
