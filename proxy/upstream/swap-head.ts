import { routeAt } from '../../src/kit/known-request.ts';
import type { RequestHead } from '../../src/kit/protocols/http.ts';
import { percentDecoded } from '../../src/kit/protocols/percent.ts';
import type { Provider, Route } from '../../src/kit/provider.ts';
import type { SecretPlace } from '../../src/kit/secret-place.ts';
import { type Credential, isId } from '../../src/secrets/credential.ts';
import { placesAt } from '../../src/secrets/places.ts';
import type { RawHeaders } from '../wire/header-pairs.ts';
import { idsInPath, idsInQuery } from './swap-ids.ts';

/** The raw headers with the real credentials where the published ones stand at one of the places; any other value stays. */
export function swapInHeaders(
  places: readonly SecretPlace[],
  rawHeaders: RawHeaders,
  credentials: readonly Credential[],
): RawHeaders {
  const declared = places.flatMap((place) => (place.in === 'header' ? [place] : []));
  if (credentials.length === 0 || declared.length === 0) return rawHeaders;
  const byName = Map.groupBy(declared, ({ name }) => name);
  return rawHeaders.map((text, index) => {
    const here = index % 2 === 1 ? byName.get(rawHeaders[index - 1]?.toLowerCase() ?? '') : undefined;
    const roles = here?.map(({ role }) => role) ?? [];
    const credential = credentials.find(
      ({ role, published }) => roles.some((each) => each === role) && holds(text, published),
    );
    return credential ? text.slice(0, text.length - credential.published.length) + credential.value : text;
  });
}

/** The whole value, or what follows the scheme, as in `Bearer <token>`. */
function holds(text: string, published: string): boolean {
  if (!text.endsWith(published)) return false;
  return /^(?:[\w-]+[ \t]+)?$/.test(text.slice(0, text.length - published.length));
}

/** Path and query with the real credentials and ids in them; what is not played gets none. */
export function swapInTarget(
  provider: Provider,
  head: RequestHead,
  route: Route | undefined,
  credentials: readonly Credential[],
): string {
  const places = placesAt(provider, route);
  const ids = route ? credentials.filter(isId) : [];
  const path = idsInPath(swapInPath(provider, head, route, places, credentials), ids);
  const query = idsInQuery(swapInQuery(head.query, places, credentials), ids);
  return query === '' ? path : `${path}?${query}`;
}

/** The query with the real credentials where the published ones stand as parameters of the places; all else keeps its spelling. */
export function swapInQuery(query: string, places: readonly SecretPlace[], credentials: readonly Credential[]): string {
  const declared = places.flatMap((place) => (place.in === 'query' ? [place] : []));
  if (credentials.length === 0 || declared.length === 0) return query;
  const pairs = query.split('&').map((pair) => {
    const [name = '', value] = pair.split(/=(.*)/s, 2);
    const place = declared.find((each) => each.name === queryDecoded(name));
    if (!place || value === undefined) return pair;
    const credential = credentials.find(
      ({ role, published }) => role === place.role && published === queryDecoded(value),
    );
    return credential ? `${name}=${encodeURIComponent(credential.value)}` : pair;
  });
  return pairs.join('&');
}

function queryDecoded(text: string): string {
  return percentDecoded(text.replaceAll('+', ' '));
}

/** The path with the real credentials where the published ones stand as parameters of the places. */
export function swapInPath(
  provider: Provider,
  head: RequestHead,
  route: Route | undefined,
  places: readonly SecretPlace[],
  credentials: readonly Credential[],
): string {
  let { path } = head;
  for (const place of places) {
    const given = place.in === 'path' ? route?.params[place.param] : undefined;
    const credential = credentials.find(({ role, published }) => role === place.role && published === given);
    if (place.in === 'path' && credential) path = swapped(provider, { ...head, path }, place.param, credential);
  }
  return path;
}

/** Another parameter may have the same value: the segment is the one whose change the parameter follows. */
function swapped(provider: Provider, head: RequestHead, param: string, { published, value }: Credential): string {
  const segments = head.path.split('/');
  for (const [index, segment] of segments.entries()) {
    if (percentDecoded(segment) !== published) continue;
    const path = segments.with(index, encodeURIComponent(value)).join('/');
    if (routeAt(provider, { ...head, path })?.params[param] === value) return path;
  }
  return head.path;
}
