import { hash } from 'node:crypto';
import { percentDecoded } from '../../src/kit/protocols/percent.ts';
import type { Provider } from '../../src/kit/provider.ts';
import { annotatedNames } from '../../src/kit/schema/annotated-names.ts';
import type { RedactedRequest } from '../redaction/redaction.ts';
import type { RequestWith } from '../wire/message.ts';
import { canonicalJson } from './canonical.ts';
import { asksForAnything, plainType } from './choosing-headers.ts';
import { byName, printRequest, type SecretClass } from './printed-request.ts';

/**
 * A request as it is compared: what is the same for it is the same request. Of its headers it has those that count; its body
 * is a JSON value, a text, or bytes in base64.
 */
export interface CanonicalRequest extends Omit<RequestWith<unknown>, 'query'> {
  readonly key: string;
  /** Characters of all that is compared: how long it takes. */
  readonly length: number;
  /** In the order in which they stand in what is compared; the key has the same number of them for all that are alike. */
  readonly classes: readonly SecretClass[];
  /** Decoded and sorted by name; values of one name keep their order. */
  readonly query: readonly (readonly [name: string, value: string])[];
}

/**
 * Brings a redacted request into the form in which requests are compared. Secrets are alike, but whether one is there, and
 * which are equal, counts. Nothing when its body is not known.
 */
export function canonicalRequest(
  provider: Provider,
  operation: string | undefined,
  request: RedactedRequest,
): CanonicalRequest | undefined {
  const { method, path, query, headers, body, isText, classes } = printRequest(provider, operation, request);
  if (body === undefined) return undefined;
  const compared = {
    method,
    headers: headers.flatMap(([name, value]) =>
      asksForAnything(name, value) ? [] : [[name, name === 'content-type' ? plainType(value) : value] as const],
    ),
    path: normalPath(path),
    query: query === '' ? [] : canonicalQuery(provider, operation, query),
    body: isText ? canonicalBody(provider, operation, body) : body,
  };
  const printed = JSON.stringify(compared);
  const renumbered = renumber(printed, classes);
  const inOrder = renumbered.printed === printed ? compared : (JSON.parse(renumbered.printed) as typeof compared);
  return {
    key: hash('sha256', renumbered.printed, 'base64url'),
    length: printed.length,
    classes: renumbered.classes,
    ...inOrder,
  };
}

/**
 * Numbers secrets by their order in what is compared, in which members are sorted: by their order in the request, the same
 * members in another order would be another request.
 */
function renumber(
  printed: string,
  classes: readonly SecretClass[],
): { readonly printed: string; readonly classes: readonly SecretClass[] } {
  const numbers = new Map<number, number>();
  const numberOf = (number: number) => {
    const known = numbers.get(number) ?? numbers.size + 1;
    numbers.set(number, known);
    return known;
  };
  const text = printed.replaceAll(
    /<secret( number)? (\d{1,6})(, which breaks its rules)?>/g,
    (_, kind = '', number: string, breaks = '') => `<secret${kind} ${numberOf(Number(number))}${breaks}>`,
  );
  const renumbered = classes.map((each) => ({ ...each, number: numberOf(each.number) }));
  return { printed: text, classes: renumbered.toSorted((one, other) => one.number - other.number) };
}

function normalPath(path: string): string {
  return path
    .split('/')
    .map((segment) => encodeURIComponent(decodedOrBytes(segment)))
    .join('/');
}

/** One pair of a query, decoded. */
function plainPair(pair: string): readonly [name: string, value: string] {
  const at = pair.indexOf('=');
  const decoded = (text: string) => decodedOrBytes(text.replaceAll('+', ' '));
  return at < 0 ? [decoded(pair), ''] : [decoded(pair.slice(0, at)), decoded(pair.slice(at + 1))];
}

/** Bytes that are no text stay encoded, told from a text that says the same: decoded, all of them would be alike. */
function decodedOrBytes(text: string): string {
  const decoded = percentDecoded(text);
  if (decoded !== text || !text.includes('%')) return decoded;
  return `<bytes> ${text.replaceAll(/%[\da-f]{2}/gi, (byte) => asciiOf(byte) ?? byte.toUpperCase())}`;
}

/** A letter or digit that is escaped without need. */
function asciiOf(byte: string): string | undefined {
  const character = String.fromCharCode(Number.parseInt(byte.slice(1), 16));
  return /^[A-Za-z\d]$/.test(character) ? character : undefined;
}

/** What differs from call to call by its nature, such as a time or a place to go on from, is not compared. */
function canonicalQuery(provider: Provider, operation: string | undefined, query: string): CanonicalRequest['query'] {
  const schema = provider.operations.find(({ name }) => name === operation)?.query;
  const volatile = schema && annotatedNames(provider.schemas, 'x-volatile', schema.name);
  const pairs = query.split('&').map(plainPair).sort(byName);
  return volatile?.size ? pairs.filter(([name]) => !volatile.has(name.toLowerCase())) : pairs;
}

function canonicalBody(provider: Provider, operation: string | undefined, text: string): unknown {
  const schema = provider.operations.find(({ name }) => name === operation)?.request;
  const volatile = schema && annotatedNames(provider.schemas, 'x-volatile', schema.name);
  // The id of a call is chosen anew for each (JSON-RPC 2.0, section 4); the reply gets the one that is asked with.
  const hasRpcId = speaksJsonRpc(provider);
  return (
    canonicalJson(
      text,
      (name, depth) => volatile?.has(name.toLowerCase()) || (hasRpcId && depth === 0 && name === 'id'),
    ) ?? text
  );
}

/** Whether a provider's calls are JSON-RPC, with ids of their own. */
export function speaksJsonRpc({ protocol }: Provider): boolean {
  return protocol.endpoints.some(({ rpcMethod }) => rpcMethod !== undefined);
}
