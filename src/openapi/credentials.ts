import type { JsonObject } from '../kit/protocols/http.ts';
import type { Operation, Provider } from '../kit/provider.ts';
import type { SecretPlace } from '../kit/secret-place.ts';

type NamedPlace = Extract<SecretPlace, { in: 'header' | 'query' }>;

/** Credentials in headers and in the query, by their roles. Those in a path are parameters of it, those in a body are described there. */
export function securitySchemes({ secrets }: Provider): JsonObject {
  return Object.fromEntries(secrets.filter(isNamedPlace).map((place) => [place.role, securityScheme(place)]));
}

function isNamedPlace(place: SecretPlace): place is NamedPlace {
  return place.in === 'header' || place.in === 'query';
}

function securityScheme({ in: where, name }: NamedPlace): JsonObject {
  const description = 'What the mock accepts is shown at `/_understudy/credentials`.';
  if (where === 'header' && name === 'authorization') return { type: 'http', scheme: 'bearer', description };
  return { type: 'apiKey', in: where, name, description };
}

/** The credentials that an operation needs in headers and in the query, all of them. */
export function securityOf({ secrets }: Provider, { name }: Operation): JsonObject[] {
  const needed = secrets.filter(
    (place) => isNamedPlace(place) && (place.operations === undefined || place.operations.includes(name)),
  );
  return needed.length > 0 ? [Object.fromEntries(needed.map(({ role }) => [role, []]))] : [];
}
