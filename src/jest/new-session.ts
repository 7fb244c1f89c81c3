import type { Provider } from '../kit/provider.ts';
import { type ConnectOptions, connectUnderstudy } from '../remote/connect-understudy.ts';
import type { RemoteSession } from '../remote/remote-session.ts';
import { urlVariable } from './url-variable.ts';

/**
 * A new session on the server that the run's tests share. Rejects with a RemoteError when that server is gone, and with a
 * TypeError when Jest was not told to start one.
 */
export async function newSession<Given extends Provider = never>(
  options?: ConnectOptions,
): Promise<RemoteSession<Given>> {
  const url = process.env[urlVariable];
  if (url) return connectUnderstudy<Given>(url, options);
  throw new TypeError(
    "Cannot make a session: no server was started before the tests. Add to Jest's configuration: globalSetup: 'api-understudy/jest/setup', globalTeardown: 'api-understudy/jest/teardown'.",
  );
}
