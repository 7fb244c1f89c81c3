import type { JsonObject } from '../../kit/protocols/http.ts';
import { isJsonObject } from '../../kit/protocols/json.ts';
import type { SecretPlace, SecretRole } from '../../kit/secret-place.ts';
import type { Notes, References } from './references.ts';

/** The credentials of an API: where they stand, and what the mock accepts. */
export interface Security {
  readonly secrets: readonly SecretPlace[];
  readonly credentials: Readonly<Record<string, string>>;
  /** Whether an operation needs one of them. */
  needsKey(operation: JsonObject): boolean;
}

/** Reads the security schemes of a description. Of several of one kind the mock takes the first. */
export function readSecurity(root: JsonObject, provider: string, references: References, notes: Notes): Security {
  const components = references.object(root.components);
  const schemes = Object.entries(references.object(components.securitySchemes));
  const places = new Map<SecretRole, SecretPlace>();
  for (const [name, value] of schemes) {
    const place = placeOf(references.object(value));
    if (!place) notes.add(`The security scheme \`${name}\` is not played: no key of it is checked.`);
    else if (!places.has(place.role)) places.set(place.role, place);
  }
  const credentials = Object.fromEntries(
    [...places.keys()].map((role) => [role, `made-up-${provider}-${role.replace('_', '-')}`]),
  );
  return {
    secrets: [...places.values()],
    credentials,
    needsKey: ({ security = root.security }) =>
      places.size > 0 &&
      Array.isArray(security) &&
      security.some((each) => isJsonObject(each) && Object.keys(each).length > 0),
  };
}

/** OAuth 2 and OpenID Connect end in a bearer token, too. */
function placeOf({ type, scheme, in: where, name }: JsonObject): SecretPlace | undefined {
  const isBearer =
    (type === 'http' && String(scheme).toLowerCase() === 'bearer') || type === 'oauth2' || type === 'openIdConnect';
  if (isBearer) return { role: 'token', in: 'header', name: 'authorization' };
  if (type === 'http' && String(scheme).toLowerCase() === 'basic')
    return { role: 'password', in: 'header', name: 'authorization' };
  if (type !== 'apiKey' || typeof name !== 'string') return undefined;
  if (where === 'header') return { role: 'api_key', in: 'header', name: name.toLowerCase() };
  return where === 'query' ? { role: 'api_key', in: 'query', name } : undefined;
}
