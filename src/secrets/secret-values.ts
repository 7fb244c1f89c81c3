import type { IncomingHttpHeaders } from 'node:http';
import type { RequestHead } from '../kit/protocols/http.ts';
import { isJsonObject, pointerSegments } from '../kit/protocols/json.ts';
import type { PathValues, Provider } from '../kit/provider.ts';
import { isSecretRole } from './places.ts';
import { looksLikeSecret } from './secret-forms.ts';
import { describesSecret, isDescribed } from './secret-names.ts';
import { type SecretParts, secretParts } from './secret-parts.ts';
import { cookieValues } from './texts/cookies.ts';
import { collectTold } from './texts/told-secrets.ts';

/** Where an exchange's values are looked for. */
export interface SecretSearch {
  readonly provider: Provider;
  readonly head: RequestHead;
  readonly params: PathValues;
  /** Parsed bodies, of the request first; `undefined` for one that is not JSON. */
  readonly bodies: readonly unknown[];
}

/** Every secret value that stands at a declared or annotated place, or that a text itself tells of. */
export function secretValues({ provider, head, params, bodies }: SecretSearch): Set<string> {
  const parts = secretParts(provider);
  const found = new Set<string>();
  const [sent, ...received] = bodies;
  for (const value of headerValues(head.headers, parts)) found.add(value);
  for (const [name, value] of new URLSearchParams(head.query)) if (parts.isSecretName(name)) found.add(value);
  for (const value of placedValues(provider, params, sent)) collectStrings(value, found);
  collectNamed(sent, parts, found);
  for (const body of received) collectReceived(body, parts, found);
  for (const value of misplacedValues(provider, [head.path, head.query, JSON.stringify(bodies)])) found.add(value);
  collectTold([head.path, decodedQuery(head.query), head.headers, bodies], parts, found);
  found.delete('');
  return found;
}

/** A query as people read it, so that an address in it is seen with its own names. */
function decodedQuery(query: string): string[] {
  return [...new URLSearchParams(query).values()];
}

/** Everyday words are no secrets: what a name alone says to be one must look like one. */
function collectReceived(body: unknown, parts: SecretParts, found: Set<string>): void {
  const named = new Set<string>();
  collectNamed(body, parts, named);
  for (const value of named) if (looksLikeSecret(value)) found.add(value);
  collectNamed(body, { isSecretName: parts.isDeclaredName }, found);
}

/** Values that look like a secret of a body, wherever they stand. */
function misplacedValues({ secrets }: Provider, texts: readonly string[]): string[] {
  const forms = secrets.flatMap((place) => (place.in === 'body' && place.form ? [place.form] : []));
  return forms.flatMap((form) => texts.flatMap((text) => text.match(form) ?? []));
}

function placedValues(provider: Provider, params: PathValues, body: unknown): unknown[] {
  return provider.secrets.filter(isSecretRole).flatMap((place) => {
    if (place.in === 'path') return [params[place.param]];
    return place.in === 'body' ? valuesAt(body, place.pointer) : [];
  });
}

/** The values of secret headers, whole and in parts; those of cookies as far as they look like a secret. */
export function headerValues(headers: IncomingHttpHeaders, parts: SecretParts): string[] {
  return Object.entries(headers).flatMap(([name, value]) =>
    parts.isSecretHeader(name) ? [value ?? []].flat().flatMap((each) => valuesInside(name.toLowerCase(), each)) : [],
  );
}

/** The parts may stand elsewhere by themselves: of `Bearer x` that is `x`, of a Basic credential (RFC 7617) what it encodes. */
function valuesInside(name: string, value: string): string[] {
  if (name === 'cookie' || name === 'set-cookie')
    return cookieValues(value, name)
      .map(({ start, end }) => value.slice(start, end))
      .filter(looksLikeSecret);
  const [, basic] = /^basic\s+(\S+)$/i.exec(value) ?? [];
  const inside =
    basic === undefined
      ? value.split(/;\s*/).flatMap((pair) => /^[^=]+=(.*)$/s.exec(pair)?.[1] ?? [])
      : Buffer.from(basic, 'base64').toString().split(/:(.*)/s);
  return [value, value.replace(/^\S+\s+/, ''), ...inside];
}

/** The value at a pointer; of a list of JSON-RPC calls, the value in each. */
function valuesAt(body: unknown, pointer: string): unknown[] {
  if (Array.isArray(body)) return body.flatMap((member) => (Array.isArray(member) ? [] : valuesAt(member, pointer)));
  let value = body;
  for (const segment of pointerSegments(pointer)) {
    if (Array.isArray(value)) value = value[Number(segment)];
    else value = isJsonObject(value) && Object.hasOwn(value, segment) ? value[segment] : undefined;
  }
  return [value];
}

/** Adds what stands at members of a secret name, or beside one, at any depth. */
export function collectNamed(
  value: unknown,
  parts: Pick<SecretParts, 'isSecretName'>,
  found: Set<string>,
  around?: string,
): void {
  if (Array.isArray(value)) for (const item of value) collectNamed(item, parts, found, around);
  if (!isJsonObject(value)) return;
  const described = describesSecret(value, around, parts.isSecretName);
  for (const [name, member] of Object.entries(value)) {
    if (parts.isSecretName(name) || (described && isDescribed(name))) collectStrings(member, found);
    else collectNamed(member, parts, found, name);
  }
}

function collectStrings(value: unknown, found: Set<string>): void {
  if (typeof value === 'string' || typeof value === 'number') found.add(String(value));
  else if (typeof value === 'object' && value !== null)
    for (const part of Object.values(value)) collectStrings(part, found);
}
