import type { IncomingMessage } from 'node:http';
import { valuesOf } from '../../proxy/wire/headers.ts';
import { didYouMean } from '../kit/did-you-mean.ts';
import type { RequestHead } from '../kit/protocols/http.ts';
import type { ProviderIdentity } from '../kit/provider-identity.ts';
import { isSessionId } from '../sessions/session-id.ts';
import { isLoopback } from './loopback.ts';
import { sessionOfProxyUser } from './proxy-user.ts';
import { type Reached, reached } from './reached.ts';
import { ToolkitError } from './toolkit-error.ts';

/** What a request is for, and in which session. */
export type Target =
  | {
      readonly kind: 'admin';
      readonly sessionId: string;
      /** Whether the request names its session. */
      readonly isSessionNamed: boolean;
      readonly path: string;
      readonly query: string;
      /** Where the server was reached, without a last slash: `http://127.0.0.1:4010`. */
      readonly serverUrl: string;
    }
  | {
      readonly kind: 'provider';
      readonly sessionId: string;
      readonly provider: ProviderIdentity;
      readonly head: RequestHead;
    };

/** The session of requests that name none. */
export const defaultSession = 'default';

interface Address {
  /** Where the server was reached, without a last slash: its origin, and the path under which it is mounted. */
  readonly serverUrl: string;
  /** The Host, lower case, without port. */
  readonly hostname: string;
  readonly path: string;
  readonly query: string;
}

/** Finds what a request is for from its Host, its path and its session header. Throws a ToolkitError when it is nothing. */
export function findTarget(request: IncomingMessage, providers: readonly ProviderIdentity[]): Target {
  const address = readAddress(request);
  const connection = reached.get(request.socket);
  if (connection) requireSameHost(request, connection);
  const byConnection = connection ? connection.sessionId : sessionOfProxyUser(request.headers['proxy-authorization']);
  const { prefix, rest, named } = readSession(address.path, request.headers['x-understudy-session'], byConnection);
  const { serverUrl, hostname, query } = address;
  const sessionId = named ?? defaultSession;
  const { method = 'GET', headers } = request;
  const target = (provider: ProviderIdentity, path: string, base: string): Target => ({
    kind: 'provider',
    sessionId,
    provider,
    head: { method, path, query, headers, baseUrl: `${serverUrl}${prefix}${base}/` },
  });
  const ownHost = providers.find(({ hosts }) => hosts.includes(hostname));
  if (ownHost) return target(ownHost, rest, '');
  const [, first = '', path = '/'] = /^\/([^/]*)(\/.*)?$/s.exec(rest) ?? [];
  if (first === '_understudy')
    return { kind: 'admin', sessionId, isSessionNamed: named !== undefined, path, query, serverUrl };
  const provider = providers.find(({ name }) => name === first);
  if (provider) return target(provider, path, `/${first}`);
  throw unknownProvider(method, first, providers);
}

function readAddress(request: IncomingMessage): Address {
  const { url = '/', headers, socket } = request;
  // A client that takes the server for a proxy sends the whole URL; its host counts then (RFC 9112, 3.2.2).
  const absolute = url.startsWith('/') || !URL.canParse(url) ? undefined : new URL(url);
  const named = absolute?.host ?? headers.host ?? '';
  const host = readHost(named).isUsable ? named : `127.0.0.1:${socket.localPort}`;
  const target = absolute ? absolute.pathname + absolute.search : url;
  const cut = target.indexOf('?');
  return {
    serverUrl: `${isTls(socket) ? 'https' : 'http'}://${host}${mountOf(request)}`,
    hostname: hostnameOf(host),
    path: cut === -1 ? target : target.slice(0, cut),
    query: cut === -1 ? '' : target.slice(cut + 1),
  };
}

/** Whether what was sent came by TLS. */
export function isTls(socket: object): boolean {
  return 'encrypted' in socket && socket.encrypted === true;
}

/** The path under which an app of Express or Connect has mounted the server; both take it away from the URL. */
function mountOf({ url = '/', ...request }: IncomingMessage & { readonly originalUrl?: unknown }): string {
  const whole = request.originalUrl;
  if (typeof whole !== 'string' || !whole.startsWith('/')) return '';
  const [path = '', below = ''] = [whole, url].map((each) => each.split('?', 1)[0]);
  // Called without a last slash, the mount itself is the whole path.
  return path.endsWith(below) ? path.slice(0, path.length - below.length) : path;
}

/** Whether an Origin is of a page that this machine serves, whatever its port. */
export function isLoopbackOrigin(origin: string): boolean {
  const [, host] = /^https?:\/\/([^/@,\s]+)$/i.exec(origin) ?? [];
  return host !== undefined && isLoopback(hostnameOf(host));
}

const hostForm = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d+)?$/i;

/** Every host that a request names: in its Host, each of them, and in a target that is a whole URL. */
export function hostsOf({ rawHeaders, url = '/' }: Pick<IncomingMessage, 'rawHeaders' | 'url'>): string[] {
  const hosts = valuesOf(rawHeaders, 'host');
  const inTarget = url.startsWith('/') || !URL.canParse(url) ? [] : [new URL(url).host];
  return [...(hosts.length > 0 ? hosts : ['']), ...inTarget];
}

/** The name in a Host header, lower case, without port and last dot; an IPv6 address without its brackets. */
export function hostnameOf(host: string): string {
  return readHost(host).hostname;
}

interface Host {
  readonly text: string;
  /** Whether it can stand in a URL; clients can send anything, and some replies hold the URL that was called. */
  readonly isUsable: boolean;
  readonly hostname: string;
}

// Clients send the same Host with every request, and each is looked at more than once.
let latest: Host | undefined;

function readHost(text: string): Host {
  if (latest?.text === text) return latest;
  const name = text.trim().toLowerCase().replace(/:\d*$/, '');
  latest = {
    text,
    isUsable: hostForm.test(text) && URL.canParse(`http://${text}`),
    hostname: name.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, ''),
  };
  return latest;
}

// Some clients encode the tilde, which RFC 3986 says is the same.
const sessionPrefix = /^\/(?:~|%7e)([^/]*)(\/.*)?$/is;

function readSession(path: string, header: string | string[] | undefined, ofProxyUser: string | undefined) {
  const found = sessionPrefix.exec(path);
  const inPath = found?.[1];
  const inHeader = Array.isArray(header) ? header.join(',') : header;
  for (const id of [inPath, inHeader, ofProxyUser]) if (id !== undefined) requireSessionId(id);
  const first = inPath ?? inHeader;
  requireOneSession(inPath, 'the path', inHeader, 'X-Understudy-Session');
  requireOneSession(first, inPath === undefined ? 'X-Understudy-Session' : 'the path', ofProxyUser, "the proxy's user");
  return {
    prefix: inPath === undefined ? '' : `/~${inPath}`,
    rest: found ? (found[2] ?? '/') : path,
    named: first ?? ofProxyUser,
  };
}

function requireOneSession(one: string | undefined, by: string, other: string | undefined, byOther: string): void {
  if (one === undefined || other === undefined || one === other) return;
  throw new ToolkitError(
    'conflicting-sessions',
    `Cannot choose a session: ${by} says "${one}" and ${byOther} says "${other}". Use one of them.`,
  );
}

/** A connection to a provider's host is for this host alone: nothing else is asked through it, by whatever name. */
function requireSameHost(request: IncomingMessage, { host }: Reached): void {
  if (hostsOf(request).every((each) => hostnameOf(each) === host)) return;
  throw new ToolkitError(
    'misdirected',
    `Cannot answer on this connection: it was made to ${host}, and the request names another host. Open a connection of its own for that.`,
  );
}

function requireSessionId(id: string): void {
  if (isSessionId(id)) return;
  throw new ToolkitError(
    'invalid-session',
    'Cannot choose a session: its id is not 1 to 64 letters, digits, ".", "_" or "-". Use an id such as "test-1".',
  );
}

function unknownProvider(method: string, first: string, providers: readonly ProviderIdentity[]): ToolkitError {
  const names = providers.map(({ name }) => name);
  const hint = didYouMean(first, [...names, '_understudy'], (name) => `/${name}/`);
  return new ToolkitError(
    'unknown-provider',
    `Cannot answer ${method}: the path does not begin with a provider. ${hint}Use /${names.join('/, /')}/ or /_understudy/.`,
  );
}
