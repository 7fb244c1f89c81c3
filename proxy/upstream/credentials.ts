import { isHeaderText } from '../../src/kit/protocols/header-text.ts';
import type { ProviderIdentity } from '../../src/kit/provider-identity.ts';
import type { SecretRole } from '../../src/kit/secret-place.ts';
import { type Credential, credentialVariable } from '../../src/secrets/credential.ts';

/** What an environment holds. */
export type Env = Readonly<Record<string, string | undefined>>;

/** The variables without which nobody can call the provider's real API, and which the environment does not have. */
export function missingVariables({ name, secrets }: ProviderIdentity, env: Env): string[] {
  const roles = new Set(secrets.filter(({ issuedBy }) => issuedBy === undefined).map(({ role }) => role));
  return [...roles].map((role) => credentialVariable(name, role)).filter((variable) => !env[variable]?.trim());
}

/**
 * The real credentials and ids that an environment holds, each with the published one whose place it takes; a provider may
 * publish several of a role, such as `token` and `read_only_token`. An empty variable counts as none. Throws a TypeError
 * that names a variable, never its value.
 */
export function readCredentials(providers: readonly ProviderIdentity[], env: Env): Credential[] {
  return providers.flatMap((provider) =>
    Object.entries(provider.credentials).flatMap(([name, published]) => {
      const role = roleOf(provider, name);
      const variable = credentialVariable(provider.name, name);
      const value = env[variable]?.trim();
      if (!value) return [];
      requirePrintable(variable, value);
      if (role !== 'id' && isInHeader(provider, role)) requireHeaderText(variable, value);
      return [{ provider: provider.name, role, published, value }];
    }),
  );
}

/** The role of what is published by its name: `token`, or `read_only_token`; all else is an id. */
function roleOf({ secrets }: ProviderIdentity, name: string): SecretRole | 'id' {
  return secrets.find(({ role }) => name === role || name.endsWith(`_${role}`))?.role ?? 'id';
}

function isInHeader({ secrets }: ProviderIdentity, role: SecretRole): boolean {
  return secrets.some((place) => place.role === role && place.in === 'header');
}

/** Told at the start, and not by each request that it would go along with. */
function requireHeaderText(variable: string, value: string): void {
  if (isHeaderText(value)) return;
  throw new TypeError(
    `Cannot use ${variable}: it holds a character that no HTTP header can carry, such as a letter outside of ASCII. Set it anew.`,
  );
}

/** A line break would end a header and begin another. */
function requirePrintable(variable: string, value: string): void {
  if (!/\p{Cc}/u.test(value)) return;
  throw new TypeError(`Cannot use ${variable}: it holds a control character, such as a line break. Set it anew.`);
}
