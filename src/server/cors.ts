import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Mode } from '../sessions/mode.ts';
import type { ServerSettings } from './settings.ts';
import { isLoopbackOrigin } from './target.ts';

/** What a page may read of a reply beside what every page may: which rule chose it, and what limits it names. */
const exposed = [
  'X-Understudy-Source',
  'X-Understudy-Rule',
  'X-Understudy-Corrected',
  'X-Understudy-Error',
  'Retry-After',
].join(', ');
/** How long a browser need not ask again, in seconds. */
const maxAge = '600';

/**
 * Lets web pages of this machine, and of the origins that were allowed, read the replies of mocks and recordings (CORS). Gives
 * whether the request was a browser's question whether it may, which is answered then. Where real credentials could be used, no
 * page is let near: there the guards refuse it.
 */
export function answerPages(
  request: IncomingMessage,
  response: ServerResponse,
  mode: Mode,
  { cors, onMiss }: ServerSettings,
): boolean {
  const { origin } = request.headers;
  const isSafe = mode === 'mock' || (mode === 'replay' && onMiss !== 'record');
  if (origin === undefined || !isSafe || !isAllowedOrigin(origin, cors)) return false;
  response.setHeader('Access-Control-Allow-Origin', origin);
  response.setHeader('Vary', 'Origin');
  const method = request.headers['access-control-request-method'];
  if (request.method !== 'OPTIONS' || method === undefined) {
    response.setHeader('Access-Control-Expose-Headers', exposed);
    return false;
  }
  answerPreflight(request, response, method);
  return true;
}

/** Whether pages of an origin may use mocks and recordings. */
export function isAllowedOrigin(origin: string, allowed: readonly string[]): boolean {
  return isLoopbackOrigin(origin) || allowed.includes(origin.toLowerCase());
}

/** Whatever the page wants to send is for the API to refuse. */
function answerPreflight({ headers }: IncomingMessage, response: ServerResponse, method: string): void {
  response.setHeader('Access-Control-Allow-Methods', method);
  const wanted = headers['access-control-request-headers'];
  if (wanted !== undefined) response.setHeader('Access-Control-Allow-Headers', wanted);
  // A page of a public address asks for this, too, before a browser lets it reach this machine.
  if (headers['access-control-request-private-network'] === 'true')
    response.setHeader('Access-Control-Allow-Private-Network', 'true');
  response.setHeader('Access-Control-Max-Age', maxAge);
  response.writeHead(204);
  response.end();
}
