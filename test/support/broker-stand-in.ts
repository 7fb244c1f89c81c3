import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { JsonObject } from '../../src/kit/protocols/http.ts';

/** A pact that a broker has, and what it says of it. */
export interface StoredPact {
  readonly pact: JsonObject;
  readonly pending?: boolean;
  readonly notices?: readonly { readonly when: string; readonly text: string }[];
}

/** One request to a broker. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

/** What a test changes about a broker. */
export interface BrokerOptions {
  readonly authorization?: string;
  /** Below which path it stands. */
  readonly path?: string;
  /** Instead of what it would answer; nothing leaves that. */
  readonly answer?: (asked: Asked, url: string) => { readonly status: number; readonly body: unknown } | undefined;
}

/**
 * A Pact Broker for tests, on a free port of the loopback: the HAL documents by which a verifier comes from the index to the
 * pacts of a provider, and to where it publishes. The pacts are by the names of their providers.
 */
export async function startBroker(pacts: readonly StoredPact[], options: BrokerOptions = {}) {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const each = {
      method: request.method ?? '',
      path: request.url ?? '',
      ...(body !== '' && { body: JSON.parse(body) }),
    };
    asked.push(each);
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}${options.path ?? ''}`;
    const { status, body: reply } = mayAsk(request, options)
      ? (options.answer?.(each, base) ?? documentAt(pacts, each, base))
      : { status: 401, body: { error: 'Unauthorized' } };
    send(response, status, reply);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${options.path ?? ''}`,
    asked,
    lines: () => asked.map(({ method, path }) => `${method} ${path}`),
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function mayAsk({ headers }: IncomingMessage, { authorization }: BrokerOptions): boolean {
  return authorization === undefined || headers.authorization === authorization;
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/hal+json' }).end(JSON.stringify(body));
}

function documentAt(pacts: readonly StoredPact[], { method, path, body }: Asked, base: string) {
  const within = path.slice(new URL(base).pathname.replace(/\/$/, '').length);
  const at = `${method} ${within === '' ? '/' : within}`;
  const [, provider] = /^(?:GET|POST) \/pacts\/provider\/([^/]+)\/for-verification$/.exec(at) ?? [];
  const [, number] = /^GET \/pacts\/(\d+)$/.exec(at) ?? [];
  const [, name] = /^GET \/pacticipants\/([^/]+)$/.exec(at) ?? [];
  if (at === 'GET /') return { status: 200, body: indexAt(base) };
  if (provider !== undefined) return forVerification(pacts, decodeURIComponent(provider), base);
  if (number !== undefined) return pactAt(pacts, Number(number), base);
  if (name !== undefined) return { status: 200, body: participant(name, base) };
  if (/^PUT \/pacticipants\/[^/]+\/branches\/[^/]+\/versions\/[^/]+$/.test(at)) return { status: 201, body: {} };
  if (/^POST \/pacts\/\d+\/verification-results$/.test(at)) return { status: 201, body };
  return { status: 404, body: { error: `no ${at}` } };
}

function indexAt(base: string) {
  const href = `${base}/pacts/provider/{provider}/for-verification`;
  return { _links: { self: { href: base }, 'pb:provider-pacts-for-verification': { href, templated: true } } };
}

function forVerification(pacts: readonly StoredPact[], provider: string, base: string) {
  const ours = pacts.flatMap((stored, index) =>
    providerOf(stored) === provider ? [listed(stored, `${base}/pacts/${index}`)] : [],
  );
  if (ours.length === 0) return { status: 404, body: { error: 'No provider with this name' } };
  const self = `${base}/pacts/provider/${encodeURIComponent(provider)}/for-verification`;
  return { status: 200, body: { _embedded: { pacts: ours }, _links: { self: { href: self } } } };
}

function listed({ pending = false, notices = [] }: StoredPact, href: string) {
  return {
    shortDescription: 'latest',
    verificationProperties: { pending, notices },
    _links: { self: { href, name: 'a pact' } },
  };
}

function pactAt(pacts: readonly StoredPact[], index: number, base: string) {
  const stored = pacts[index];
  if (!stored) return { status: 404, body: {} };
  const links = {
    self: { href: `${base}/pacts/${index}` },
    'pb:provider': { href: `${base}/pacticipants/${providerOf(stored)}` },
    'pb:publish-verification-results': { href: `${base}/pacts/${index}/verification-results` },
  };
  return { status: 200, body: { ...stored.pact, _links: links } };
}

function participant(name: string, base: string) {
  const href = `${base}/pacticipants/${name}/branches/{branch}/versions/{version}`;
  return { name, _links: { 'pb:branch-version': { href, templated: true } } };
}

function providerOf({ pact: { provider } }: StoredPact): string {
  return (provider as { readonly name: string }).name;
}
