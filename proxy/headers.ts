import type { IncomingHttpHeaders } from 'node:http';
import type { RawHeaders } from './exchange.ts';

/** Headers of one connection, not of the message (RFC 9110, 7.6.1); `Transfer-Encoding` is handled by itself. */
const connectionHeaders = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'upgrade'];
/** Names that the proxying package looks up in this case. */
const wellKnown = new Set(['content-length', 'transfer-encoding']);

/** The headers without those of the toolkit, which are nobody else's business. */
export function withoutToolkitHeaders(rawHeaders: RawHeaders): RawHeaders {
  return pairs(rawHeaders)
    .filter(([name]) => !isToolkitHeader(name))
    .flat();
}

/**
 * What goes upstream: each header as often as it came, without those of the connection, of the toolkit, and `Host`, which
 * the upstream's takes the place of. `Expect` was answered here: the upstream gets the body anyway.
 */
export function requestHeaders(rawHeaders: RawHeaders): IncomingHttpHeaders {
  const dropped = new Set([...connectionNames(rawHeaders), 'host', 'expect', 'proxy-authorization']);
  const values = new Map<string, { name: string; all: string[] }>();
  for (const [name, value] of pairs(rawHeaders)) {
    const key = name.toLowerCase();
    if (dropped.has(key) || isToolkitHeader(name)) continue;
    const known = values.get(key);
    if (known) known.all.push(value);
    else values.set(key, { name: wellKnown.has(key) ? key : name, all: [plainValue(key, value)] });
  }
  return Object.fromEntries([...values.values()].map(({ name, all }) => [name, all.length > 1 ? all : all[0]]));
}

/** The guard lets no other transfer coding pass, but other spellings of it. */
function plainValue(key: string, value: string): string {
  return key === 'transfer-encoding' ? 'chunked' : value;
}

/** What the client gets: everything in the upstream's order and spelling, without headers of the connection. */
export function replyHeaders(rawHeaders: RawHeaders): string[] {
  const dropped = new Set([...connectionNames(rawHeaders), 'transfer-encoding']);
  return pairs(rawHeaders)
    .filter(([name]) => !dropped.has(name.toLowerCase()) && !isToolkitHeader(name))
    .flat();
}

/** The headers as pairs of name and value. */
export function pairs(rawHeaders: RawHeaders): [name: string, value: string][] {
  const found: [string, string][] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    found.push([rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '']);
  }
  return found;
}

/** `Connection` may name further headers of the connection; one that frames the body stays whatever it says. */
function connectionNames(rawHeaders: RawHeaders): string[] {
  const named = pairs(rawHeaders)
    .filter(([name]) => name.toLowerCase() === 'connection')
    .flatMap(([, value]) => value.split(',').map((option) => option.trim().toLowerCase()));
  return [...connectionHeaders, ...named.filter((name) => !wellKnown.has(name))];
}

function isToolkitHeader(name: string): boolean {
  return /^x-understudy-/i.test(name);
}
