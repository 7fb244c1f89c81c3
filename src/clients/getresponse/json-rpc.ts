import { exchange } from '../transport/exchange.ts';
import type { Reply } from '../transport/reply.ts';
import type { CallOptions, Settings } from '../transport/settings.ts';
import { isRecord, isText } from '../transport/shape.ts';
import { GetResponseError } from './getresponse-error.ts';

/** One call of a method. */
export interface RpcCall<Result> {
  /** What it is to do; errors begin with it. */
  readonly action: string;
  readonly method: string;
  /** What follows the API key. */
  readonly attributes?: object | undefined;
  /** Secrets among the attributes. */
  readonly secrets?: readonly (string | undefined)[];
  readonly isResult: (result: unknown) => result is Result;
  /** What a result must have, for the error when it does not. */
  readonly has: string;
}

/** Calls a method and resolves to its result. */
export type RpcCaller = <Result>(call: RpcCall<Result>, options?: CallOptions) => Promise<Result>;

/** JSON-RPC 2.0 over HTTP, the API key first among the params. Each call is sent once and never repeated. */
export function createRpcCaller(settings: Settings, apiKey: string): RpcCaller {
  // The name of a GetResponse360 client is documented without a last slash.
  const url = new URL(settings.baseUrl.href.replace(/\/$/, ''));
  let lastId = 0;
  return async (call, options) => {
    lastId += 1;
    const id = lastId;
    const { action, method, attributes, secrets = [] } = call;
    const outgoing = {
      action,
      method: 'POST',
      url,
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: { jsonrpc: '2.0', method, params: attributes ? [apiKey, attributes] : [apiKey], id },
      secrets: { values: [apiKey, ...secrets], members: ['API_KEY', 'password'] },
    } as const;
    return readReply(await exchange(settings, outgoing, options), id, call);
  };
}

/** An error comes with HTTP 200, too, and with the id null where GetResponse could not read the id. */
function readReply<Result>(reply: Reply, id: number, { isResult, has }: RpcCall<Result>): Result {
  const body = reply.json();
  if (!isRecord(body)) throw reply.lacks('one JSON-RPC response');
  const { error, result } = body;
  if (error !== undefined && error !== null) throw refusal(reply, error);
  if (body.id !== id) throw reply.lacks(`the id ${id} of the call`);
  if (reply.ok && isResult(result)) return result;
  throw reply.lacks(has);
}

function refusal(reply: Reply, error: unknown): Error {
  if (!isRecord(error)) return reply.lacks('the code and message of an error');
  const { code, message, data } = error;
  if (typeof code !== 'number' || !isText(message)) return reply.lacks('the code and message of an error');
  const said = data === undefined || isText(data) ? data : JSON.stringify(data);
  return new GetResponseError(reply, { code, reason: reply.masked(message), data: said && reply.masked(said) });
}
