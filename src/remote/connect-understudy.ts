import { randomUUID } from 'node:crypto';
import { isJsonObject } from '../kit/protocols/json.ts';
import type { Provider } from '../kit/provider.ts';
import { isSessionId } from '../sessions/session-id.ts';
import { adminClient } from './admin-client.ts';
import { RemoteError } from './remote-error.ts';
import { type RemoteSession, remoteSession } from './remote-session.ts';

/** How a session of a server elsewhere is chosen. */
export interface ConnectOptions {
  /** The id of the session; a new one without it. */
  readonly session?: string;
  /** The admin token of a server that demands one. */
  readonly adminToken?: string;
}

/**
 * A session of a server that runs elsewhere: in another process, a container, or mounted in an app. Rejects with a RemoteError when
 * there is no server, or it refuses; with a TypeError when the address or the id cannot be one.
 *
 * @param url Where the server is: `http://127.0.0.1:4010`, or with the path under which it is mounted.
 * @example const session = await connectUnderstudy('http://127.0.0.1:4010');
 */
export async function connectUnderstudy<Given extends Provider = never>(
  url: string | URL,
  { session = randomUUID(), adminToken }: ConnectOptions = {},
): Promise<RemoteSession<Given>> {
  if (!isSessionId(session)) {
    throw new TypeError(
      'Cannot make a session: its id is not 1 to 64 letters, digits, ".", "_" or "-". Use an id such as "test-1".',
    );
  }
  const base = baseOf(url);
  const ask = adminClient({ url: base, session, adminToken });
  const [{ providers }, credentials] = await Promise.all([ask('GET health'), ask('GET credentials')]);
  const listed: readonly unknown[] = Array.isArray(providers) ? providers : [];
  const names = listed.flatMap((provider) =>
    isJsonObject(provider) && typeof provider.name === 'string' ? [provider.name] : [],
  );
  if (names.length === 0)
    throw new RemoteError(`Cannot use the server at ${base}: it plays no provider. Check the address.`);
  // What a server plays is known only when it runs; whoever names its providers as types says so.
  return remoteSession(session, { url: base, names, credentials }, ask) as unknown as RemoteSession<Given>;
}

function baseOf(url: string | URL): string {
  const parsed = URL.canParse(String(url)) ? new URL(url) : undefined;
  if (parsed && /^https?:$/.test(parsed.protocol) && parsed.username === '' && parsed.password === '') {
    return parsed.origin + parsed.pathname.replace(/(?<!\/)\/+$/, '');
  }
  throw new TypeError(
    'Cannot connect: the address is no plain http or https URL. Use one such as http://127.0.0.1:4010.',
  );
}
