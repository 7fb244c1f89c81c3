import { isEdited } from '../../proxy/recording-format/edited.ts';
import { recordedReply, recordedRequest } from '../../proxy/recording-format/from-recording.ts';
import { bodyBytes } from '../../proxy/recording-format/recorded-body.ts';
import type { StoredRecording } from '../../proxy/recording-format/recording.ts';
import { routeAt } from '../kit/known-request.ts';
import { isJsonObject, parseJson } from '../kit/protocols/json.ts';
import type { Provider } from '../kit/provider.ts';
import type { SeenCall } from '../kit/real-facts.ts';
import { isRefusal } from '../kit/real-facts.ts';

/** A request as it is asked again. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What the real API answered. */
export interface SeenReply {
  readonly status: number;
  /** The JSON of the body; none when it is no JSON. */
  readonly json: { readonly value: unknown } | undefined;
  readonly text: string;
}

/** One exchange with the real API, out of a recording. */
export interface SeenExchange {
  /** The recording's file, relative to the recordings folder. */
  readonly file: string;
  readonly operation: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly recordedAt: string;
  readonly upstream: string;
  /** Whether its credentials are known to be those that somebody has; not of older recordings. */
  readonly isKnownCaller: boolean;
  /** Whether its credentials are hidden and may be anybody's: two requests that look equal may have been none. */
  readonly isStranger: boolean;
  readonly request: SeenRequest;
  readonly reply: SeenReply;
}

/** Reads a recording; why it cannot be judged, for one whose bodies were not kept. */
export function seenExchange(stored: StoredRecording): SeenExchange | { readonly reason: string } {
  const { file, recording } = stored;
  const { method, path, query, headers } = recordedRequest(recording);
  const [body, reply] = [bodyBytes(recording.request.body), recordedReply(stored)];
  if (!body || !reply) return { reason: 'its body was not kept' };
  if (isEdited(recording)) return { reason: 'it was edited by hand' };
  if (recording.check.verdict === 'failed') return { reason: recording.check.reason ?? 'its check failed' };
  const at = Date.parse(recording.recorded_at);
  if (!(at >= 0)) return { reason: 'it is dated before 1970' };
  const pairs = headers.map(([name, value]) => [name.toLowerCase(), value] as const);
  return {
    file,
    operation: recording.operation,
    at,
    recordedAt: recording.recorded_at,
    upstream: recording.upstream,
    isKnownCaller: recording.credential === 'configured' || recording.credential === 'issued',
    isStranger: recording.credential === 'other',
    request: { method, path, query, headers: { ...lengthOf(body, reply), ...Object.fromEntries(pairs) }, body },
    reply: { status: reply.status, json: parseJson(reply.body), text: reply.body.toString() },
  };
}

/** Recordings have no header of framing: all requests had a length, but those that were refused for having none. */
function lengthOf(body: Buffer, { status }: { readonly status: number }): Record<string, string> {
  return status === 411 ? {} : { 'content-length': `${body.length}` };
}

/** Whether the real API refused, as far as its reply says so. */
export function refuses(provider: Provider, { status, json }: SeenReply): boolean {
  return isRefusal(provider, { status, body: json?.value });
}

/** The calls of exchanges; of a batch each of them that has a reply. */
export function seenCalls(provider: Provider, exchange: SeenExchange): SeenCall[] {
  const { request, reply } = exchange;
  const route = routeAt(provider, request);
  if (!route) return [];
  const shared = {
    query: new URLSearchParams(request.query),
    header: (name: string) => request.headers[name],
    status: reply.status,
  };
  const head = { ...request, baseUrl: '/' };
  const { members, batch } = provider.protocol.read({ ...head, body: request.body }, route);
  const outputs = batch ? listOf(reply.json?.value) : [reply.json?.value];
  const asked = members.map((member) => ('operation' in member ? member : undefined));
  // Members and replies are only told together where each member has one.
  if (asked.length !== outputs.length) return [];
  return asked.flatMap((call, index) => {
    if (!call) return [];
    const value = outputs[index];
    const { operation, params, input = parseJson(request.body)?.value } = call;
    const refused = refuses(provider, { ...reply, json: { value } });
    return [{ ...shared, operation: operation.name, params, input, output: resultOf(provider, value), refused }];
  });
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function resultOf({ protocol }: Provider, value: unknown): unknown {
  const isRpc = protocol.endpoints.some(({ rpcMethod }) => rpcMethod !== undefined);
  if (!isRpc || !isJsonObject(value)) return value;
  return value.error ?? value.result;
}
