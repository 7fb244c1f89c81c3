import { defaults, type Options } from '../app/config.ts';
import type { Provider } from '../kit/provider.ts';
import type { OnMiss } from '../server/settings.ts';
import { type Configuration, correctionsFolder, pathOf, recordingsFolder } from './configuration.ts';
import type { ProviderFlags } from './given-providers.ts';

/** The flags of `start`; those that were not given are not there. */
export interface StartFlags extends ProviderFlags {
  readonly port?: number;
  readonly host?: string;
  readonly allowedHost: readonly string[];
  readonly cors: readonly string[];
  readonly https?: boolean;
  readonly adminToken?: string;
  readonly seed?: number;
  readonly rateLimits?: boolean;
  readonly maxSessionState?: number;
  readonly maxState?: number;
  readonly recordings?: string;
  readonly corrections?: string;
  readonly onMiss?: OnMiss;
  readonly repeatLast?: boolean;
  readonly rewriteBaseUrls?: boolean;
  readonly record?: boolean;
  readonly pseudonymise?: boolean;
  readonly mode: readonly string[];
  readonly upstream: readonly string[];
  readonly state?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly watch?: boolean;
}

/** What a start is told, by flags, by the configuration file, or by default. */
export interface StartSettings extends StartFlags {
  readonly port: number;
  readonly host: string;
  readonly seed: number;
  readonly recordings: string;
  readonly corrections: string;
  readonly onMiss: OnMiss;
  readonly seeds?: NonNullable<Options<Provider>['seeds']>;
}

/** The port that the command line takes; the library takes a free one. */
const usualPort = 4010;

/**
 * Flags count before the environment and the file, and the file before what is usual. Modes and upstreams of both count, those of
 * flags last.
 */
export function startSettings(
  flags: StartFlags,
  configuration: Configuration,
  env: Readonly<Record<string, string | undefined>>,
): StartSettings {
  const {
    $schema,
    providers,
    mode = {},
    upstreams = {},
    allowedHosts = [],
    cors = [],
    state,
    ...values
  } = configuration.values;
  // A command line can be read by every user of the machine, the environment by this one only.
  const token = env.UNDERSTUDY_ADMIN_TOKEN;
  const pairs = (byName: Readonly<Record<string, string>>) =>
    Object.entries(byName).map(([name, value]) => `${name}=${value}`);
  return {
    port: usualPort,
    host: defaults.host,
    seed: defaults.seed,
    onMiss: defaults.onMiss,
    ...values,
    ...(state !== undefined && { state: pathOf(configuration, state) }),
    ...(token && { adminToken: token }),
    ...flags,
    recordings: recordingsFolder(flags.recordings, configuration),
    corrections: correctionsFolder(flags.corrections, configuration),
    allowedHost: [...allowedHosts, ...flags.allowedHost],
    cors: [...cors, ...flags.cors],
    mode: [...(typeof mode === 'string' ? [mode] : pairs(mode)), ...flags.mode],
    upstream: [...pairs(upstreams), ...flags.upstream],
  };
}
