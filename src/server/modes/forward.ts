import type { IncomingMessage } from 'node:http';
import type { Recorder } from '../../../proxy/recording/recorder.ts';
import type { Forwarded } from '../../../proxy/upstream/upstream-proxy.ts';
import type { UpstreamError } from '../../../proxy/wire/failure.ts';
import { type Exchange, exchangeOf } from '../../kit/exchange.ts';
import { knowRequest } from '../../kit/known-request.ts';
import type { HttpReply } from '../../kit/protocols/http.ts';
import { drain } from '../body.ts';
import type { ServerContext } from '../context.ts';
import { guardBasePath, guardUpstream } from '../guard.ts';
import { sandboxOf } from '../sandbox.ts';
import { sendToolkitError, ToolkitError } from '../toolkit-error.ts';
import type { ProviderTarget, Visit } from '../visit.ts';
import { decodedBody, ShownReply } from './shown-reply.ts';

/** What the journal may want of each body, in bytes: calls are named by their bodies, replies are only shown. */
const limits = { request: 1_048_576, reply: 65_536 };

/** What guards the way to a real API: no web page may use it, and no path leave what the upstream is for. */
export function guardForwarding(
  request: IncomingMessage,
  { provider, head }: ProviderTarget,
  { config, upstreams }: ServerContext,
): void {
  guardUpstream(request, provider, config);
  guardBasePath(upstreams.url(provider), head, provider);
}

/** Streams the request to the provider's upstream and the reply back, then notes the exchange; a recorder gets it, too. */
export async function forwardUpstream(
  visit: Visit,
  { upstreams, config }: ServerContext,
  recorder?: Recorder,
): Promise<void> {
  const { request, response, target } = visit;
  const reading = visit.bodyIfRead();
  const body = reading && (await reading);
  if (body === 'too-large') {
    throw new ToolkitError(
      'body-too-large',
      'Cannot pass the request on: a fault for one operation had to read its body, which is over 1 MiB. Plan the fault for all operations.',
    );
  }
  const { exchange, failure } = await upstreams.forward(
    {
      ...target,
      request,
      response,
      source: visit.faults.length > 0 ? 'fault' : 'upstream',
      furtherHeaders: sandboxOf,
      ...(body && { body }),
      answerFailure: ({ code, message, cause }) => {
        sendToolkitError(response, new ToolkitError(code, message, { cause }));
        drain(request);
      },
    },
    recorder?.limits ?? limits,
  );
  if (failure) config.logger.warn(failure.message);
  const noted = upstreamExchange(exchange, failure, upstreams.secrets(target.provider));
  await visit.note(noted);
  recorder?.record({ ...exchange, operation: noted.operation });
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
