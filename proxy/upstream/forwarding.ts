import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import type { BodyTap } from '../wire/body-tap.ts';
import { bodyTap } from '../wire/body-tap.ts';
import type { CapturedReply, CaptureLimits, Ending } from '../wire/exchange.ts';
import { brokenError, timeoutError, UpstreamError, upstreamError, wasClosed } from '../wire/failure.ts';
import type { RawHeaders } from '../wire/header-pairs.ts';
import { replyHeaders } from '../wire/headers.ts';
import type { Forwardable } from './forwardable.ts';
import { brokenHead, dropLength } from './reply-head.ts';
import { isRewritable, RewrittenBody } from './rewritten-body.ts';

/** How an exchange with an upstream ended. */
export interface Outcome {
  readonly ending: Ending;
  readonly failure?: UpstreamError;
}

/** The passage of one request and its reply: both streams are watched, neither is held up. */
export class Forwarding {
  readonly requestTap: BodyTap;
  readonly ended: Promise<Outcome>;
  /** The path and query that go upstream. */
  address = '/';
  /** What goes upstream in the place of the request's own body. */
  body: Readable | undefined;
  /** Sends the request once more; none for one that must not be sent twice, or cannot be. */
  again: (() => void) | undefined;
  readonly #replyTap: BodyTap;
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #call: Forwardable;
  readonly #peer: { readonly provider: string; readonly upstream: string };
  readonly #timeoutMs: number;
  readonly #timer: NodeJS.Timeout;
  readonly #resolve: (outcome: Outcome) => void;
  #isOver = false;
  #outgoing: ClientRequest | undefined;
  #incoming: IncomingMessage | undefined;
  #rawReplyHeaders: RawHeaders = [];

  constructor(
    call: Forwardable,
    { upstream, limits, timeoutMs }: { upstream: string; limits: CaptureLimits; timeoutMs: number },
  ) {
    const { provider, request, response } = call;
    this.requestTap = bodyTap(limits.request);
    this.#replyTap = bodyTap(limits.reply);
    this.#request = request;
    this.#response = response;
    this.#call = call;
    this.#peer = { provider: provider.name, upstream };
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    this.ended = promise;
    this.#timeoutMs = timeoutMs;
    this.#resolve = resolve;
    this.#timer = setTimeout(() => this.#onSilence(), timeoutMs);
    // A client may be gone before its request came so far.
    if (response.closed) this.#onClose();
    else response.on('close', () => this.#onClose());
  }

  /** The connection is there, or being made; the body has not begun to flow. */
  sending(outgoing: ClientRequest): void {
    this.#outgoing = outgoing;
    // The package cuts the client off when a reply breaks, also where nothing of it has gone out and there is more to say.
    outgoing.removeAllListeners('response');
    outgoing.on('response', (incoming) => this.#replying(incoming));
    outgoing.on('upgrade', () => this.failed(brokenError(this.#peer, 'it switches to another protocol unasked')));
    // A body of our own making has been watched where it was made.
    const { body } = this;
    body?.on('data', () => this.#timer.refresh());
    body?.on('error', () => outgoing.destroy());
    if (body) return;
    this.#request.on('data', (chunk: Buffer) => {
      this.#timer.refresh();
      this.requestTap.add(chunk);
    });
  }

  /**
   * The head of the reply is there. It goes out with the first bytes of the body, or when there are none: of an upstream
   * that breaks before that, the client can still be told.
   */
  #replying(incoming: IncomingMessage): void {
    this.#incoming = incoming;
    this.#rawReplyHeaders = incoming.rawHeaders;
    this.#timer.refresh();
    const broken = brokenHead(incoming);
    if (broken !== undefined) {
      this.failed(brokenError(this.#peer, broken));
      return;
    }
    incoming.on('data', (chunk: Buffer) => {
      this.#timer.refresh();
      this.#passHead(incoming);
      this.#replyTap.add(chunk);
    });
    incoming.on('end', () => {
      this.#passHead(incoming);
      this.#dropRest();
    });
    incoming.on('error', (error) => this.failed(error));
    const { own } = this.#call;
    if (own && isRewritable(incoming.headers)) incoming.pipe(new RewrittenBody(own.body)).pipe(this.#response);
    else incoming.pipe(this.#response);
  }

  /** As it came, repeated headers too. */
  #passHead({ statusCode = 0, statusMessage = '', rawHeaders, headers: known }: IncomingMessage): void {
    if (this.#isOver || this.#response.headersSent) return;
    // The reply has the upstream's own date or none.
    this.#response.sendDate = false;
    const { own } = this.#call;
    const passed = replyHeaders(rawHeaders);
    const headers = own ? [...own.headers(passed)] : passed;
    if (own && isRewritable(known)) dropLength(headers);
    headers.push(...this.#call.furtherHeaders(statusCode, headers), 'X-Understudy-Source', this.#call.source);
    try {
      this.#response.writeHead(statusCode, statusMessage, headers);
    } catch (error) {
      // Node writes all that it reads, save what was looked for above. Should that change, a listener still throws nothing.
      this.failed(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** The request could not be sent to its end. */
  sendingFailed(error: Error): void {
    if (this.#isOver) return;
    // A reply that came first tells by itself how it ends: a server may answer, and then take no more.
    const { again } = this;
    this.again = undefined;
    if (this.#incoming && wasClosed(error)) this.#stopSending();
    else if (again && this.#outgoing?.reusedSocket === true && wasClosed(error)) again();
    else this.failed(error);
  }

  /** The exchange broke. Before the reply's head went out the client is told why; after it, the client is cut off too. */
  failed(error: Error): void {
    if (this.#isOver) return;
    const failure = error instanceof UpstreamError ? error : upstreamError(error, this.#peer);
    this.#end({ ending: 'upstream-failed', failure });
    // What may still come of the reply is nobody's any more.
    this.#incoming?.unpipe(this.#response);
    this.#outgoing?.destroy();
    if (this.#response.headersSent) {
      this.#response.destroy();
      return;
    }
    this.#incoming = undefined;
    this.#call.answerFailure(failure);
  }

  /** A reply may be over before the request is: what is left of it is read, so that its sender gets to the reply. */
  #dropRest(): void {
    const outgoing = this.#outgoing;
    if (!outgoing || outgoing.writableFinished) return;
    this.#stopSending();
    outgoing.destroy();
  }

  #stopSending(): void {
    const source = this.body ?? this.#request;
    source.unpipe(this.#outgoing);
    source.resume();
  }

  /** What the client received; nothing when the upstream never answered. */
  reply(): CapturedReply | undefined {
    const incoming = this.#incoming;
    if (!incoming) return undefined;
    return {
      status: incoming.statusCode ?? 0,
      statusText: incoming.statusMessage ?? '',
      rawHeaders: this.#rawReplyHeaders,
      body: this.#replyTap.captured(incoming.readableEnded),
    };
  }

  /** Silence counts as the upstream's only while it is the upstream's turn: a client may send or read slowly. */
  #onSilence(): void {
    const waitsForClient = this.#incoming
      ? this.#response.writableNeedDrain
      : !this.#request.complete && this.#outgoing?.writableNeedDrain !== true;
    if (waitsForClient) this.#timer.refresh();
    else this.failed(timeoutError(this.#peer, this.#timeoutMs));
  }

  #onClose(): void {
    const isWhole = this.#incoming?.complete === true && this.#response.writableFinished;
    this.#end({ ending: isWhole ? 'whole' : 'client-gone' });
  }

  /**
   * A method, because V8 puts a function that is assigned to a property among the old objects at once: all that it sees,
   * here the whole exchange, would stay until the next full collection.
   */
  #end(outcome: Outcome): void {
    clearTimeout(this.#timer);
    this.#isOver = true;
    this.#resolve(outcome);
  }
}
