import type { SecretRole } from '../kit/secret-place.ts';

/** A published credential of a mock and the real one that takes its place upstream. */
export interface Credential {
  /** Name of the provider; the value goes nowhere else. */
  readonly provider: string;
  readonly role: SecretRole;
  /** What the mock publishes and clients send. */
  readonly published: string;
  readonly value: string;
}

/** The environment variable of what the mock publishes under a name: `UNDERSTUDY_SENSORPRO_API_KEY`. */
export function credentialVariable(provider: string, name: string): string {
  return `UNDERSTUDY_${provider}_${name}`.replaceAll('-', '_').toUpperCase();
}
