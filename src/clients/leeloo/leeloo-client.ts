import type { CreateEmailAccountReply, CreateEmailAccountRequest } from '../../../mocks/leeloo/generated/schemas.ts';
import { exchange } from '../transport/exchange.ts';
import type { Reply } from '../transport/reply.ts';
import { type CallOptions, type ClientOptions, requireCredential, settingsOf } from '../transport/settings.ts';
import { isMapOf, isRecord, isText } from '../transport/shape.ts';
import { LeelooError } from './leeloo-error.ts';

/** What a Leeloo client is made from. */
export interface LeelooClientOptions extends ClientOptions {
  /** The company token. */
  readonly token: string;
}

/** Leeloo's API, as far as email accounts go. */
export interface LeelooClient {
  /**
   * Creates email accounts, all or none, and tells how many items Leeloo took, those that exist already included. Sent
   * once, never repeated. Rejects with a LeelooError when Leeloo refuses.
   */
  createEmailAccounts(request: CreateEmailAccountRequest, options?: CallOptions): Promise<CreateEmailAccountReply>;
}

/** Makes a client of Leeloo's API, by default at https://api.leeloo.ai. Throws when an option cannot be used. */
export function createLeelooClient(options: LeelooClientOptions): LeelooClient {
  const settings = settingsOf('Leeloo', 'https://api.leeloo.ai', options);
  const { token } = options;
  requireCredential('Leeloo', 'token', token);
  return {
    async createEmailAccounts(request, options) {
      const outgoing = {
        action: 'create email accounts',
        method: 'POST',
        url: new URL('api/v2/accounts/email', settings.baseUrl),
        headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'X-Leeloo-AuthToken': token },
        body: request,
        secrets: { values: [token], members: [] },
      } as const;
      return readReply(await exchange(settings, outgoing, options));
    },
  };
}

/** Leeloo refuses with HTTP 200, too: the member `status` decides. */
function readReply(reply: Reply): CreateEmailAccountReply {
  // Its limit of requests is the one refusal in plain text.
  if (reply.status === 429) throw new LeelooError(reply, { code: 'HTTP_429', fields: {} });
  const body = reply.json();
  if (isRecord(body) && body.status === 0) throw refusal(reply, body.error);
  if (reply.ok && isSuccess(body)) return body;
  throw reply.lacks('the status and the count of a success');
}

function isSuccess(body: unknown): body is CreateEmailAccountReply {
  if (!isRecord(body) || body.status !== 1) return false;
  return isRecord(body.data) && Number.isInteger(body.data.count_to_process);
}

function refusal(reply: Reply, error: unknown): Error {
  if (!isRecord(error) || !isText(error.code)) return reply.lacks('the code of a refusal');
  const { code, fields = {} } = error;
  if (!isMapOf(fields, isText)) return reply.lacks('a map of the fields refused');
  const shown = Object.entries(fields).map(([path, what]) => [maskedPath(reply, path), reply.masked(what)]);
  return new LeelooError(reply, { code: reply.masked(code), fields: Object.fromEntries(shown) });
}

/** The field `token` is a name, even for a client whose token in a test is just that word. */
function maskedPath(reply: Reply, path: string): string {
  return path === 'token' ? path : reply.masked(path);
}
