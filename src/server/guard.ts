import type { IncomingMessage } from 'node:http';
import { leavesBase } from '../../proxy/upstream/base-path.ts';
import type { RequestHead } from '../kit/protocols/http.ts';
import type { ProviderIdentity } from '../kit/provider-identity.ts';
import { isSameSecret } from '../secrets/same-secret.ts';
import { isAllowedOrigin } from './cors.ts';
import { isLoopback } from './loopback.ts';
import type { ServerSettings } from './settings.ts';
import { defaultSession, hostnameOf, hostsOf, isTls } from './target.ts';
import { ToolkitError } from './toolkit-error.ts';
import type { ProviderTarget } from './visit.ts';

/** What the guards look at. */
type Asked = Pick<IncomingMessage, 'headers' | 'rawHeaders' | 'url' | 'socket'>;

/**
 * Lets nobody but this machine's own programs call the admin API: a web page sends an Origin or Sec-Fetch-Site, and a
 * page whose name was rebound to this address sends its own Host. Throws a ToolkitError.
 */
export function guardAdmin(request: Asked, { adminToken, allowedHosts }: ServerSettings): void {
  const { authorization = '' } = request.headers;
  if (isFromElsewhere(request)) {
    throw new ToolkitError(
      'foreign-origin',
      'Cannot call the admin API from another web page. Call it from a program, such as curl.',
    );
  }
  if (adminToken !== undefined) {
    if (isSameSecret(authorization, `Bearer ${adminToken}`)) return;
    const message =
      'Cannot call the admin API: no valid admin token came. Send "Authorization: Bearer <the --admin-token>".';
    throw new ToolkitError('admin-token-missing', message, { headers: { 'WWW-Authenticate': 'Bearer' } });
  }
  if (!hostsOf(request).every((host) => isOwnHost(host, allowedHosts))) {
    throw new ToolkitError(
      'foreign-host',
      'Cannot call the admin API under this Host: it is neither a loopback name nor allowed. Start with --allowed-host NAME to allow one.',
    );
  }
}

/**
 * Lets no web page use what the server holds for a real API: its requests would carry real credentials. The Host may be the
 * provider's own, too. Throws a ToolkitError.
 */
export function guardUpstream(request: IncomingMessage, provider: ProviderIdentity, config: ServerSettings): void {
  guardFromPages(request, provider, config, isFromElsewhere(request), 'pass it on to');
  requirePlainFraming(request, provider);
}

/** Lets no path lead out of the upstream's own, which may be all that parts one customer from another. Throws a ToolkitError. */
export function guardBasePath(upstream: string, { path }: RequestHead, { title }: ProviderIdentity): void {
  if (!leavesBase(upstream, path)) return;
  throw new ToolkitError(
    'outside-upstream',
    `Cannot pass the request on to ${title}: dot segments lead its path out of ${upstream}. Send a path below it, such as /x.`,
  );
}

/**
 * Lets no web page read what was recorded of a real API, save pages of this machine and of origins that were allowed: those are a
 * developer's own, and a recording can do nothing. Throws a ToolkitError.
 */
export function guardReplay(request: IncomingMessage, provider: ProviderIdentity, config: ServerSettings): void {
  const { origin = '' } = request.headers;
  const isForeign = isFromElsewhere(request) && !isAllowedOrigin(origin, config.cors);
  guardFromPages(request, provider, config, isForeign, 'play a recording of');
}

function guardFromPages(
  request: IncomingMessage,
  { title, hosts }: ProviderIdentity,
  { allowedHosts }: ServerSettings,
  isForeign: boolean,
  what: string,
): void {
  if (isForeign) {
    throw new ToolkitError(
      'foreign-origin',
      `Cannot take a request of another web page to ${what} ${title}. Send it from a program, such as curl.`,
    );
  }
  const isKnown = (host: string) => isOwnHost(host, allowedHosts) || hosts.includes(hostnameOf(host));
  if (!hostsOf(request).every(isKnown)) {
    throw new ToolkitError(
      'foreign-host',
      `Cannot take the request to ${what} ${title}: its Host is neither a loopback name, nor allowed, nor the provider's. Start with --allowed-host NAME to allow one.`,
    );
  }
}

/** Servers disagree on where a body of any other coding ends, so that a part of it might pass for a request of its own. */
function requirePlainFraming({ headers }: IncomingMessage, { title }: ProviderIdentity): void {
  const coding = headers['transfer-encoding'];
  if (coding === undefined || coding.trim().toLowerCase() === 'chunked') return;
  throw new ToolkitError(
    'transfer-coding',
    `Cannot pass the request on to ${title}: its Transfer-Encoding is not "chunked" alone. Send "chunked", or a Content-Length.`,
  );
}

/** An Origin is our own when it is the Host that was asked; `null` (a sandboxed page, a file) never is. */
function isFromElsewhere({ headers, socket }: Pick<Asked, 'headers' | 'socket'>): boolean {
  const { host = '', origin, 'sec-fetch-site': site = '' } = headers;
  const isForeignOrigin =
    origin !== undefined && origin.toLowerCase() !== `${isTls(socket) ? 'https' : 'http'}://${host.toLowerCase()}`;
  return isForeignOrigin || /cross-site/i.test(String(site));
}

function isOwnHost(host: string, allowedHosts: readonly string[]): boolean {
  const name = hostnameOf(host);
  return isLoopback(name) || allowedHosts.some((allowed) => hostnameOf(allowed) === name);
}

/**
 * Lets no page of another site leave anything in the session that `--state` keeps: it would be there after a restart, too.
 * Pages that this machine or an allowed host serves are a developer's own. Throws a ToolkitError.
 */
export function guardKept(
  request: IncomingMessage,
  { sessionId, provider }: ProviderTarget,
  config: ServerSettings,
): void {
  if (config.state === undefined || sessionId !== defaultSession || !isFromOtherSite(request, config)) return;
  throw new ToolkitError(
    'foreign-origin',
    `Cannot take a request of another web page to ${provider.title}: what it leaves would be kept (--state). Send it from a program, such as curl, or to a session that is not kept, such as /~page/${provider.name}/.`,
  );
}

/** The Host tells nothing here: a page whose name was rebound to this address sends its own. */
function isFromOtherSite({ headers }: IncomingMessage, { allowedHosts, cors }: ServerSettings): boolean {
  const { origin, 'sec-fetch-site': site = '' } = headers;
  // Browsers send one with all that can change anything.
  if (origin === undefined) return /cross-site/i.test(String(site));
  if (isAllowedOrigin(origin, cors)) return false;
  const [, host] = /^https?:\/\/([^/@,\s]+)$/i.exec(origin) ?? [];
  return host === undefined || !allowedHosts.some((allowed) => hostnameOf(allowed) === hostnameOf(host));
}
