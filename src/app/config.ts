import { suggestion } from '../kit/did-you-mean.ts';
import { isHeaderText } from '../kit/protocols/header-text.ts';
import type { Provider } from '../kit/provider.ts';
import { usualBounds } from '../kit/world/bounds.ts';
import { type Logger, silentLogger } from '../logging/logger.ts';
import { isLoopback } from '../server/loopback.ts';
import { missPolicies, type OnMiss, type ServerSettings } from '../server/settings.ts';
import type { Mode } from '../sessions/mode.ts';
import { usualCorrections } from './corrected-providers.ts';
import type { NameOf, StoredState } from './provider-types.ts';

/** How a server is started; every member has a default. `Given` are the providers that it is given. */
export interface Options<Given extends Provider = never> {
  /** Providers to play beside those in the box, as `defineProvider` makes them (docs/plug-ins.md). */
  readonly providers?: readonly Given[];
  /** TCP port; 0 takes a free one. */
  readonly port?: number;
  /** Address to listen on. Beyond loopback an admin token is mandatory. */
  readonly host?: string;
  /** Host names besides loopback ones under which the admin API may be called. */
  readonly allowedHosts?: readonly string[];
  /** Origins of web pages that may use mocks and recordings, such as `https://app.example`; those of this machine always may. */
  readonly cors?: readonly string[];
  /** Whether TLS is spoken on the port, too, for the providers' hosts: for hosts entries and reverse proxies (docs/reach.md). */
  readonly https?: boolean;
  /** The bearer token of the admin API; it replaces the check of the Host. */
  readonly adminToken?: string;
  /** Seed of ids and keys: the same seed gives the same bytes. A whole number. */
  readonly seed?: number;
  /** Whether the providers' documented rate limits are in force. */
  readonly rateLimits?: boolean;
  /** How much memory the stored records of one session may take, in MiB. */
  readonly maxSessionState?: number;
  /** How much those of all sessions may take together, in MiB; by default at most half of what Node lets the process have. */
  readonly maxState?: number;
  /** What every session has stored at its beginning, by provider, in the form of `PUT state/<provider>`. */
  readonly seeds?: { readonly [Name in NameOf<Given>]?: StoredState<Given, Name> };
  /** A file that keeps the stored records of the session `default` across restarts; without it nothing is written. */
  readonly state?: string;
  /** Who answers a provider's requests until a session or a call of the admin API says otherwise; the mock by default. */
  readonly modes?: Readonly<Partial<Record<NameOf<Given>, Mode>>>;
  /** Base URLs of real APIs that stand elsewhere than usual. */
  readonly upstreams?: Readonly<Partial<Record<NameOf<Given>, string>>>;
  /** Folder of the recordings. */
  readonly recordings?: string;
  /** Folder of corrections, which `understudy learn` writes and the mocks use; `corrections` if it is there. */
  readonly corrections?: string;
  /** What answers a request in the mode `replay` that no recording fits: an error with status 501, the mock, or the real API. */
  readonly onMiss?: OnMiss;
  /** Whether the mode `compare` keeps what passes as recordings, as `record` does. */
  readonly record?: boolean;
  /** Whether the last recording of a request repeats once all were played. */
  readonly repeatLast?: boolean;
  /** Whether replies of real APIs lead to this server, in the modes `proxy`, `record` and `compare`; recordings have what was sent. */
  readonly rewriteBaseUrls?: boolean;
  /** Whether the log has the bodies of requests and replies, masked. */
  readonly verbose?: boolean;
  /** Whether recordings have made-up names, addresses and phone numbers in the place of real ones. */
  readonly pseudonymise?: boolean;
  /** How long a real API may stay silent, in milliseconds. */
  readonly upstreamTimeoutMs?: number;
  /** Where real credentials are read from (`UNDERSTUDY_LEELOO_TOKEN` and so on): the process's own environment by default. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly logger?: Logger;
}

/** Options with every default filled in. */
export type Config = Required<Omit<Options<Provider>, 'adminToken' | 'state'>> & ServerSettings;

export const mebibyte = 1_048_576;
/** A tebibyte, in MiB. */
const mostMebibytes = 1_048_576;

/** All defaults. The command line has its own default port, 4010. */
export const defaults: Config = {
  providers: [],
  port: 0,
  host: '127.0.0.1',
  allowedHosts: [],
  cors: [],
  https: false,
  adminToken: undefined,
  seed: 1,
  rateLimits: false,
  maxSessionState: Math.floor(usualBounds.sessionState / mebibyte),
  maxState: Math.floor(usualBounds.allState / mebibyte),
  seeds: {},
  state: undefined,
  modes: {},
  upstreams: {},
  recordings: 'recordings',
  corrections: usualCorrections,
  onMiss: 'error',
  record: false,
  repeatLast: false,
  rewriteBaseUrls: false,
  verbose: false,
  pseudonymise: false,
  upstreamTimeoutMs: 30_000,
  env: process.env,
  logger: silentLogger,
};

/** Fills in the defaults. Throws a RangeError or TypeError in plain words when the options cannot be used. */
export function configOf(options: Options<Provider>): Config {
  requireKnown(options);
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const config: Config = { ...defaults, ...given };
  requireWhole('port', config.port, 65_535);
  requireWhole('seed', config.seed, Number.MAX_SAFE_INTEGER);
  if (!missPolicies.includes(config.onMiss)) {
    throw new TypeError(`Cannot use "${config.onMiss}" for a miss. There are ${missPolicies.join(', ')}.`);
  }
  requireWhole('bound of a session (in MiB)', config.maxSessionState, mostMebibytes);
  requireWhole('bound of all sessions (in MiB)', config.maxState, mostMebibytes);
  requireWhole('upstream timeout', config.upstreamTimeoutMs, 2_147_483_647);
  if (!isLoopback(config.host) && !config.adminToken) {
    throw new TypeError(
      `Cannot listen on ${config.host}: others could reach the admin API. Give an admin token (--admin-token TOKEN or UNDERSTUDY_ADMIN_TOKEN), or listen on 127.0.0.1.`,
    );
  }
  if (config.adminToken !== undefined && !isHeaderText(config.adminToken)) {
    throw new TypeError(
      'Cannot use the admin token: it is empty, or holds a character that no HTTP header can carry, so no call could give it. Set --admin-token or UNDERSTUDY_ADMIN_TOKEN anew.',
    );
  }
  return { ...config, cors: config.cors.map(originOf) };
}

/** An origin as browsers send it. */
function originOf(text: string): string {
  const origin = URL.parse(text)?.origin;
  if (origin !== undefined && origin !== 'null' && origin === text.toLowerCase()) return origin;
  throw new TypeError(
    `Cannot allow pages of the origin "${text.slice(0, 200)}": it is none. Give scheme, host and port, such as https://app.example or http://app.example:3000.`,
  );
}

/** For callers without types: a misspelled option would have no effect. */
function requireKnown(options: object): void {
  const known = Object.keys(defaults);
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new TypeError(
    `Cannot start with the option "${unknown.slice(0, 80)}": there is none of this name. ${suggestion(unknown, known)}`,
  );
}

function requireWhole(name: string, value: number, most: number): void {
  if (Number.isInteger(value) && value >= 0 && value <= most) return;
  throw new RangeError(`Cannot use the ${name} ${value}: it is no whole number from 0 to ${most}.`);
}
