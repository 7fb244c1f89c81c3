import type { Forwarded } from '../../../proxy/upstream/upstream-proxy.ts';
import type { UpstreamError } from '../../../proxy/wire/failure.ts';
import { type Exchange, exchangeOf } from '../../kit/exchange.ts';
import { knowRequest } from '../../kit/known-request.ts';
import type { HttpReply } from '../../kit/protocols/http.ts';
import type { World } from '../../kit/world/world.ts';
import { ToolkitError } from '../toolkit-error.ts';
import { decodedBody, ShownReply } from './shown-reply.ts';

/** What the journal notes of an exchange with an upstream. `secrets` are masked wherever they stand. */
export function upstreamExchange(
  { provider, request, reply }: Forwarded['exchange'],
  failure: UpstreamError | undefined,
  world: World,
  secrets: readonly string[],
): Exchange {
  const { head } = request;
  const body = decodedBody(request.body, request.rawHeaders) ?? Buffer.alloc(0);
  return exchangeOf({
    provider,
    source: 'upstream',
    known: knowRequest(provider, head, body, world),
    head,
    body,
    reply: reply ? new ShownReply(reply.status, reply.rawHeaders, reply.body) : failedReply(failure),
    secrets,
  });
}

/** What the toolkit answered in the upstream's place; status 0 when the client left before. */
function failedReply(failure: UpstreamError | undefined): HttpReply {
  if (!failure) return { status: 0, headers: {} };
  const answered = new ToolkitError(failure.code, failure.message);
  return { status: answered.status, headers: {}, body: answered.body() };
}
