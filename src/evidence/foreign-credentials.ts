import { isPlaceholder } from '../../proxy/redaction/placeholder.ts';
import { routeAt } from '../kit/known-request.ts';
import type { Provider } from '../kit/provider.ts';
import type { SecretPlace } from '../kit/secret-place.ts';
import { refuses, type SeenExchange } from './seen-exchange.ts';

/**
 * Credentials at declared places that the real API took although no recorded reply issued them, such as a token of a sign-in
 * that was not recorded; each with that of the mock in its role.
 */
export function foreignCredentials(provider: Provider, seen: readonly SeenExchange[]): Map<string, string> {
  const found = new Map<string, string>();
  const issued = new Set<string>();
  for (const exchange of seen) {
    const taken = refuses(provider, exchange.reply) ? [] : placeholdersIn(provider, exchange);
    for (const [value, own] of taken.filter(([each]) => !issued.has(each))) found.set(value, own);
    for (const text of placeholdersOf(exchange.reply.text)) issued.add(text);
  }
  return found;
}

function placeholdersOf(text: string): string[] {
  return (text.match(/[\w.-]{12,}/g) ?? []).filter(isPlaceholder);
}

/** The redacted credentials of a request, each with that of the mock in its role. */
function placeholdersIn(provider: Provider, exchange: SeenExchange): [value: string, own: string][] {
  return provider.secrets.flatMap((place) => {
    const value = credentialAt(provider, exchange, place);
    const own = provider.credentials[place.role];
    return value && own && isPlaceholder(value) ? [[value, own] as [string, string]] : [];
  });
}

function credentialAt(provider: Provider, { request }: SeenExchange, place: SecretPlace): string | undefined {
  if (place.in === 'header') return request.headers[place.name]?.split(' ').at(-1);
  if (place.in === 'query') return new URLSearchParams(request.query).get(place.name) ?? undefined;
  return place.in === 'path' ? routeAt(provider, request)?.params[place.param] : undefined;
}
