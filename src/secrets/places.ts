import { oncePerName } from '../kit/once-per.ts';
import type { Provider } from '../kit/provider.ts';
import type { SecretPlace } from '../kit/secret-place.ts';

/** The places that count for an operation: some credentials are only sent to a few. */
export const placesOf = oncePerName((provider: Provider, operation): readonly SecretPlace[] =>
  provider.secrets.filter(
    ({ operations }) =>
      !operations || operation === undefined || operation === 'batch' || operations.includes(operation),
  ),
);
