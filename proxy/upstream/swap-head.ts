import type { RequestHead } from '../../src/kit/protocols/http.ts';
import type { Provider } from '../../src/kit/provider.ts';
import type { Credential, RawHeaders } from '../wire/exchange.ts';

/** The raw headers with the real credentials where the published ones stand; any other value stays. */
export function swapInHeaders(
  { secrets }: Provider,
  rawHeaders: RawHeaders,
  credentials: readonly Credential[],
): RawHeaders {
  if (credentials.length === 0) return rawHeaders;
  const byName = Map.groupBy(
    secrets.flatMap((place) => (place.in === 'header' ? [place] : [])),
    ({ name }) => name,
  );
  return rawHeaders.map((text, index) => {
    const places = index % 2 === 1 ? byName.get(rawHeaders[index - 1]?.toLowerCase() ?? '') : undefined;
    const roles = places?.map(({ role }) => role) ?? [];
    const credential = credentials.find(({ role, published }) => roles.includes(role) && holds(text, published));
    return credential ? text.slice(0, text.length - credential.published.length) + credential.value : text;
  });
}

/** The whole value, or what follows the scheme, as in `Bearer <token>`. */
function holds(text: string, published: string): boolean {
  if (!text.endsWith(published)) return false;
  return /^(?:[\w-]+[ \t]+)?$/.test(text.slice(0, text.length - published.length));
}

/** The path with the real credentials in the segments where the published ones stand. */
export function swapInPath(provider: Provider, head: RequestHead, credentials: readonly Credential[]): string {
  if (credentials.length === 0) return head.path;
  const roles = provider.secrets.flatMap((place) => (place.in === 'path' ? [place] : []));
  const wanted = credentials.filter(({ role }) => roles.some((place) => place.role === role));
  if (wanted.length === 0) return head.path;
  const params = Object.values(provider.protocol.route(head)?.params ?? {});
  const segments = head.path.split('/').map((segment) => {
    const credential = wanted.find(({ published }) => params.includes(published) && decoded(segment) === published);
    return credential ? encodeURIComponent(credential.value) : segment;
  });
  return segments.join('/');
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
