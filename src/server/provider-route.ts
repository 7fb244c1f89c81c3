import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Exchange } from '../engine/exchange.ts';
import { maxBodyBytes } from '../engine/http.ts';
import { mock } from '../engine/pipeline.ts';
import { bodyReader } from './body.ts';
import type { ServerContext } from './context.ts';
import { ruleHeader } from './rule-header.ts';
import type { Target } from './target.ts';

type ProviderTarget = Extract<Target, { kind: 'provider' }>;

/** Bytes that are no text of any kind, so that a body which cannot be decompressed is refused as broken. */
const unreadableBody = Buffer.from([0xff]);

/** Answers a request to a provider, notes it in the journal and logs a line. */
export function providerRoute({ sessions, config }: ServerContext) {
  const readBody = bodyReader(maxBodyBytes);
  return async (request: IncomingMessage, response: ServerResponse, target: ProviderTarget): Promise<void> => {
    const startedAt = performance.now();
    const { provider, head, sessionId } = target;
    const session = sessions.get(sessionId);
    const exchange = await mock(provider, session.world(provider), head, async () => {
      const body = await readBody(request, response);
      return body === 'unreadable' ? unreadableBody : body;
    });
    send(response, head.method, exchange);
    const durationMs = performance.now() - startedAt;
    session.journal.note(exchange, { at: session.clock.iso(), durationMs: Math.round(durationMs * 1000) / 1000 });
    config.logger.info('request', {
      provider: provider.name,
      operation: exchange.operation,
      status: exchange.reply.status,
      source: exchange.source,
      rule: exchange.rule,
      session: sessionId,
      durationMs,
    });
  };
}

function send(response: ServerResponse, method: string, { reply, source, rule }: Exchange): void {
  const { body } = reply;
  response.writeHead(reply.status, {
    ...reply.headers,
    ...(body !== undefined && { 'Content-Length': Buffer.byteLength(body) }),
    'X-Understudy-Source': source,
    'X-Understudy-Rule': ruleHeader(rule),
  });
  // As a string, head and body leave in one write; a buffer would cost a second one.
  response.end(method === 'HEAD' ? undefined : body);
}
