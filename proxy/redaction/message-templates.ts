import type { Provider } from '../../src/engine/provider.ts';
import { headerTemplate } from './header-template.ts';
import { jsonTemplate } from './json-template.ts';
import { isKeptHeader } from './kept-headers.ts';
import { type HeaderPairs, headerValue, type PlainBody, type PlainReply, type PlainRequest } from './message.ts';
import { pairsTemplate, pathTemplate } from './pairs-template.ts';
import { placesOf, type Roles, rolesOf } from './roles.ts';
import { plainSlot, type Slot, slotsOf, type Template } from './template.ts';
import { textTemplate } from './text-template.ts';

/** The parts of a message, taken apart. */
export interface MessageTemplates {
  readonly start: Template;
  readonly query: Template;
  /** Only those that are kept. */
  readonly headers: readonly (readonly [name: string, value: Template])[];
  /** None when it is no text, or was not kept. */
  readonly body: Template | undefined;
  /** Whether bytes that are no text have a named secret among them, such as a field of a form with a file. */
  readonly hasBinarySecret: boolean;
  /** Headers that are not kept, whose secrets may still stand elsewhere. */
  readonly dropped: readonly Template[];
}

/** Takes a request apart; its start is the path. */
export function requestTemplates(
  provider: Provider,
  operation: string | undefined,
  request: PlainRequest,
): MessageTemplates {
  const roles = rolesOf(provider, operation, 'request');
  return {
    start: pathTemplate(request.path, pathRoles(provider, operation, request)),
    query: pairsTemplate(request.query, roles),
    ...headerTemplates(request.headers, provider, roles, 'request'),
    ...bodyTemplate(request.body, headerValue(request.headers, 'content-type'), roles),
  };
}

/** Takes a reply apart; its start is the text after the status. */
export function replyTemplates(provider: Provider, operation: string | undefined, reply: PlainReply): MessageTemplates {
  const roles = rolesOf(provider, operation, 'reply');
  return {
    start: [plainSlot(reply.statusText)],
    query: [],
    ...headerTemplates(reply.headers, provider, roles, 'reply'),
    ...bodyTemplate(reply.body, headerValue(reply.headers, 'content-type'), roles),
  };
}

/** Takes a text apart that is no message, by the names in it. */
export function foreignTemplate(provider: Provider, text: string): Template {
  const roles = rolesOf(provider, undefined, 'reply');
  return jsonTemplate(text, roles) ?? textTemplate(text, roles);
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of bytes, or nothing when they are none. */
export function textOf(bytes: Buffer): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

function bodyTemplate(body: PlainBody, type: string | undefined, roles: Roles) {
  if ('gap' in body) return { body: undefined, hasBinarySecret: false };
  const text = 'text' in body ? body.text : textOf(body.bytes);
  if (text !== undefined) return { body: textBodyTemplate(text, type, roles), hasBinarySecret: false };
  const slots = 'bytes' in body ? [...slotsOf(textTemplate(body.bytes.toString('latin1'), roles))] : [];
  return { body: undefined, hasBinarySecret: slots.some(({ role }) => role && 'secret' in role) };
}

function textBodyTemplate(text: string, type: string | undefined, roles: Roles): Template {
  if (type?.toLowerCase().startsWith('application/x-www-form-urlencoded')) return pairsTemplate(text, roles);
  return jsonTemplate(text, roles) ?? textTemplate(text, roles);
}

function headerTemplates(headers: HeaderPairs, provider: Provider, roles: Roles, from: 'request' | 'reply') {
  const kept: (readonly [string, Template])[] = [];
  const dropped: Template[] = [];
  for (const [name, value] of headers) {
    if (isKeptHeader(name, provider, from)) kept.push([name, headerTemplate(name, value, roles)]);
    else if (roles.ofHeader(name)) dropped.push(headerTemplate(name, value, roles));
  }
  return { headers: kept, dropped };
}

/** A long segment of a path that nobody knows may well be a token where tokens stand in paths, or when it is very long. */
const tokenLike = /^(?=.*\d)[\w.~-]{20,}$/;
/** Shorter ones may be ids of things, which tell requests apart. */
const shortestToken = 32;

function mayBeToken(segment: string, { secrets }: Provider): boolean {
  return tokenLike.test(segment) && (segment.length >= shortestToken || secrets.some((place) => place.in === 'path'));
}

function pathRoles(provider: Provider, operation: string | undefined, { method, path, query }: PlainRequest) {
  const route = provider.protocol.route({ method, path, query, headers: {}, baseUrl: '' });
  if (!route) {
    return (segment: string): Slot['role'] => (mayBeToken(segment, provider) ? { secret: 'token' } : undefined);
  }
  const places = placesOf(provider, operation);
  return (segment: string): Slot['role'] => {
    const place = places.find((each) => each.in === 'path' && route.params[each.param] === segment);
    return place && { secret: place.role };
  };
}
