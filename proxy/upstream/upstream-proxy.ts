import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { createProxyMiddleware, type Plugin, type RequestHandler } from 'http-proxy-middleware';
import { routeAt } from '../../src/kit/known-request.ts';
import type { RequestHead } from '../../src/kit/protocols/http.ts';
import type { Provider, Route } from '../../src/kit/provider.ts';
import type { SecretPlace } from '../../src/kit/secret-place.ts';
import type { Credential } from '../../src/secrets/credential.ts';
import { placesAt } from '../../src/secrets/places.ts';
import type { CaptureLimits, UpstreamExchange } from '../wire/exchange.ts';
import type { UpstreamError } from '../wire/failure.ts';
import { requestHeaders, withoutToolkitHeaders } from '../wire/headers.ts';
import type { Forwardable } from './forwardable.ts';
import { Forwarding } from './forwarding.ts';
import { holdBody } from './held-body.ts';
import { acceptPlain, frame, hasBody, isEmpty, isPlain, mayHoldCredential } from './request-body.ts';
import { maxHeldBytes, swapInBody, swapsBodies } from './swap-body.ts';
import { swapInHeaders, swapInTarget } from './swap-head.ts';
import { type UpstreamAgent, upstreamAgent } from './upstream-agent.ts';

/** What all upstreams have in common. */
export interface ProxySettings {
  readonly credentials: readonly Credential[];
  /** How long an upstream may stay silent, in milliseconds. */
  readonly timeoutMs: number;
  /** Names the proxy on the way to upstreams, if there is one. */
  readonly proxyEnv?: NodeJS.ProcessEnv | undefined;
}

/** An exchange that is over, and why it failed. */
export interface Forwarded {
  readonly exchange: Omit<UpstreamExchange, 'operation'>;
  readonly failure: UpstreamError | undefined;
}

/** Requests of these methods may be sent twice (RFC 9110, 9.2.2). */
const idempotent: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE']);

/** After so many milliseconds without a request an upstream may be closing a connection, so that no other one is sent on it. */
const maxIdleMs = 1_000;

/** As many bytes of headers as clients of this server may send. */
const maxHeaderSize = 65_536;

/** Streams requests of one provider to its upstream, and the replies back. */
export class UpstreamProxy {
  readonly upstream: string;
  readonly #basePath: string;
  readonly #credentials: readonly Credential[];
  readonly #settings: ProxySettings;
  readonly #connections: UpstreamAgent;
  readonly #pass: RequestHandler;
  readonly #underWay = new WeakMap<IncomingMessage, Forwarding>();

  constructor(provider: string, upstream: string, settings: ProxySettings) {
    this.upstream = upstream;
    const { origin, pathname } = new URL(upstream);
    // Joined here: the package would drop the last slash of an address.
    this.#basePath = pathname === '/' ? '' : pathname;
    this.#credentials = settings.credentials.filter((credential) => credential.provider === provider);
    this.#settings = settings;
    this.#connections = upstreamAgent(upstream.startsWith('https:'), settings.proxyEnv);
    this.#pass = createProxyMiddleware({
      target: origin,
      changeOrigin: true,
      // Also when the environment says that certificates need not be verified.
      secure: true,
      agent: this.#connections.agent,
      // The package reads the address as a URL before its filter and skips what it cannot read, such as //%zz: it gets to
      // see none, and the real one takes its place here.
      pathFilter: () => true,
      pathRewrite: (_path, request) => this.#underWay.get(request)?.address,
      router: (request, _response, options) => {
        const body = this.#underWay.get(request)?.body;
        if (body) options.buffer = body;
        // What the package makes its request of; Node's own limit is 16 KiB.
        options.ssl = { maxHeaderSize };
        return origin;
      },
      // The package's own plugins answer errors and log to the console.
      ejectPlugins: true,
      plugins: [this.#plugin()],
    });
  }

  /** Resolves when the reply has gone out whole, or the exchange broke. */
  async forward(call: Forwardable, limits: CaptureLimits): Promise<Forwarded> {
    const startedAt = Date.now();
    const started = performance.now();
    const { provider, head, request, sessionId } = call;
    const rawHeaders = withoutToolkitHeaders(request.rawHeaders);
    const forwarding = new Forwarding(call, { upstream: this.upstream, limits, timeoutMs: this.#settings.timeoutMs });
    this.#underWay.set(request, forwarding);
    if (this.#needsHolding(call)) await this.#sendHeld(call, forwarding);
    else this.#send(call, forwarding);
    const { ending, failure } = await forwarding.ended;
    // The table would keep it until a full garbage collection: a scavenge of V8 counts the values of a WeakMap as in use.
    this.#underWay.delete(request);
    const exchange = {
      provider,
      sessionId,
      upstream: this.upstream,
      request: { head, rawHeaders, body: forwarding.requestTap.captured(request.readableEnded) },
      reply: forwarding.reply(),
      ending,
      startedAt,
      durationMs: performance.now() - started,
    };
    return { exchange, failure };
  }

  /** Ends the connections that are idle. */
  close(): void {
    this.#connections.agent.destroy();
  }

  async #sendHeld(call: Forwardable, forwarding: Forwarding): Promise<void> {
    this.#send(call, forwarding, await this.#hold(call, forwarding));
  }

  /** The request's head is changed before the package sees it: later it may have been sent. */
  #send(call: Forwardable, forwarding: Forwarding, whole?: Buffer): void {
    const { provider, head, request, response } = call;
    // The client left meanwhile, or had left before.
    if (response.destroyed) return;
    const route = this.#routeOf(provider, head);
    const places = placesAt(provider, route);
    const headers = this.#headersOf(call, places);
    // Without any, the request itself goes on: Node would give a body of our own making a length.
    const swapped = whole && hasBody(request) ? this.#swapped(provider, request, route, whole) : undefined;
    if (swapped) forwarding.body = Readable.from([swapped]);
    // As it came, but for another length.
    if (swapped && swapped !== whole) frame(headers, swapped.length);
    forwarding.address = this.#basePath + swapInTarget(provider, head, route, this.#credentials);
    request.url = '/';
    request.headers = headers;
    if (!idempotent.has(head.method)) this.#connections.dropIdle(maxIdleMs);
    else if (swapped || isEmpty(request)) forwarding.again = () => this.#sendAgain(request, response, swapped);
    this.#pass(request, response).catch((error: Error) => forwarding.failed(error));
  }

  #headersOf({ request, own }: Forwardable, places: readonly SecretPlace[]): IncomingHttpHeaders {
    const headers = requestHeaders(swapInHeaders(places, request.rawHeaders, this.#credentials));
    if (own) acceptPlain(headers);
    return headers;
  }

  /** On a connection of its own: the upstream closed the kept one just when the request was sent on it. */
  #sendAgain(request: IncomingMessage, response: ServerResponse, body: Buffer | undefined): void {
    const forwarding = this.#underWay.get(request);
    if (!forwarding || response.destroyed) return;
    this.#connections.dropIdle(0);
    forwarding.body = Readable.from(body ? [body] : []);
    this.#pass(request, response).catch((error: Error) => forwarding.failed(error));
  }

  /** Nothing at an address that is not played: no credential goes there; and where there are none anyway. */
  #routeOf(provider: Provider, head: RequestHead): Route | undefined {
    return this.#credentials.length === 0 ? undefined : routeAt(provider, head);
  }

  /** A compressed body passes as it is. */
  #swapped(provider: Provider, request: IncomingMessage, route: Route | undefined, whole: Buffer): Buffer {
    return route && isPlain(request) ? swapInBody(provider, route, whole, this.#credentials) : whole;
  }

  #needsHolding({ provider, head, request, body }: Forwardable): boolean {
    if (body !== undefined) return true;
    const route = this.#routeOf(provider, head);
    return swapsBodies(provider, route, this.#credentials) && mayHoldCredential(request);
  }

  /** The whole body; nothing when it passes as a stream after all, being too long, or the client left meanwhile. */
  async #hold({ request, response, body }: Forwardable, forwarding: Forwarding): Promise<Buffer | undefined> {
    const watch = (chunk: Buffer) => forwarding.requestTap.add(chunk);
    try {
      const held = body ?? (await holdBody(request, maxHeldBytes, watch));
      if (body && 'whole' in body) watch(body.whole);
      if (body && 'stream' in body) body.stream.on('data', watch);
      if ('whole' in held) return held.whole;
      forwarding.body = held.stream;
    } catch {
      response.destroy();
    }
    return undefined;
  }

  #plugin(): Plugin {
    return (server) => {
      server.on('proxyReq', (outgoing, request) => {
        const forwarding = this.#underWay.get(request);
        if (forwarding) forwarding.sending(outgoing);
        // The client left while the connection was being made.
        else outgoing.destroy();
      });
      server.on('error', (error, request) => request && this.#underWay.get(request)?.sendingFailed(error));
    };
  }
}
