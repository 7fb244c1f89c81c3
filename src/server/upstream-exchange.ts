import { decodeBody } from '../../proxy/decode-body.ts';
import type { CapturedBody, RawHeaders } from '../../proxy/exchange.ts';
import type { UpstreamError } from '../../proxy/failure.ts';
import { pairs } from '../../proxy/headers.ts';
import type { Forwarded } from '../../proxy/upstream-proxy.ts';
import type { Exchange } from '../engine/exchange.ts';
import { type HttpReply, maxBodyBytes } from '../engine/http.ts';
import { parseJson } from '../engine/json.ts';
import type { World } from '../engine/world.ts';
import { ToolkitError } from './toolkit-error.ts';

/** What the journal notes of an exchange with an upstream. `secrets` are masked wherever they stand. */
export function upstreamExchange(
  { provider, request, reply }: Forwarded['exchange'],
  failure: UpstreamError | undefined,
  world: World,
  secrets: readonly string[],
): Exchange {
  const { head } = request;
  const body = decoded(request.body, request.rawHeaders) ?? Buffer.alloc(0);
  const route = provider.protocol.route(head);
  const operation =
    route && (provider.protocol.read({ ...head, body }, route, world).operation ?? route.operation?.name);
  return {
    provider,
    operation,
    source: 'upstream',
    rule: undefined,
    rules: [],
    violations: [],
    nearest: [],
    head,
    params: route?.params ?? {},
    body,
    reply: reply ? shownReply(reply.status, reply.rawHeaders, reply.body) : failedReply(failure),
    secrets,
  };
}

function shownReply(status: number, rawHeaders: RawHeaders, body: CapturedBody): HttpReply {
  const headers: Record<string, string> = {};
  for (const [name, value] of pairs(rawHeaders)) headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
  return { status, headers, ...(body.length > 0 && { body: shownBody(body, rawHeaders) }) };
}

/** Only JSON is shown: in any other text a secret of the upstream's could not be told from the rest. */
function shownBody(body: CapturedBody, rawHeaders: RawHeaders): string {
  const bytes = decoded(body, rawHeaders);
  return bytes && parseJson(bytes) ? bytes.toString('utf8') : `[${body.length} bytes]`;
}

function decoded(body: CapturedBody, rawHeaders: RawHeaders): Buffer | undefined {
  if (!('bytes' in body)) return undefined;
  const codings = pairs(rawHeaders).filter(([name]) => name.toLowerCase() === 'content-encoding');
  return decodeBody(body.bytes, codings.map(([, value]) => value).join(','), maxBodyBytes);
}

/** What the toolkit answered in the upstream's place; status 0 when the client left before. */
function failedReply(failure: UpstreamError | undefined): HttpReply {
  if (!failure) return { status: 0, headers: {} };
  const answered = new ToolkitError(failure.code, failure.message);
  return { status: answered.status, headers: {}, body: answered.body() };
}
