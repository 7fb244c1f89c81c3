import type { IncomingHttpHeaders } from 'node:http';
import type { RawHeaders } from './exchange.ts';

/** Headers of one connection, not of the message (RFC 9110, 7.6.1); `Transfer-Encoding` is handled by itself. */
const connectionHeaders = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'upgrade'];
/** Not sent upstream, whatever `Connection` says. */
const notSent: ReadonlySet<string> = new Set([...connectionHeaders, 'host', 'expect', 'proxy-authorization']);
/** Not sent to the client. */
const notReceived: ReadonlySet<string> = new Set([...connectionHeaders, 'transfer-encoding']);
/** Names that the proxying package looks up in this case. */
const wellKnown = new Set(['content-length', 'transfer-encoding']);

/** The headers without those of the toolkit, which are nobody else's business. */
export function withoutToolkitHeaders(rawHeaders: RawHeaders): RawHeaders {
  return rawHeaders.some((text, index) => index % 2 === 0 && isToolkitHeader(text))
    ? pairs(rawHeaders)
        .filter(([name]) => !isToolkitHeader(name))
        .flat()
    : rawHeaders;
}

/**
 * What goes upstream: each header as often as it came, without those of the connection, of the toolkit, and `Host`, which
 * the upstream's takes the place of. `Expect` was answered here: the upstream gets the body anyway.
 */
export function requestHeaders(rawHeaders: RawHeaders): IncomingHttpHeaders {
  const dropped = withConnectionNames(notSent, rawHeaders);
  const names = new Map<string, string>();
  // Without a prototype, so that a header named __proto__ is one like others.
  const headers: Record<string, string | string[]> = Object.create(null);
  for (const [name, value] of pairs(rawHeaders)) {
    const key = name.toLowerCase();
    if (dropped.has(key) || isToolkitHeader(key)) continue;
    const sent = names.get(key) ?? (wellKnown.has(key) ? key : name);
    names.set(key, sent);
    const before = headers[sent];
    headers[sent] = before === undefined ? plainValue(key, value) : [before, value].flat();
  }
  return headers;
}

/** The guard lets no other transfer coding pass, but other spellings of it. */
function plainValue(key: string, value: string): string {
  return key === 'transfer-encoding' ? 'chunked' : value;
}

/** What the client gets: everything in the upstream's order and spelling, without headers of the connection. */
export function replyHeaders(rawHeaders: RawHeaders): string[] {
  const dropped = withConnectionNames(notReceived, rawHeaders);
  const kept: string[] = [];
  for (const [name, value] of pairs(rawHeaders))
    if (!dropped.has(name.toLowerCase()) && !isToolkitHeader(name)) kept.push(name, value);
  return kept;
}

/** The headers as pairs of name and value. */
export function pairs(rawHeaders: RawHeaders): [name: string, value: string][] {
  const found: [string, string][] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    found.push([rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '']);
  }
  return found;
}

/** The values of a header, whose name is given in lower case, in their order. */
export function valuesOf(rawHeaders: RawHeaders, wanted: string): string[] {
  const found: string[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    if (name.length === wanted.length && name.toLowerCase() === wanted) found.push(rawHeaders[index + 1] ?? '');
  }
  return found;
}

/** `Connection` may name further headers of the connection; one that frames the body stays whatever it says. */
function withConnectionNames(dropped: ReadonlySet<string>, rawHeaders: RawHeaders): ReadonlySet<string> {
  const named = valuesOf(rawHeaders, 'connection')
    .flatMap((value) => value.split(',').map((option) => option.trim().toLowerCase()))
    .filter((name) => !wellKnown.has(name) && !dropped.has(name));
  return named.length > 0 ? new Set([...dropped, ...named]) : dropped;
}

const toolkitPrefix = 'x-understudy-';

function isToolkitHeader(name: string): boolean {
  return name.length >= toolkitPrefix.length && name.slice(0, toolkitPrefix.length).toLowerCase() === toolkitPrefix;
}
