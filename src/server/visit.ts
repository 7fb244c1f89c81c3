import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HeldBody } from '../../proxy/upstream/held-body.ts';
import type { Decoded } from '../../proxy/wire/decode-body.ts';
import type { Journal } from '../journal/journal.ts';
import type { Timing } from '../journal/journal-entry.ts';
import type { Exchange } from '../kit/exchange.ts';
import { type KnownRequest, knowRequest } from '../kit/known-request.ts';
import { type Later, whenThere } from '../kit/later.ts';
import type { ReadBody, WorldSteps } from '../kit/pipeline.ts';
import { maxBodyBytes } from '../kit/protocols/http.ts';
import type { Provider } from '../kit/provider.ts';
import type { World } from '../kit/world/world.ts';
import { inSession, inSessionAgain } from '../sessions/in-session.ts';
import type { Session } from '../sessions/session.ts';
import { decodedBody, drain, keepBody, readBody } from './body.ts';
import type { ServerContext } from './context.ts';
import { driftedRules, ruleHeader } from './rule-lists.ts';
import type { Target } from './target.ts';

/** A target that is a provider, whose mock is loaded. */
export type ProviderTarget = Extract<Target, { kind: 'provider' }> & { readonly provider: Provider };

/** Bytes that are no text of any kind, so that a body which cannot be decompressed is refused as broken. */
const unreadableBody = Buffer.from([0xff]);

/** An exchange that the journal has noted, and what the session's clock showed then. */
interface Noted {
  readonly exchange: Exchange;
  readonly journal: Journal;
  readonly timing: Timing;
  /** As in the timing, and not rounded. */
  readonly durationMs: number;
  /** For the reply's Date; none while the clock shows real time. */
  readonly date: string | undefined;
}

/**
 * One request to a provider, from its arrival to its line in the journal and in the log, whatever answers it. A visit, since
 * what Node calls a request is only the half of it that the client sent. All that it does in its session are steps, each loaded
 * and committed by itself; what it holds of the session in between only tells which one it came to.
 */
export class Visit implements WorldSteps<void> {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly target: ProviderTarget;
  /** The faults that struck. */
  readonly faults: string[] = [];
  /** How much later than it was made the reply goes out, in milliseconds. */
  delayMs = 0;
  readonly #context: ServerContext;
  readonly #startedAt = performance.now();
  /** Whether the body is kept as it came, since it may go on to a real API. */
  keepsBody = false;
  #body: ReturnType<ReadBody> | undefined;
  #kept: Promise<HeldBody> | undefined;
  /** What the first step came to: it tells which session it is, should there be another one of its id. */
  #session: Session | undefined;
  /** What the latest step found of the provider's. */
  #world: World | undefined;

  constructor(context: ServerContext, request: IncomingMessage, response: ServerResponse, target: ProviderTarget) {
    this.#context = context;
    this.request = request;
    this.response = response;
    this.target = target;
  }

  /** A step in the session. It does not wait, and changes nothing else, because it may be done again. */
  inSession<Result>(work: (session: Session) => Result): Later<Result> {
    return this.#session ? inSessionAgain(this.#context.store, this.#session, work) : this.#arrive(work);
  }

  #arrive<Result>(work: (session: Session) => Result): Later<Result> {
    return inSession(this.#context.store, this.target.sessionId, (session) => {
      this.#session = session;
      return work(session);
    });
  }

  /** A step in what the provider has in the session. */
  inWorld<Result>(work: (world: World) => Result): Later<Result> {
    return this.inSession((session) => work(this.worldIn(session)));
  }

  /**
   * What the provider has in the session. When it was begun anew since the request came, it is still what was there before,
   * so that what the request changes leaves nothing behind.
   */
  worldIn(session: Session): World {
    const world = session.world(this.target.provider);
    if (this.#world && this.#world.era !== world.era) return this.#world;
    this.#world = world;
    return world;
  }

  get hasLimits(): boolean {
    return this.#world === undefined || this.#world.limiter !== undefined;
  }

  /** Reads the body at the first call; whoever asks later gets the same. Rejects with a ClientGoneError. */
  readBody(): ReturnType<ReadBody> {
    this.#body ??= this.#readBody().then((body) => (body === 'unreadable' ? unreadableBody : body));
    return this.#body;
  }

  async #readBody(): Promise<Decoded> {
    if (!this.keepsBody) return readBody(this.request, maxBodyBytes);
    this.#kept = keepBody(this.request, maxBodyBytes);
    const kept = await this.#kept;
    // What nobody took is read all the same, so that its sender gets to the reply.
    if ('stream' in kept) this.response.once('finish', () => drain(this.request));
    return decodedBody(this.request, kept, maxBodyBytes);
  }

  /** What the request calls; reads its body. */
  async know(): Promise<KnownRequest> {
    const { provider, head } = this.target;
    return knowRequest(provider, head, await this.readBody());
  }

  /** The body as it came, if somebody has asked what it says. */
  bodyIfRead(): Promise<HeldBody> | undefined {
    return this.#kept;
  }

  /**
   * Notes the exchange that is made in the last step, and sends its reply once that is committed.
   *
   * @param bytes Sent in the place of the reply's body, which then only tells of them.
   */
  answer(make: (world: World) => Exchange, bytes?: Buffer): Later<void> {
    return whenThere(this.#note(make, this.delayMs), (noted) => {
      this.#send(noted, bytes);
      this.#tell(noted);
    });
  }

  /**
   * Notes an exchange whose reply others send.
   *
   * @param sentAt When it was sent, if that was not now (milliseconds, monotonic).
   */
  note(exchange: Exchange, sentAt?: number): Later<void> {
    return whenThere(
      this.#note(() => exchange, sentAt === undefined ? 0 : sentAt - performance.now()),
      (noted) => this.#tell(noted),
    );
  }

  /** Puts the exchange into the journal; its reply may go out only `laterMs` from now. */
  #note(make: (world: World) => Exchange, laterMs: number): Later<Noted> {
    return this.inSession((session) => {
      const exchange = this.#marked(make(this.worldIn(session)));
      const { clock } = session;
      const at = clock.now();
      const durationMs = performance.now() - this.#startedAt + laterMs;
      const timing = { at, durationMs: Math.round(durationMs * 1000) / 1000 };
      session.journal.note(exchange, timing);
      // Node's own Date will do while the clock shows real time; it is printed once a second, not for each reply.
      return {
        exchange,
        journal: session.journal,
        timing,
        durationMs,
        date: clock.real ? undefined : new Date(at).toUTCString(),
      };
    });
  }

  /** Counts it, and tells the observer and the log. */
  #tell({ exchange, journal, timing, durationMs }: Noted): void {
    const { provider, sessionId } = this.target;
    this.#context.ruleCounts.note(exchange);
    this.#context.observer?.exchange(sessionId, exchange, timing);
    this.#context.config.logger.info('request', {
      provider: provider.name,
      operation: exchange.operation,
      method: exchange.head.method,
      // Masked when somebody prints it.
      get path() {
        return journal.pathOf(exchange);
      },
      status: exchange.reply.status,
      refused: exchange.refused === true || exchange.reply.status >= 400,
      source: exchange.source,
      rule: exchange.rule,
      ...(exchange.drift && { drift: exchange.drift.verdict, driftRules: driftedRules(exchange.drift) }),
      ...(this.faults.length > 0 && { faults: this.faults.join(',') }),
      session: sessionId,
      durationMs,
      ...(this.#context.config.verbose && journal.bodiesOf(exchange, timing)),
    });
  }

  /** A reply that a fault delayed, cut, broke or made is the fault's, whoever made it first. */
  #marked(exchange: Exchange): Exchange {
    return this.faults.length > 0 ? { ...exchange, source: 'fault', faults: this.faults } : exchange;
  }

  #send({ exchange: { reply, source, rule, corrected }, date }: Noted, bytes?: Buffer): void {
    const body = bytes ?? reply.body;
    this.response.writeHead(reply.status, {
      ...reply.headers,
      ...(body !== undefined && { 'Content-Length': Buffer.byteLength(body) }),
      ...(date !== undefined && { Date: date }),
      'X-Understudy-Source': source,
      ...(rule !== undefined && { 'X-Understudy-Rule': ruleHeader(rule) }),
      ...(corrected !== undefined && { 'X-Understudy-Corrected': corrected }),
    });
    // As a string, head and body leave in one write; a buffer would cost a second one.
    this.response.end(this.target.head.method === 'HEAD' ? undefined : body);
  }
}
