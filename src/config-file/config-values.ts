import type { NameOf, StoredState } from '../app/provider-types.ts';
import type { Provider } from '../kit/provider.ts';
import type { OnMiss } from '../server/settings.ts';
import type { Mode } from '../sessions/mode.ts';

/** What a configuration file may have; every member has a default, and flags count before it (config.schema.json). */
export interface UnderstudyConfig<Given extends Provider = never> {
  readonly $schema?: string;
  readonly port?: number;
  readonly host?: string;
  readonly allowedHosts?: readonly string[];
  readonly cors?: readonly string[];
  readonly https?: boolean;
  readonly adminToken?: string;
  readonly seed?: number;
  readonly rateLimits?: boolean;
  /** In MiB. */
  readonly maxSessionState?: number;
  /** In MiB. */
  readonly maxState?: number;
  readonly state?: string;
  /** One for all providers, or one for each by its name. */
  readonly mode?: Mode | Readonly<Record<string, Mode>>;
  /** Where real APIs are, by provider. */
  readonly upstreams?: Readonly<Record<string, string>>;
  readonly recordings?: string;
  readonly corrections?: string;
  readonly onMiss?: OnMiss;
  readonly repeatLast?: boolean;
  readonly rewriteBaseUrls?: boolean;
  readonly record?: boolean;
  readonly pseudonymise?: boolean;
  /** Providers of one's own, or modules that export one, by their paths from the file or their packages. */
  readonly providers?: readonly (string | Given)[];
  /** What every session has stored at its beginning, by provider. */
  readonly seeds?: { readonly [Name in NameOf<Given>]?: StoredState<Given, Name> };
  readonly watch?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/** A configuration, for understudy.config.ts: `export default defineConfig({ ... })`, with its types. */
export function defineConfig<Given extends Provider = never>(config: UnderstudyConfig<Given>): UnderstudyConfig<Given> {
  return config;
}
