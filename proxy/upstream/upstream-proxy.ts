import { Agent as HttpAgent, type IncomingMessage } from 'node:http';
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
  readonly #credentials: readonly Credential[];
  readonly #settings: ProxySettings;
  readonly #agent: HttpAgent;
  readonly #pass: RequestHandler;
  readonly #underWay = new WeakMap<IncomingMessage, Forwarding>();

  constructor(provider: string, upstream: string, settings: ProxySettings) {
    this.upstream = upstream;
    this.#credentials = settings.credentials.filter((credential) => credential.provider === provider);
    this.#settings = settings;
    // An agent of its own, so that closing ends its idle connections.
    this.#agent = new (upstream.startsWith('https:') ? HttpsAgent : HttpAgent)({ keepAlive: true });
    this.#pass = createProxyMiddleware({
      target: upstream,
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
        return upstream;
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
  #send({ provider, head, request, response, body }: Forwardable, forwarding: Forwarding, whole?: Buffer): void {
    // The client left meanwhile, or had left before.
    if (response.destroyed) return;
    const route = this.#routeOf(provider, head);
    const places = placesAt(provider, route);
    const headers = requestHeaders(swapInHeaders(places, request.rawHeaders, this.#credentials));
    if (whole) {
      const swapped = route ? swapInBody(provider, route, whole, this.#credentials) : whole;
      forwarding.body = Readable.from([swapped]);
      delete headers['transfer-encoding'];
      headers['content-length'] = String(swapped.length);
    }
    // It was decompressed by whoever read it before.
    if (body) delete headers['content-encoding'];
    const query = head.query === '' ? '' : `?${swapInQuery(head.query, places, this.#credentials)}`;
    forwarding.address = swapInPath(provider, head, route, places, this.#credentials) + query;
    request.url = '/';
    request.headers = headers;
    this.#pass(request, response).catch((error: Error) => forwarding.failed(error));
  }

  /** Nothing at an address that is not played: no credential goes there; and where there are none anyway. */
  #routeOf(provider: Provider, head: RequestHead): Route | undefined {
    return this.#credentials.length === 0 ? undefined : routeAt(provider, head);
  }

  #needsHolding({ provider, head, request, body }: Forwardable): boolean {
    if (body !== undefined) return true;
    const route = this.#routeOf(provider, head);
    return swapsBodies(provider, route, this.#credentials) && mayHoldCredential(request);
  }

  /** The whole body; nothing when it passes as a stream after all, being too long, or the client left meanwhile. */
  async #hold({ request, response, body }: Forwardable, forwarding: Forwarding): Promise<Buffer | undefined> {
    const watch = (chunk: Buffer) => forwarding.requestTap.add(chunk);
    if (body) {
      watch(body);
      return body;
    }
    try {
      const held = await holdBody(request, maxHeldBytes, watch);
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

/** A compressed body passes as it is, and a longer one is no call. */
function mayHoldCredential({ headers }: IncomingMessage): boolean {
  const length = Number(headers['content-length'] ?? 0);
  const hasBody = headers['transfer-encoding'] !== undefined || length > 0;
  return hasBody && length <= maxHeldBytes && /^(identity)?$/i.test(headers['content-encoding'] ?? '');
}
