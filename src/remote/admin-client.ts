import { isJsonObject, jsonValue } from '../kit/protocols/json.ts';
import { RemoteError } from './remote-error.ts';

/**
 * Calls the admin API of a server in one session. Rejects with a RemoteError.
 *
 * @param call Method and path below `/_understudy`, such as `PUT clock`.
 */
export type AdminClient = (call: string, body?: unknown) => Promise<Record<string, unknown>>;

/** How a server is reached. */
export interface AdminAddress {
  /** Without a last slash. */
  readonly url: string;
  readonly session: string;
  readonly adminToken: string | undefined;
}

export function adminClient({ url, session, adminToken }: AdminAddress): AdminClient {
  return async (call, body) => {
    const [method = '', path = ''] = call.split(' ', 2);
    const reply = await fetch(`${url}/~${session}/_understudy/${path}`, {
      method,
      headers: {
        ...(adminToken !== undefined && { Authorization: `Bearer ${adminToken}` }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      // No server of this package leads elsewhere, and whoever does shall not get the token.
      redirect: 'error',
    }).catch((cause: unknown) => {
      throw new RemoteError(
        `Cannot reach the server at ${url}. Start it there, such as by \`npx api-understudy start\`.`,
        undefined,
        { cause },
      );
    });
    return answerOf(reply, url);
  };
}

async function answerOf(reply: Response, url: string): Promise<Record<string, unknown>> {
  const value = jsonValue(await reply.text());
  const error = isJsonObject(value) && isJsonObject(value.error) ? value.error : undefined;
  if (error && typeof error.message === 'string') throw new RemoteError(error.message, String(error.code));
  if (reply.ok && isJsonObject(value)) return value;
  throw new RemoteError(
    `Cannot use the server at ${url}: it answered ${reply.status}, as no server of Understudy does. Check the address.`,
  );
}
