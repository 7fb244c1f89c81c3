import type { JsonObject } from '../kit/protocols/http.ts';
import type { Operation, Provider } from '../kit/provider.ts';
import type { SecretPlace } from '../kit/secret-place.ts';

type HeaderPlace = Extract<SecretPlace, { in: 'header' }>;

/** Credentials in headers, by their roles. Those in a path are parameters of it, those in a body are described there. */
export function securitySchemes({ secrets }: Provider): JsonObject {
  const headers = secrets.filter((place) => place.in === 'header');
  return Object.fromEntries(headers.map((place) => [place.role, securityScheme(place)]));
}

function securityScheme({ name }: HeaderPlace): JsonObject {
  const description = 'What the mock accepts is shown at `/_understudy/credentials`.';
  if (name === 'authorization') return { type: 'http', scheme: 'bearer', description };
  return { type: 'apiKey', in: 'header', name, description };
}

/** The credentials that an operation needs in headers, all of them. */
export function securityOf({ secrets }: Provider, { name }: Operation): JsonObject[] {
  const needed = secrets.filter(
    (place) => place.in === 'header' && (place.operations === undefined || place.operations.includes(name)),
  );
  return needed.length > 0 ? [Object.fromEntries(needed.map(({ role }) => [role, []]))] : [];
}
