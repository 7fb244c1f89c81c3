import type { IncomingMessage } from 'node:http';
import { isLoopback } from './loopback.ts';
import type { ServerSettings } from './settings.ts';
import { defaultSession, hostnameOf } from './target.ts';
import { ToolkitError } from './toolkit-error.ts';
import type { ProviderTarget } from './visit.ts';

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
function isFromOtherSite({ headers }: IncomingMessage, { allowedHosts }: ServerSettings): boolean {
  const { origin, 'sec-fetch-site': site = '' } = headers;
  // Browsers send one with all that can change anything.
  if (origin === undefined) return /cross-site/i.test(String(site));
  const [, host] = /^https?:\/\/([^/@,\s]+)$/i.exec(origin) ?? [];
  if (host === undefined) return true;
  const name = hostnameOf(host);
  return !isLoopback(name) && !allowedHosts.some((allowed) => hostnameOf(allowed) === name);
}
