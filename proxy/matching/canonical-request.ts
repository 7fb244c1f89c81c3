import { hash } from 'node:crypto';
import { oncePer, oncePerName } from '../../src/engine/once-per.ts';
import type { Provider } from '../../src/engine/provider.ts';
import { annotatedNames } from '../../src/engine/schema/annotated-names.ts';
import { shortestElsewhere } from '../../src/engine/spellings.ts';
import { decoded } from '../redaction/percent.ts';
import { isIssued, isUnfit } from '../redaction/placeholder.ts';
import type { RedactedRequest } from '../redaction/redaction.ts';
import { placesOf } from '../redaction/roles.ts';
import { render, type Slot } from '../redaction/template.ts';
import { canonicalJson } from './canonical.ts';

/** A secret of a request: which one, as far as redaction tells, and of what kind. */
export interface SecretClass {
  readonly value: string;
  readonly kind: 'published' | 'issued' | 'other';
}

/** A request as it is compared: what is the same for it is the same request. */
export interface CanonicalRequest {
  readonly key: string;
  /** In the order in which they stand in the request; the key has the same number of them for all that are alike. */
  readonly classes: readonly SecretClass[];
  readonly method: string;
  readonly path: string;
  /** Decoded and sorted by name; values of one name keep their order. */
  readonly query: readonly (readonly [name: string, value: string])[];
  /** Those that count. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** A JSON value, a text, or bytes in base64. */
  readonly body: unknown;
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
  const { classes, ...printed } = print(provider, operation, request);
  return printed.body === undefined ? undefined : { classes, ...canonical(provider, operation, printed) };
}

/**
 * Whether two requests of an operation have the same key: redaction changes no other byte, so they are the same text but for
 * their secrets, and need not be brought into the form in which they are compared.
 */
export function areAlike(
  provider: Provider,
  operation: string | undefined,
  one: RedactedRequest,
  other: RedactedRequest,
): boolean {
  const [mine, theirs] = [print(provider, operation, one), print(provider, operation, other)];
  return mine.body !== undefined && isSameText(mine, theirs);
}

/** A request as a text, with a name in the place of each secret. */
interface Printed {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** Those that count, by their names. */
  readonly headers: CanonicalRequest['headers'];
  /** None when it is not known. */
  readonly body: string | undefined;
  readonly isText: boolean;
}

function print(
  provider: Provider,
  operation: string | undefined,
  request: RedactedRequest,
): Printed & Pick<CanonicalRequest, 'classes'> {
  const { method, templates } = request;
  const secrets = new SecretOrder(provider);
  const change = (slot: Slot) => secrets.print(request.change(slot), slot);
  const counted = countedHeaders(provider, operation);
  const headers = templates.headers.filter(([name]) => counted.has(name)).sort(byName);
  return {
    method,
    headers: headers.map(([name, value]) => [name, render(value, change)] as const),
    path: render(templates.start, change),
    query: render(templates.query, change),
    body: templates.body ? render(templates.body, change) : binaryBody(request),
    isText: templates.body !== undefined,
    classes: secrets.classes,
  };
}

function binaryBody(request: RedactedRequest): string | undefined {
  const { body } = request.safe();
  return 'binary' in body ? body.binary.toString('base64') : undefined;
}

function isSameText(one: Printed, other: Printed): boolean {
  return (
    one.body === other.body &&
    one.isText === other.isText &&
    one.method === other.method &&
    one.path === other.path &&
    one.query === other.query &&
    one.headers.length === other.headers.length &&
    one.headers.every(([name, value], index) => other.headers[index]?.[0] === name && other.headers[index][1] === value)
  );
}

function canonical(
  provider: Provider,
  operation: string | undefined,
  { method, path, query, headers, body = '', isText }: Printed,
): Omit<CanonicalRequest, 'classes'> {
  const compared = {
    method,
    headers: headers.map(([name, value]) => [name, plainType(name, value)] as const),
    path: normalPath(path),
    query: query === '' ? [] : [...new URLSearchParams(query)].sort(byName),
    body: isText ? canonicalBody(provider, operation, body) : body,
  };
  return { key: hash('sha256', JSON.stringify(compared), 'base64url'), ...compared };
}

const publishedBy = oncePer(({ credentials }: Provider): ReadonlySet<string> => new Set(Object.values(credentials)));

/** Numbers the secrets of a request, equal ones alike. */
class SecretOrder {
  readonly classes: SecretClass[] = [];
  readonly #published: ReadonlySet<string>;
  readonly #names = new Map<string, string>();

  constructor(provider: Provider) {
    this.#published = publishedBy(provider);
  }

  print(value: string, { role, isNumber }: Slot): string {
    if (!role || !('secret' in role) || /^\**$/.test(value)) return this.#text(value);
    this.classes.push({ value, kind: this.#kindOf(value) });
    const known = this.#names.get(value);
    if (known) return known;
    const name = `<secret${isNumber ? ' number' : ''} ${this.#names.size + 1}${isUnfit(value) ? ', which breaks its rules' : ''}>`;
    this.#names.set(value, name);
    return name;
  }

  /** Redaction has put one stand-in for all spellings already, so only this one is looked for. */
  #text(text: string): string {
    let printed = text;
    for (const [value, name] of this.#names)
      if (value.length >= shortestElsewhere && value.length <= text.length) printed = printed.replaceAll(value, name);
    return printed;
  }

  #kindOf(value: string): SecretClass['kind'] {
    if (this.#published.has(value)) return 'published';
    return isIssued(value) ? 'issued' : 'other';
  }
}

/** By their names in lower case. What a request means does not hang on what its client accepts. */
const countedHeaders = oncePerName((provider: Provider, operation): ReadonlySet<string> => {
  const required = (provider.requiredHeaders ?? []).map(({ name }) => name.toLowerCase());
  const secret = placesOf(provider, operation).flatMap((place) => (place.in === 'header' ? [place.name] : []));
  return new Set(['content-type', ...required, ...secret]);
});

function plainType(name: string, value: string): string {
  return name === 'content-type' ? (value.split(';', 1)[0] ?? '').trim().toLowerCase() : value;
}

function normalPath(path: string): string {
  return path
    .split('/')
    .map((segment) => encodeURIComponent(decoded(segment)))
    .join('/');
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

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : Number(one > other);
}
