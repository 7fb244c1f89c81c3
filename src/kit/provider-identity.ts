import type { SecretPlace } from './secret-place.ts';

/** What is known of a provider without the code of its mock. */
export interface ProviderIdentity {
  readonly name: string;
  readonly title: string;
  /** Host names of the real API; under them the provider answers without its prefix. */
  readonly hosts: readonly string[];
  /** Where the real API is. */
  readonly upstream: string;
  /** The provider's folder, with a last slash: schemas, rules and examples stand in it. */
  readonly folder: URL;
  /** What the mock accepts, made up, as `GET /_understudy/credentials` shows it. */
  readonly credentials: Readonly<Record<string, string>>;
  readonly secrets: readonly SecretPlace[];
  /** In the order of the provider's own list. */
  readonly operationNames: readonly string[];
  /** Files of corrections by the rules that they are of. */
  readonly correctedRules?: Readonly<Record<string, readonly string[]>>;
  /** Whether a request can hold several calls, as with JSON-RPC; such a one is the operation `batch`. */
  readonly hasBatches?: boolean;
}

/** Every name that a request of the provider goes by. */
export function operationsOf({ operationNames, hasBatches }: ProviderIdentity): readonly string[] {
  return hasBatches ? [...operationNames, 'batch'] : operationNames;
}
