import { isUtf8 } from 'node:buffer';
import { routeAt } from '../../src/kit/known-request.ts';
import type { Provider } from '../../src/kit/provider.ts';
import { placesOf } from '../../src/secrets/places.ts';
import { secretsByForm } from '../../src/secrets/secret-forms.ts';
import { headerValue } from '../wire/header-pairs.ts';
import { headerTemplate } from './header-template.ts';
import { jsonTemplate, knownJsonTemplate, readJson } from './json-template.ts';
import { isKeptHeader } from './kept-headers.ts';
import type { JsonText, PlainBody, PlainReply, PlainRequest, TextBody } from './message.ts';
import { secretsTemplate } from './named-template.ts';
import { pairsTemplate, pathTemplate } from './pairs-template.ts';
import { type Roles, rolesOf } from './roles.ts';
import { eachSlot, plainSlot, type Slot, type Template } from './template.ts';
import { textTemplate } from './text-template.ts';

/** The parts of a message, taken apart. */
export interface MessageTemplates {
  readonly start: Template;
  readonly query: Template;
  /** Only those that are kept. */
  readonly headers: readonly (readonly [name: string, value: Template])[];
  /** None when it is no text, or was not kept. */
  readonly body: Template | undefined;
  /** The body as it came, when it is JSON. */
  readonly json: JsonText | undefined;
  /** Whether bytes that are no text have a named secret among them, such as a field of a form with a file. */
  readonly hasBinarySecret: boolean;
  /** All that may hold a secret that stands elsewhere, too: these, and headers that are not kept. */
  readonly all: readonly Template[];
}

/**
 * Takes a request apart; its start is the path. @param withoutKnown Replaces in a query and in a text that is no JSON what is
 * known already: there, too, it may have signs in it that part values, an entity of HTML an `&`.
 */
export function requestTemplates(
  provider: Provider,
  operation: string | undefined,
  request: PlainRequest,
  withoutKnown?: (text: string) => string,
): MessageTemplates {
  const roles = rolesOf(provider, operation, 'request');
  const start = pathTemplate(request.path, pathRoles(provider, operation, request), roles);
  const query = pairsTemplate(withoutKnown?.(request.query) ?? request.query, roles);
  return messageTemplates(start, query, request, { provider, roles, from: 'request', withoutKnown });
}

/**
 * Takes a reply apart; its start is the text after the status. @param withoutKnown Replaces in a text that is no JSON what is
 * known already: by names alone, a secret with a quote or a semicolon in it would be cut, and its rest not be known again.
 */
export function replyTemplates(
  provider: Provider,
  operation: string | undefined,
  reply: PlainReply,
  withoutKnown: (text: string) => string,
): MessageTemplates {
  const roles = rolesOf(provider, operation, 'reply');
  const start = secretsTemplate(reply.statusText, roles) ?? [plainSlot(reply.statusText)];
  return messageTemplates(start, [], reply, { provider, roles, from: 'reply', withoutKnown });
}

/** How a message is read. */
interface Reading {
  readonly provider: Provider;
  readonly roles: Roles;
  readonly from: 'request' | 'reply';
  readonly withoutKnown?: ((text: string) => string) | undefined;
}

function messageTemplates(
  start: Template,
  query: Template,
  { headers, body }: PlainRequest | PlainReply,
  reading: Reading,
): MessageTemplates {
  const { provider, roles, from } = reading;
  const kept: (readonly [string, Template])[] = [];
  const all: Template[] = [];
  const dropped: Template[] = [];
  for (const [name, value] of headers) {
    const isKept = isKeptHeader(name, provider, from);
    if (!isKept && !roles.ofHeader(name)) continue;
    const template = headerTemplate(name, value, roles);
    (isKept ? all : dropped).push(template);
    if (isKept) kept.push([name, template]);
  }
  const { template, json, hasBinarySecret = false } = bodyTemplate(body, headerValue(headers, 'content-type'), reading);
  all.push(...dropped, start, query);
  if (template) all.push(template);
  return { start, query, headers: kept, body: template, json, hasBinarySecret, all };
}

/** Takes a text apart that is no message, by the names in it. */
export function foreignTemplate(provider: Provider, text: string): Template {
  const roles = rolesOf(provider, undefined, 'reply');
  return jsonTemplate(text, roles) ?? textTemplate(text, roles);
}

/** The text of bytes, or nothing when they are none. */
export function textOf(bytes: Buffer): string | undefined {
  const text = bytes.toString();
  // This character stands for what could not be read, or for itself; a text without it needs no second look at its bytes.
  return text.includes('\ufffd') && !isUtf8(bytes) ? undefined : text;
}

interface ReadBody {
  readonly template?: Template;
  readonly json?: JsonText;
  readonly hasBinarySecret?: boolean;
}

function bodyTemplate(body: PlainBody, type: string | undefined, reading: Reading): ReadBody {
  if ('gap' in body) return {};
  if ('text' in body) return textBodyTemplate(body, type, reading);
  const text = textOf(body.bytes);
  if (text === undefined) return { hasBinarySecret: namesSecret(body.bytes, reading.roles) };
  return textBodyTemplate({ text }, type, reading);
}

function namesSecret(bytes: Buffer, roles: Roles): boolean {
  const text = bytes.toString('latin1');
  let isNamed = secretsByForm(text).length > 0;
  eachSlot(textTemplate(text, roles), ({ role }) => {
    isNamed ||= role !== undefined && 'secret' in role;
  });
  return isNamed;
}

function textBodyTemplate(
  { text, json: known }: Pick<TextBody, 'text' | 'json'>,
  type: string | undefined,
  { roles, withoutKnown }: Reading,
): ReadBody {
  const isForm = type?.toLowerCase().startsWith('application/x-www-form-urlencoded');
  const json = isForm ? undefined : (known ?? readJson(text));
  if (json) return { template: knownJsonTemplate(text, roles), json };
  const rest = withoutKnown?.(text) ?? text;
  return { template: isForm ? pairsTemplate(rest, roles) : textTemplate(rest, roles) };
}

/** A long segment of a path that nobody knows may well be a token where tokens stand in paths, or when it is very long. */
const tokenLike = /^(?=.*\d)[\w.~-]{20,}$/;
/** Shorter ones may be ids of things, which tell requests apart. */
const shortestToken = 32;

function mayBeToken(segment: string, { secrets }: Provider): boolean {
  return tokenLike.test(segment) && (segment.length >= shortestToken || secrets.some((place) => place.in === 'path'));
}

function pathRoles(provider: Provider, operation: string | undefined, { method, path, query }: PlainRequest) {
  const route = routeAt(provider, { method, path, query });
  if (!route) {
    return (segment: string): Slot['role'] => (mayBeToken(segment, provider) ? { secret: 'token' } : undefined);
  }
  const places = placesOf(provider, operation);
  return (segment: string): Slot['role'] => {
    const place = places.find((each) => each.in === 'path' && route.params[each.param] === segment);
    return place && { secret: place.role };
  };
}
