import { oncePer } from '../../src/kit/once-per.ts';
import type { Provider } from '../../src/kit/provider.ts';

const ofRequests = new Set([
  'accept',
  'accept-language',
  'content-language',
  'content-type',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'prefer',
  'range',
]);
const ofReplies = new Set([
  'accept-ranges',
  'allow',
  'cache-control',
  'content-disposition',
  'content-language',
  'content-location',
  'content-range',
  'content-type',
  'deprecation',
  'etag',
  'expires',
  'last-modified',
  'link',
  'location',
  'refresh',
  'retry-after',
  'set-cookie',
  'sunset',
  'vary',
  'www-authenticate',
]);
/** As many APIs write them, and as the IETF drafts do: `RateLimit` and `RateLimit-Policy`. */
const limits = /^(x-)?rate-?limit(-[a-z-]+)?$/;

const ofRequestsTo = oncePer(({ secrets, requiredHeaders = [] }: Provider): ReadonlySet<string> => {
  const secret = secrets.flatMap((place) => (place.in === 'header' ? [place.name] : []));
  const required = requiredHeaders.map(({ name }) => name.toLowerCase());
  return new Set([...ofRequests, 'authorization', 'cookie', ...secret, ...required]);
});

/** Whether a header is kept: one that is known to be harmless, or whose secret value is known to be one. */
export function isKeptHeader(name: string, provider: Provider, from: 'request' | 'reply'): boolean {
  return from === 'request' ? ofRequestsTo(provider).has(name) : ofReplies.has(name) || limits.test(name);
}
