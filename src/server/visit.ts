import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Exchange } from '../kit/exchange.ts';
import { type KnownRequest, knowRequest } from '../kit/known-request.ts';
import type { ReadBody } from '../kit/pipeline.ts';
import { maxBodyBytes } from '../kit/protocols/http.ts';
import type { Provider } from '../kit/provider.ts';
import type { World } from '../kit/world/world.ts';
import type { Session } from '../sessions/session.ts';
import { readBody } from './body.ts';
import type { ServerContext } from './context.ts';
import type { Target } from './target.ts';

/** A target that is a provider, whose mock is loaded. */
export type ProviderTarget = Extract<Target, { kind: 'provider' }> & { readonly provider: Provider };

/** Bytes that are no text of any kind, so that a body which cannot be decompressed is refused as broken. */
const unreadableBody = Buffer.from([0xff]);

/**
 * One request to a provider, from its arrival to its line in the journal and in the log, whatever answers it. A visit, since
 * what Node calls a request is only the half of it that the client sent.
 */
export class Visit {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly target: ProviderTarget;
  readonly session: Session;
  /** The faults that struck. */
  readonly faults: string[] = [];
  /** How much later than it was made the reply goes out, in milliseconds. */
  delayMs = 0;
  readonly #context: ServerContext;
  readonly #startedAt = performance.now();
  #body: ReturnType<ReadBody> | undefined;

  constructor(context: ServerContext, request: IncomingMessage, response: ServerResponse, target: ProviderTarget) {
    this.#context = context;
    this.request = request;
    this.response = response;
    this.target = target;
    this.session = context.sessions.get(target.sessionId);
  }

  get world(): World {
    return this.session.world(this.target.provider);
  }

  /** Reads the body at the first call; whoever asks later gets the same. Rejects with a ClientGoneError. */
  readBody(): ReturnType<ReadBody> {
    this.#body ??= readBody(this.request, maxBodyBytes).then((body) => (body === 'unreadable' ? unreadableBody : body));
    return this.#body;
  }

  /** What the request calls; reads its body. */
  async know(): Promise<KnownRequest> {
    const { provider, head } = this.target;
    return knowRequest(provider, head, await this.readBody(), this.world);
  }

  /** The body, if somebody has asked for it. */
  bodyIfRead(): ReturnType<ReadBody> | undefined {
    return this.#body;
  }

  /** Sends the reply and notes the exchange. */
  answer(exchange: Exchange): void {
    this.#send(exchange);
    this.note(exchange, this.delayMs);
  }

  /** Puts the exchange into the journal and logs a line; its reply may go out only `laterMs` from now. */
  note(exchange: Exchange, laterMs = 0): void {
    const { provider, sessionId } = this.target;
    const durationMs = performance.now() - this.#startedAt + laterMs;
    const timing = { at: this.session.clock.now(), durationMs: Math.round(durationMs * 1000) / 1000 };
    this.session.journal.note(this.#marked(exchange), timing);
    this.#context.observer?.exchange(sessionId, this.#marked(exchange), timing);
    this.#context.config.logger.info('request', {
      provider: provider.name,
      operation: exchange.operation,
      status: exchange.reply.status,
      source: this.#marked(exchange).source,
      rule: exchange.rule,
      ...(this.faults.length > 0 && { faults: this.faults.join(',') }),
      session: sessionId,
      durationMs,
    });
  }

  /** A reply that a fault delayed, cut, broke or made is the fault's, whoever made it first. */
  #marked(exchange: Exchange): Exchange {
    return this.faults.length > 0 ? { ...exchange, source: 'fault', faults: this.faults } : exchange;
  }

  #send(exchange: Exchange): void {
    const { reply, source, rule } = this.#marked(exchange);
    const { body } = reply;
    const { clock } = this.session;
    this.response.writeHead(reply.status, {
      ...reply.headers,
      ...(body !== undefined && { 'Content-Length': Buffer.byteLength(body) }),
      // Node's own Date will do while the clock shows real time; it is printed once a second, not for each reply.
      ...(!clock.real && { Date: new Date(clock.now()).toUTCString() }),
      'X-Understudy-Source': source,
      ...(rule !== undefined && { 'X-Understudy-Rule': ruleHeader(rule) }),
    });
    // As a string, head and body leave in one write; a buffer would cost a second one.
    this.response.end(this.target.head.method === 'HEAD' ? undefined : body);
  }
}

/** Node's fetch gives up on headers of 16 KiB in all, and a batch of a thousand calls has as many rules. */
const longestRuleHeader = 4_096;

/** The value of `X-Understudy-Rule`: of a long list only as many whole rule ids as fit; the journal has them all. */
function ruleHeader(rule: string): string {
  return rule.length <= longestRuleHeader ? rule : rule.slice(0, rule.lastIndexOf(',', longestRuleHeader));
}
