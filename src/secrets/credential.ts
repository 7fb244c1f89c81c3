import type { SecretRole } from '../kit/secret-place.ts';

/**
 * What a mock publishes and the real one that takes its place upstream: a credential, or an id that only an account's owner
 * knows, such as a connection's, which is no secret.
 */
export interface Credential {
  /** Name of the provider; the value goes nowhere else. */
  readonly provider: string;
  readonly role: SecretRole | 'id';
  /** What the mock publishes and clients send. */
  readonly published: string;
  readonly value: string;
}

/** The environment variable of what the mock publishes under a name: `UNDERSTUDY_SENSORPRO_API_KEY`. */
export function credentialVariable(provider: string, name: string): string {
  return `UNDERSTUDY_${provider}_${name}`.replaceAll('-', '_').toUpperCase();
}

/** Whether it is an id. */
export function isId({ role }: Credential): boolean {
  return role === 'id';
}
