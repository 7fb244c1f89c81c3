import { oncePer, oncePerName } from '../kit/once-per.ts';
import type { Provider, Route } from '../kit/provider.ts';
import type { SecretPlace, SecretRole } from '../kit/secret-place.ts';

/** An organization or a user is a credential, but no secret. */
export function isSecretRole<Has extends { readonly role: SecretRole | 'id' }>(
  place: Has,
): place is Has & { readonly role: SecretRole } {
  return ['token', 'api_key', 'password'].includes(place.role);
}

/** The places that count for an operation: some credentials are only sent to a few. */
export const placesOf = oncePerName((provider: Provider, operation): readonly SecretPlace[] =>
  provider.secrets.filter(
    ({ operations }) =>
      !operations || operation === undefined || operation === 'batch' || operations.includes(operation),
  ),
);

/** The places beside the body that count at an address: those of the operation played there, or of all that share it. */
export function placesAt(provider: Provider, route: Route | undefined): readonly SecretPlace[] {
  if (!route) return [];
  return route.operation ? placesOf(provider, route.operation.name) : placesOfAll(provider);
}

const placesOfAll = oncePer(({ secrets }: Provider) => secrets.filter(({ operations }) => !operations));
