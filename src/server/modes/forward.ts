import type { IncomingMessage } from 'node:http';
import { isFromHere } from '../../../proxy/upstream/upstream-agent.ts';
import type { Forwarded } from '../../../proxy/upstream/upstream-proxy.ts';
import type { CaptureLimits, UpstreamExchange } from '../../../proxy/wire/exchange.ts';
import type { UpstreamError } from '../../../proxy/wire/failure.ts';
import { type OwnAddresses, ownAddresses } from '../../../proxy/wire/own-addresses.ts';
import type { DriftNote } from '../../kit/drift-note.ts';
import { type Exchange, exchangeOf } from '../../kit/exchange.ts';
import { knowRequest } from '../../kit/known-request.ts';
import type { HttpReply } from '../../kit/protocols/http.ts';
import type { ProviderIdentity } from '../../kit/provider-identity.ts';
import { drain } from '../body.ts';
import type { ServerContext } from '../context.ts';
import { guardBasePath, guardUpstream } from '../guard.ts';
import { sandboxOf } from '../sandbox.ts';
import { sendToolkitError, ToolkitError } from '../toolkit-error.ts';
import type { ProviderTarget, Visit } from '../visit.ts';
import { decodedBody, ShownReply } from './shown-reply.ts';

/** Who gets exchanges with a real API, once the client has its reply; a recorder is one. */
export interface Watcher {
  /** What it wants of each body, in bytes. */
  readonly limits: CaptureLimits;
  /** Keeps it. Returns at once, and throws nothing. */
  record(exchange: UpstreamExchange): void;
  /** What came of asking the mock the same. */
  compare?(exchange: UpstreamExchange): Promise<DriftNote>;
}

/** Only the journal wants something of a body: calls are named by their bodies, replies are only shown. */
const nobody: Watcher = { limits: { request: 1_048_576, reply: 65_536 }, record() {} };

/** What guards the way to a real API: no web page may use it, and no path leave what the upstream is for. */
export function guardForwarding(
  request: IncomingMessage,
  { provider, head }: ProviderTarget,
  { config, upstreams }: ServerContext,
): void {
  guardUpstream(request, provider, config);
  guardFromLoop(request, upstreams.url(provider), provider);
  guardBasePath(upstreams.url(provider), head, provider);
}

/** Lets no request come back that this server sent to an upstream itself. Throws a ToolkitError. */
function guardFromLoop({ socket }: IncomingMessage, upstream: string, { name, title }: ProviderIdentity): void {
  if (!isFromHere(socket)) return;
  throw new ToolkitError(
    'upstream-is-this-server',
    `Cannot pass the request on to ${title}: ${upstream} leads back to this server. Give another address by --upstream ${name}=URL.`,
  );
}

/** Streams the request to the provider's upstream and the reply back, then notes the exchange; a watcher gets it, too. */
export async function forwardUpstream(
  visit: Visit,
  { upstreams, config, comparisons }: ServerContext,
  watcher: Watcher = nobody,
): Promise<void> {
  const { request, response, target } = visit;
  const body = await visit.bodyIfRead();
  const { exchange, failure } = await upstreams.forward(
    {
      ...target,
      request,
      response,
      source: visit.faults.length > 0 ? 'fault' : 'upstream',
      furtherHeaders: sandboxOf,
      ...(body && { body }),
      ...(config.rewriteBaseUrls && { own: ownAddressesOf(target, upstreams.url(target.provider)) }),
      answerFailure: ({ code, message, cause }) => {
        sendToolkitError(response, new ToolkitError(code, message, { cause }));
        drain(request);
      },
    },
    watcher.limits,
  );
  if (failure) config.logger.warn(failure.message);
  const noted = upstreamExchange(exchange, failure, upstreams.secrets(target.provider));
  const known = { ...exchange, operation: noted.operation };
  watcher.record(known);
  const comparing = watcher.compare?.(known);
  if (!comparing) return visit.note(noted);
  const sentAt = performance.now();
  const noting = comparing.then((drift) => visit.note({ ...noted, drift }, sentAt));
  await comparisons.underWay(target.sessionId, noting);
}

function ownAddressesOf({ provider, head: { baseUrl } }: ProviderTarget, upstream: string): OwnAddresses {
  return ownAddresses({ provider, operation: undefined, baseUrl, upstream });
}

/** What the journal notes of an exchange with an upstream. `secrets` are masked wherever they stand. */
function upstreamExchange(
  { provider, request, reply }: Forwarded['exchange'],
  failure: UpstreamError | undefined,
  secrets: readonly string[],
): Exchange {
  const { head } = request;
  const body = decodedBody(request.body, request.rawHeaders) ?? Buffer.alloc(0);
  return exchangeOf({
    provider,
    source: 'upstream',
    known: knowRequest(provider, head, body),
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
