import type { IncomingHttpHeaders } from 'node:http';
import type { RequestHead } from './http.ts';
import { isJsonObject, pointerSegments } from './json.ts';
import type { PathValues, Provider } from './provider.ts';
import { annotatedNames } from './schema/annotated-names.ts';
import { isSecretWord, mayBeNamed } from './secret-names.ts';
import type { SecretPlace } from './secrets.ts';

/** Headers that are secret with every provider, by a part of their names: clients send credentials to the wrong one, too. */
const secretHeaders = /authorization|cookie|token|api-?key|secret|password/i;

/** What is secret in the parts of a request; names have no case. */
export interface SecretParts {
  isSecretHeader(name: string): boolean;
  isSecretName(name: string): boolean;
}

/** What a provider declares as secret, and what is secret everywhere. */
export function secretParts(provider: Provider): SecretParts {
  const declared = provider.secrets.flatMap((place) =>
    place.in === 'header' && isSecretRole(place) ? [place.name] : [],
  );
  const names = annotatedNames(provider.schemas, 'x-secret');
  return {
    isSecretHeader: (name) => declared.includes(name.toLowerCase()) || secretHeaders.test(name) || isSecretWord(name),
    isSecretName: (name) => names.has(lastPart(name).toLowerCase()) || isSecretWord(name),
  };
}

/** Of `user[password]` and `user.password` what is in the end meant. */
function lastPart(name: string): string {
  return /[.\]]/.test(name) ? (name.match(/[^.[\]]+/g)?.at(-1) ?? name) : name;
}

/** Whether a body that cannot be read may hold a secret, so that it must not be shown. */
export function mayHoldSecrets(provider: Provider, body: string): boolean {
  const hasPlaces = provider.secrets.some((place) => place.in === 'body');
  return hasPlaces || annotatedNames(provider.schemas, 'x-secret').size > 0 || mayBeNamed.test(body);
}

/** An organization or a user is a credential, but no secret. */
export function isSecretRole({ role }: SecretPlace): boolean {
  return role === 'token' || role === 'api_key' || role === 'password';
}

/** Where an exchange's values are looked for. */
export interface SecretSearch {
  readonly provider: Provider;
  readonly head: RequestHead;
  readonly params: PathValues;
  /** Parsed bodies, of the request first; `undefined` for one that is not JSON. */
  readonly bodies: readonly unknown[];
}

/** Every secret value that stands at a declared or annotated place. */
export function secretValues({ provider, head, params, bodies }: SecretSearch): Set<string> {
  const parts = secretParts(provider);
  const found = new Set<string>();
  for (const value of headerValues(head.headers, parts)) found.add(value);
  for (const [name, value] of new URLSearchParams(head.query)) if (parts.isSecretName(name)) found.add(value);
  for (const value of placedValues(provider, params, bodies[0])) collectStrings(value, found);
  for (const body of bodies) collectNamed(body, parts, found);
  for (const value of misplacedValues(provider, [head.path, head.query, JSON.stringify(bodies)])) found.add(value);
  found.delete('');
  return found;
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

/** The values of secret headers, whole and in parts. */
export function headerValues(headers: IncomingHttpHeaders, parts: SecretParts): string[] {
  const values = Object.entries(headers).flatMap(([name, value]) => (parts.isSecretHeader(name) ? (value ?? []) : []));
  // The secret of `Authorization: Bearer x` is `x`, which may stand elsewhere without its scheme.
  return values.flatMap((value) => [value, value.replace(/^\S+\s+/, ''), ...valuesInside(value)]);
}

/** The values of cookies and the parts of a Basic credential (RFC 7617), which may stand elsewhere by themselves. */
function valuesInside(value: string): string[] {
  const [, basic] = /^basic\s+(\S+)$/i.exec(value) ?? [];
  if (basic !== undefined) return Buffer.from(basic, 'base64').toString().split(/:(.*)/s);
  return value.split(/;\s*/).flatMap((pair) => /^[^=]+=(.*)$/s.exec(pair)?.[1] ?? []);
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

/** Adds what stands at members of a secret name, at any depth. */
export function collectNamed(value: unknown, parts: Pick<SecretParts, 'isSecretName'>, found: Set<string>): void {
  if (Array.isArray(value)) for (const item of value) collectNamed(item, parts, found);
  if (!isJsonObject(value)) return;
  for (const [name, member] of Object.entries(value)) {
    if (parts.isSecretName(name)) collectStrings(member, found);
    else collectNamed(member, parts, found);
  }
}

function collectStrings(value: unknown, found: Set<string>): void {
  if (typeof value === 'string' || typeof value === 'number') found.add(String(value));
  else if (typeof value === 'object' && value !== null)
    for (const part of Object.values(value)) collectStrings(part, found);
}
