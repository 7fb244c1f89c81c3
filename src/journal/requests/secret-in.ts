import { isJsonObject, pointerSegment } from '../../kit/protocols/json.ts';
import type { Provider } from '../../kit/provider.ts';
import { mask } from '../../secrets/masking.ts';
import { isSecretRole } from '../../secrets/places.ts';
import { secretParts } from '../../secrets/secret-parts.ts';

/** JSON pointer to the first text in a body that stands where the provider has a secret, and is not masked. */
export function secretIn(body: unknown, provider: Provider): string | undefined {
  const { isSecretName } = secretParts(provider);
  const places = provider.secrets.flatMap((place) =>
    place.in === 'body' && isSecretRole(place) ? [place.pointer] : [],
  );
  return find(body, '', (name, pointer) => places.includes(pointer) || isSecretName(name));
}

type IsSecret = (name: string, pointer: string) => boolean;

function find(value: unknown, pointer: string, isSecret: IsSecret): string | undefined {
  for (const [name, member] of membersOf(value)) {
    const place = `${pointer}/${pointerSegment(name)}`;
    if (typeof member === 'string') {
      if (member !== '' && member !== mask && isSecret(name, place)) return place;
      continue;
    }
    const found = find(member, place, isSecret);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Matchers of a test framework hold no JSON. */
function membersOf(value: unknown): [string, unknown][] {
  if (Array.isArray(value)) return value.map((item, index) => [String(index), item]);
  return isJsonObject(value) && !('asymmetricMatch' in value) ? Object.entries(value) : [];
}
