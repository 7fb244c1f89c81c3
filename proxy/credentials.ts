import type { Provider } from '../src/engine/provider.ts';
import type { SecretRole } from '../src/engine/secrets.ts';
import type { Credential } from './exchange.ts';

/** The environment variable of a real credential: `UNDERSTUDY_SENSORPRO_API_KEY`. */
export function credentialVariable(provider: string, role: SecretRole): string {
  return `UNDERSTUDY_${provider}_${role}`.toUpperCase();
}

/**
 * The real credentials that an environment holds, each with the published one whose place it takes. An empty variable
 * counts as none. Throws a TypeError that names a variable, never its value.
 */
export function readCredentials(
  providers: readonly Provider[],
  env: Readonly<Record<string, string | undefined>>,
): Credential[] {
  return providers.flatMap((provider) =>
    rolesOf(provider).flatMap((role) => {
      const variable = credentialVariable(provider.name, role);
      const value = env[variable]?.trim();
      const published = provider.credentials[role];
      if (!value || published === undefined) return [];
      requirePrintable(variable, value);
      return [{ provider: provider.name, role, published, value }];
    }),
  );
}

function rolesOf({ secrets }: Provider): SecretRole[] {
  return [...new Set(secrets.map(({ role }) => role))];
}

/** A line break would end a header and begin another. */
function requirePrintable(variable: string, value: string): void {
  if (!/\p{Cc}/u.test(value)) return;
  throw new TypeError(`Cannot use ${variable}: it holds a control character, such as a line break. Set it anew.`);
}
