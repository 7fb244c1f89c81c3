import type { IncomingHttpHeaders } from 'node:http';
import type { RawHeaders } from './header-pairs.ts';

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
  for (let index = 0; index < rawHeaders.length; index += 2)
    if (isToolkitHeader(rawHeaders[index] ?? '')) return keptHeaders(rawHeaders, (name) => !isToolkitHeader(name));
  return rawHeaders;
}

/**
 * What goes upstream: each header as often as it came, without those of the connection, of the toolkit, and `Host`, which
 * the upstream's takes the place of. `Expect` was answered here: the upstream gets the body anyway.
 */
export function requestHeaders(rawHeaders: RawHeaders): IncomingHttpHeaders {
  const kept = passedOn(rawHeaders, notSent);
  // By their names in lower case, each with the spelling that came first.
  const sent = new Map<string, { readonly name: string; readonly values: string[] }>();
  for (let index = 0; index < kept.length; index += 2) {
    const name = kept[index] ?? '';
    const key = name.toLowerCase();
    const value = plainValue(key, kept[index + 1] ?? '');
    const before = sent.get(key);
    if (before) before.values.push(value);
    else sent.set(key, { name: wellKnown.has(key) ? key : name, values: [value] });
  }
  return asObject(sent.values());
}

function asObject(sent: Iterable<{ readonly name: string; readonly values: readonly string[] }>): IncomingHttpHeaders {
  const headers: Record<string, string | string[]> = {};
  for (const { name, values } of sent) {
    const value = values.length === 1 ? (values[0] ?? '') : [...values];
    // Defined, so that a header of that name is one like others.
    if (name === '__proto__') Object.defineProperty(headers, name, { value, enumerable: true });
    else headers[name] = value;
  }
  return headers;
}

/** The guard lets no other transfer coding pass, but other spellings of it. */
function plainValue(key: string, value: string): string {
  return key === 'transfer-encoding' ? 'chunked' : value;
}

/** What the client gets: everything in the upstream's order and spelling, without headers of the connection. */
export function replyHeaders(rawHeaders: RawHeaders): string[] {
  return passedOn(rawHeaders, notReceived);
}

function passedOn(rawHeaders: RawHeaders, own: ReadonlySet<string>): string[] {
  const dropped = withConnectionNames(own, rawHeaders);
  return keptHeaders(rawHeaders, (name) => !dropped.has(name.toLowerCase()) && !isToolkitHeader(name));
}

function keptHeaders(rawHeaders: RawHeaders, isKept: (name: string) => boolean): string[] {
  const kept: string[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    if (isKept(name)) kept.push(name, rawHeaders[index + 1] ?? '');
  }
  return kept;
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
  const values = valuesOf(rawHeaders, 'connection');
  // As nearly always; a header of that name does not pass anyway.
  if (values.every((value) => value === 'keep-alive')) return dropped;
  const named = values
    .flatMap((value) => value.split(',').map((option) => option.trim().toLowerCase()))
    .filter((name) => !wellKnown.has(name) && !dropped.has(name));
  return named.length > 0 ? new Set([...dropped, ...named]) : dropped;
}

const toolkitPrefix = 'x-understudy-';

function isToolkitHeader(name: string): boolean {
  // Most names begin otherwise.
  const first = name.charAt(0);
  return (first === 'X' || first === 'x') && name.slice(0, toolkitPrefix.length).toLowerCase() === toolkitPrefix;
}
