import { maxSecrets } from '../../src/secrets/masking.ts';

/** An exchange has so many secrets that it would take seconds to look for each of them everywhere. */
export class TooManySecretsError extends Error {
  override readonly name = 'TooManySecretsError';

  constructor() {
    super(`it holds over ${maxSecrets} different secrets`);
  }
}
