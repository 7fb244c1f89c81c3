import { Agent as HttpAgent, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Readable } from 'node:stream';
import { createProxyMiddleware, type Plugin, type RequestHandler } from 'http-proxy-middleware';
import { routeAt } from '../../src/kit/known-request.ts';
import type { RequestHead } from '../../src/kit/protocols/http.ts';
import type { Provider, Route } from '../../src/kit/provider.ts';
import type { Credential } from '../../src/secrets/credential.ts';
import { placesAt } from '../../src/secrets/places.ts';
import type { CaptureLimits, UpstreamExchange } from '../wire/exchange.ts';
import type { UpstreamError } from '../wire/failure.ts';
import { requestHeaders, withoutToolkitHeaders } from '../wire/headers.ts';
import { type Forwardable, Forwarding } from './forwarding.ts';
import { holdBody } from './held-body.ts';
import { maxHeldBytes, swapInBody, swapsBodies } from './swap-body.ts';
import { swapInHeaders, swapInPath, swapInQuery } from './swap-head.ts';

/** What all upstreams have in common. */
export interface ProxySettings {
  readonly credentials: readonly Credential[];
  /** How long an upstream may stay silent, in milliseconds. */
  readonly timeoutMs: number;
}

/** An exchange that is over, and why it failed. */
export interface Forwarded {
  readonly exchange: Omit<UpstreamExchange, 'operation'>;
  readonly failure: UpstreamError | undefined;
}

/** As many bytes of headers as clients of this server may send. */
const maxHeaderSize = 65_536;

/** Streams requests of one provider to its upstream, and the replies back. */
export class UpstreamProxy {
  readonly upstream: string;
  readonly #basePath: string;
  readonly #credentials: readonly Credential[];
  readonly #settings: ProxySettings;
  readonly #agent: HttpAgent;
  readonly #pass: RequestHandler;
  readonly #underWay = new WeakMap<IncomingMessage, Forwarding>();

  constructor(provider: string, upstream: string, settings: ProxySettings) {
    this.upstream = upstream;
    const { origin, pathname } = new URL(upstream);
    // Joined here: the package would drop the last slash of an address.
    this.#basePath = pathname === '/' ? '' : pathname;
    this.#credentials = settings.credentials.filter((credential) => credential.provider === provider);
    this.#settings = settings;
    // An agent of its own, so that closing ends its idle connections.
    this.#agent = new (upstream.startsWith('https:') ? HttpsAgent : HttpAgent)({ keepAlive: true });
    this.#pass = createProxyMiddleware({
      target: origin,
      changeOrigin: true,
      // Also when the environment says that certificates need not be verified.
      secure: true,
      agent: this.#agent,
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
    this.#agent.destroy();
  }

  async #sendHeld(call: Forwardable, forwarding: Forwarding): Promise<void> {
    this.#send(call, forwarding, await this.#hold(call, forwarding));
  }

  /** The request's head is changed before the package sees it: later it may have been sent. */
  #send({ provider, head, request, response }: Forwardable, forwarding: Forwarding, whole?: Buffer): void {
    // The client left meanwhile, or had left before.
    if (response.destroyed) return;
    const route = this.#routeOf(provider, head);
    const places = placesAt(provider, route);
    const headers = requestHeaders(swapInHeaders(places, request.rawHeaders, this.#credentials));
    // Without any, the request itself goes on: Node would give a body of our own making a length.
    if (whole && (whole.length > 0 || hasBody(request))) {
      const swapped = this.#swapped(provider, request, route, whole);
      forwarding.body = Readable.from([swapped]);
      // As it came, but for another length: a request without a body gets no length either.
      if (swapped !== whole) frame(headers, swapped.length);
    }
    const query = head.query === '' ? '' : `?${swapInQuery(head.query, places, this.#credentials)}`;
    forwarding.address = this.#basePath + swapInPath(provider, head, route, places, this.#credentials) + query;
    request.url = '/';
    request.headers = headers;
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
      server.on('error', (error, request) => request && this.#underWay.get(request)?.failed(error));
    };
  }
}

function frame(headers: IncomingHttpHeaders, length: number): void {
  delete headers['transfer-encoding'];
  headers['content-length'] = String(length);
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
}

function isPlain({ headers }: IncomingMessage): boolean {
  return /^(identity)?$/i.test(headers['content-encoding'] ?? '');
}

/** A compressed body passes as it is, and a longer one is no call. */
function mayHoldCredential(request: IncomingMessage): boolean {
  const { headers } = request;
  const length = Number(headers['content-length'] ?? 0);
  return (headers['transfer-encoding'] !== undefined || length > 0) && length <= maxHeldBytes && isPlain(request);
}
