import type { JsonObject } from '../kit/protocols/http.ts';
import { isJsonObject, parseJson } from '../kit/protocols/json.ts';
import type { Provider } from '../kit/provider.ts';
import { assignProvider } from '../verify/assign-provider.ts';
import { type Broker, BrokerError, readBroker } from '../verify/broker/broker.ts';
import { HalClient } from '../verify/broker/hal-client.ts';
import { fetchPacts, type Selection } from '../verify/broker/pacts-at-broker.ts';
import { Publisher } from '../verify/broker/publisher.ts';
import type { StageName } from '../verify/stage.ts';
import { version } from '../version.ts';
import type { ChosenPacts } from './chosen-pacts.ts';
import { readEnv } from './dot-env.ts';
import { UsageError } from './usage-error.ts';

/** The flags about a Pact Broker; they have the names that Pact's own verifier gives them. */
export interface BrokerFlags {
  readonly broker?: string;
  readonly brokerToken?: string;
  readonly brokerUsername?: string;
  readonly brokerPassword?: string;
  readonly consumerVersionSelectors?: string;
  readonly enablePending?: boolean;
  readonly includeWipPactsSince?: string;
  readonly providerName?: string;
  readonly providerBranch?: string;
  readonly providerVersion?: string;
  readonly buildUrl?: string;
  readonly publish?: boolean;
}

/** A broker as the flags name it. */
export interface OpenBroker {
  /** Finds the pacts with these providers. Throws a BrokerError. @param given The provider of them all, if one is named. */
  choose(providers: readonly Provider[], given: Provider | undefined): Promise<ChosenPacts>;
  /** None without `--publish`. */
  readonly publisher: Publisher | undefined;
}

const defaultBranch = 'main';

/** Reads the flags about a broker; nothing when pacts are read from files. Throws a UsageError. */
export function openBroker(
  paths: readonly string[],
  flags: BrokerFlags & { readonly against: StageName; readonly provider?: string },
  signal: AbortSignal,
): OpenBroker | undefined {
  if (flags.broker === undefined) return withoutBroker(paths, flags);
  if (paths.length > 0)
    throw new UsageError('Cannot verify pact files and those of a broker in one run. Leave out the files or --broker.');
  const broker = brokerAt(flags.broker, flags);
  const selection = readSelection(flags);
  const published = publishedAs(flags);
  const client = new HalClient(broker, signal);
  return {
    choose: (providers, given) => choose({ client, broker, selection }, providers, given, flags.providerName),
    publisher: published && new Publisher(client, published),
  };
}

const flagsOfBroker = {
  brokerToken: '--broker-token',
  brokerUsername: '--broker-username',
  brokerPassword: '--broker-password',
  consumerVersionSelectors: '--consumer-version-selectors',
  enablePending: '--enable-pending',
  includeWipPactsSince: '--include-wip-pacts-since',
  providerName: '--provider-name',
  providerBranch: '--provider-branch',
  providerVersion: '--provider-version',
  buildUrl: '--build-url',
  publish: '--publish',
} as const satisfies Partial<Record<keyof BrokerFlags, string>>;

function withoutBroker(paths: readonly string[], flags: BrokerFlags): undefined {
  const given = Object.entries(flagsOfBroker).find(([name]) => flags[name as keyof BrokerFlags] !== undefined);
  if (given) throw new UsageError(`Cannot use ${given[1]} without a broker. Add --broker <url>.`);
  if (paths.length === 0)
    throw new UsageError(
      'Cannot verify anything: there are no pacts. Name pact files, folders of them, or --broker <url>.',
    );
}

function brokerAt(address: string, flags: BrokerFlags): Broker {
  const env = readEnv();
  const fromEnv = {
    token: env.PACT_BROKER_TOKEN,
    username: env.PACT_BROKER_USERNAME,
    password: env.PACT_BROKER_PASSWORD,
  };
  const { brokerToken: token, brokerUsername: username, brokerPassword: password } = flags;
  const login =
    token === undefined && username === undefined
      ? fromEnv
      : { token, username, password: password ?? fromEnv.password };
  try {
    return readBroker(address, login);
  } catch (error) {
    throw error instanceof BrokerError ? new UsageError(error.message, { cause: error }) : error;
  }
}

function readSelection(flags: BrokerFlags): Selection {
  const { enablePending = false, includeWipPactsSince: since, providerBranch = defaultBranch } = flags;
  if (since !== undefined && !/^\d{4}-\d\d-\d\d/.test(since))
    throw new UsageError(`Cannot use --include-wip-pacts-since ${since}: it is no date. Give one such as 2026-01-31.`);
  if (since !== undefined && !enablePending)
    throw new UsageError(
      'Cannot use --include-wip-pacts-since alone: what is in progress comes as pending. Add --enable-pending.',
    );
  return {
    consumerVersionSelectors: selectorsIn(flags.consumerVersionSelectors),
    enablePending,
    includeWipPactsSince: since,
    providerBranch,
  };
}

/** One selector, or a list of them. */
function selectorsIn(text: string | undefined): readonly JsonObject[] {
  if (text === undefined) return [];
  const parsed = parseJson(Buffer.from(text))?.value;
  const listed: unknown[] = Array.isArray(parsed) ? parsed : [parsed];
  const selectors = listed.filter(isJsonObject);
  if (selectors.length === listed.length && listed.length > 0) return selectors;
  throw new UsageError(
    `Cannot use --consumer-version-selectors: they are JSON objects. Give some such as '[{"mainBranch":true},{"deployedOrReleased":true}]'.`,
  );
}

/** The mock is published as what it is; which version of a real API answered, only the user knows. */
function publishedAs({
  publish,
  against,
  providerVersion,
  providerBranch = defaultBranch,
  buildUrl,
}: BrokerFlags & { readonly against: StageName }) {
  if (!publish) return undefined;
  if (against !== 'mock' && providerVersion === undefined) {
    throw new UsageError(
      `Cannot publish what --against ${against} found without a version: the mock's is not that of the real API. Add --provider-version.`,
    );
  }
  return { providerVersion: providerVersion ?? `understudy-${version}`, providerBranch, buildUrl };
}

interface Asked {
  readonly client: HalClient;
  readonly broker: Broker;
  readonly selection: Selection;
}

async function choose(
  { client, broker, selection }: Asked,
  providers: readonly Provider[],
  given: Provider | undefined,
  providerName: string | undefined,
): Promise<ChosenPacts> {
  if (providerName !== undefined && !given)
    throw new UsageError(
      'Cannot use --provider-name alone: it is what the broker calls the provider. Add --provider <name>.',
    );
  const wanted = given ? [given] : providers;
  const names =
    providerName === undefined ? [...new Set(wanted.flatMap(({ name, title }) => [name, title]))] : [providerName];
  const { pacts, broken } = await fetchPacts(client, broker, names, selection);
  if (pacts.length + broken.length === 0) {
    throw new Error(
      `Cannot verify anything: the broker at ${broker.url.href} has no pacts with ${names.join(', ')} that are to be verified.`,
    );
  }
  return {
    chosen: pacts.map((pact) => ({ ...assignProvider(pact, providers, given), isNamed: false })),
    broken,
    foreign: [],
  };
}
