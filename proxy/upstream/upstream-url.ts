import { isIPv4 } from 'node:net';

/**
 * The base URL of an upstream as it is used: without a last slash. Throws a TypeError when it cannot be one. It is given at
 * the start and by nobody else: no request chooses where it goes.
 */
export function upstreamUrl(provider: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const refuse = (found: string) =>
    new TypeError(
      `Cannot use the upstream of ${provider}: ${found}. Give a URL such as https://api.example.com or http://127.0.0.1:8080.`,
    );
  if (!url || !/^https?:$/.test(url.protocol)) throw refuse('it is no http or https URL');
  if (url.username || url.password) throw refuse('it holds a user or a password');
  if (url.search || url.hash || text.includes('?')) throw refuse('it holds a query or a fragment');
  return url.href.replace(/(?<!\/)\/+$/, '');
}

/** Whether what goes to the upstream can be read on the way: over http, and not on this machine. */
export function goesInClear(upstream: string): boolean {
  return new URL(upstream).protocol !== 'https:' && !isOnThisMachine(upstream);
}

/** Whether an upstream is on the loopback. */
export function isOnThisMachine(upstream: string): boolean {
  const { hostname } = new URL(upstream);
  return hostname === 'localhost' || hostname === '[::1]' || (isIPv4(hostname) && hostname.startsWith('127.'));
}
