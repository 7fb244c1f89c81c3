import type { ProviderRequest, RequestHead } from './protocols/http.ts';
import type { PathValues, Provider, Reading, Route } from './provider.ts';

/**
 * What a request to a provider calls, as far as it was read. Whoever needs to know asks here, so that the mock, faults,
 * replays, the journal and recordings never name one request differently.
 */
export interface KnownRequest {
  /** None when the provider has no such address. */
  readonly route: Route | undefined;
  /** The request taken apart; none before its body was read, and when that is over the limit. */
  readonly reading: Reading | undefined;
  /** The operation's name; `batch` for a JSON-RPC batch, none while nobody can tell. */
  readonly operation: string | undefined;
  readonly params: PathValues;
}

const noParams: PathValues = {};

/** Where a request goes, for whoever has no more of it than its address. */
export function routeAt(
  { protocol }: Provider,
  { method, path, query = '' }: Pick<RequestHead, 'method' | 'path'> & Partial<Pick<RequestHead, 'query'>>,
): Route | undefined {
  return protocol.route({ method, path, query, headers: {}, baseUrl: '/' });
}

/** What the address alone tells: with REST the operation, with JSON-RPC only that there is one. */
export function knowAddress(provider: Provider, head: RequestHead): KnownRequest {
  const route = provider.protocol.route(head);
  return { route, reading: undefined, operation: route?.operation?.name, params: route?.params ?? noParams };
}

/** The same with what the body tells; nothing is carried out. */
export function knowRequest(provider: Provider, head: RequestHead, body: Buffer | 'too-large'): KnownRequest {
  const address = knowAddress(provider, head);
  return address.route && body !== 'too-large' ? readCalls(provider, address, { ...head, body }) : address;
}

/** Takes a request apart whose address is known. Throws for one that the provider does not have. */
export function readCalls(
  { name, protocol }: Provider,
  { route, operation, params }: KnownRequest,
  request: ProviderRequest,
): KnownRequest & { readonly reading: Reading } {
  if (!route) throw new Error(`Cannot read a request to ${name}: it has no such address.`);
  const reading = protocol.read(request, route);
  return { route, reading, operation: reading.operation ?? operation, params };
}

/** Every name that the request goes by: a batch goes by those of its members, too. */
export function namesOf({ operation, reading }: KnownRequest): string[] {
  const members = reading?.members.flatMap((member) => ('rule' in member ? [] : [member.operation.name])) ?? [];
  return operation === undefined ? members : [...new Set([operation, ...members])];
}
