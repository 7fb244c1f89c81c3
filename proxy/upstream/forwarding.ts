import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import type { RequestHead } from '../../src/kit/protocols/http.ts';
import type { Provider } from '../../src/kit/provider.ts';
import { bodyTap } from '../wire/body-tap.ts';
import type { BodyTap, CapturedReply, CaptureLimits, Ending, RawHeaders } from '../wire/exchange.ts';
import { timeoutError, UpstreamError, upstreamError } from '../wire/failure.ts';
import { replyHeaders } from '../wire/headers.ts';

/** One request on its way to an upstream. */
export interface Forwardable {
  readonly provider: Provider;
  readonly head: RequestHead;
  readonly sessionId: string;
  readonly request: IncomingMessage;
  /** The body, where somebody had to read it before; otherwise the request is still unread. */
  readonly body?: Buffer;
  readonly response: ServerResponse;
  /** Where the reply comes from, as its own header tells. */
  readonly source: string;
  /** Answers the client when the upstream did not: called at most once, and only while no head has been sent. */
  answerFailure(failure: UpstreamError): void;
}

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
  readonly #replyTap: BodyTap;
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #source: string;
  readonly #answerFailure: (failure: UpstreamError) => void;
  readonly #peer: { readonly provider: string; readonly upstream: string };
  readonly #timeoutMs: number;
  readonly #timer: NodeJS.Timeout;
  readonly #resolve: (outcome: Outcome) => void;
  #isOver = false;
  #outgoing: ClientRequest | undefined;
  #incoming: IncomingMessage | undefined;
  #rawReplyHeaders: RawHeaders = [];

  constructor(
    { provider, request, response, source, answerFailure }: Forwardable,
    { upstream, limits, timeoutMs }: { upstream: string; limits: CaptureLimits; timeoutMs: number },
  ) {
    this.requestTap = bodyTap(limits.request);
    this.#replyTap = bodyTap(limits.reply);
    this.#request = request;
    this.#response = response;
    this.#source = source;
    this.#answerFailure = answerFailure;
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

  /** The head of the reply is there: it goes out as it came, before the package would join repeated headers. */
  replying(incoming: IncomingMessage): void {
    this.#incoming = incoming;
    this.#rawReplyHeaders = incoming.rawHeaders;
    this.#timer.refresh();
    const { statusCode = 0, statusMessage = '', rawHeaders } = incoming;
    // The reply has the upstream's own date or none.
    this.#response.sendDate = false;
    try {
      const headers = [...replyHeaders(rawHeaders), 'X-Understudy-Source', this.#source];
      this.#response.writeHead(statusCode, statusMessage, headers);
    } catch (error) {
      // Node's client reads a few heads that its server refuses to write.
      this.#incoming = undefined;
      this.failed(error instanceof Error ? error : new Error(String(error)));
      incoming.destroy();
      return;
    }
    incoming.on('data', (chunk: Buffer) => {
      this.#timer.refresh();
      this.#replyTap.add(chunk);
    });
  }

  /** The exchange broke. Before the reply's head the client is told why; after it, the client is cut off too. */
  failed(error: Error): void {
    if (this.#isOver) return;
    const failure = error instanceof UpstreamError ? error : upstreamError(error, this.#peer);
    this.#end({ ending: 'upstream-failed', failure });
    this.#outgoing?.destroy();
    if (this.#response.headersSent) this.#response.destroy();
    else this.#answerFailure(failure);
  }

  /** The client left before its request was whole. */
  abandon(): void {
    this.#response.destroy();
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
