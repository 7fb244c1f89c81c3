import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type Config, isLoopback } from '../config.ts';
import type { Provider } from '../engine/provider.ts';
import { hostnameOf } from './target.ts';
import { ToolkitError } from './toolkit-error.ts';

/**
 * Lets nobody but this machine's own programs call the admin API: a web page sends an Origin or Sec-Fetch-Site, and a
 * page whose name was rebound to this address sends its own Host. Throws a ToolkitError.
 */
export function guardAdmin({ headers }: IncomingMessage, { adminToken, allowedHosts }: Config): void {
  const { host = '', origin, authorization = '' } = headers;
  if (headers['sec-fetch-site'] === 'cross-site' || isForeignOrigin(origin, host)) {
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
  if (!isOwnHost(host, allowedHosts)) {
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
export function guardUpstream({ headers }: IncomingMessage, provider: Provider, { allowedHosts }: Config): void {
  const { host = '', origin } = headers;
  if (headers['sec-fetch-site'] === 'cross-site' || isForeignOrigin(origin, host)) {
    throw new ToolkitError(
      'foreign-origin',
      `Cannot pass a request of another web page on to ${provider.title}. Send it from a program, such as curl.`,
    );
  }
  if (!isOwnHost(host, allowedHosts) && !provider.hosts.includes(hostnameOf(host))) {
    throw new ToolkitError(
      'foreign-host',
      `Cannot pass the request on to ${provider.title}: its Host is neither a loopback name, nor allowed, nor the provider's. Start with --allowed-host NAME to allow one.`,
    );
  }
}

/** An Origin is our own when it is the Host that was asked; `null` (a sandboxed page, a file) never is. */
function isForeignOrigin(origin: string | undefined, host: string): boolean {
  return origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`;
}

function isOwnHost(host: string, allowedHosts: readonly string[]): boolean {
  const name = hostnameOf(host);
  return isLoopback(name) || allowedHosts.some((allowed) => hostnameOf(allowed) === name);
}

/** Compares digests, so that neither length nor content shows in the time taken. */
function isSameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
