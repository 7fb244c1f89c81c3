import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { RequestListener } from 'node:http';
import type { Catalogue } from '../kit/catalogue.ts';
import type { Provider } from '../kit/provider.ts';
import type { Logger } from '../logging/logger.ts';
import { printable } from '../logging/printable.ts';
import type { RunAccess } from '../reach/tunnels.ts';
import { coverageVariable, RuleCounts } from '../rule-coverage/rule-counts.ts';
import { createApp, tell } from '../server/app.ts';
import type { Observer } from '../server/context.ts';
import { listen } from '../server/listen.ts';
import { Modes } from '../server/modes/chosen-modes.ts';
import { defaultSession } from '../server/target.ts';
import type { SessionStore } from '../sessions/session-store.ts';
import { type MemorySettings, MemoryStore } from '../stores/memory.ts';
import type { StateFile } from '../stores/state-file/state-file.ts';
import { version } from '../version.ts';
import { playedProviders } from './built-in.ts';
import { Comparisons } from './comparisons.ts';
import { type Config, configOf, mebibyte, type Options } from './config.ts';
import { correctedProviders } from './corrected-providers.ts';
import { requireNames } from './find-provider.ts';
import { Reach } from './reach.ts';
import { Recordings } from './recordings.ts';
import { triedSeeds } from './seeds.ts';
import { maskingLogger, serverSecrets } from './server-secrets.ts';
import { Upstreams } from './upstreams.ts';

/** A running server without what only the library needs: the command line starts one sooner. */
export interface Served<Store extends SessionStore = MemoryStore> {
  /** `http://127.0.0.1:<port>`, without a last slash. */
  readonly url: string;
  readonly port: number;
  /** Answers requests, whoever has received them. */
  readonly app: RequestListener;
  readonly providers: Catalogue;
  /** Where its sessions live. */
  readonly store: Store;
  readonly modes: Modes;
  readonly recordings: Pick<Recordings, 'reload'>;
  /** Hides the secrets that the server holds. */
  readonly logger: Logger;
  /** The ways to it for clients of the providers' own hosts. */
  readonly reach: Pick<Reach, 'access'>;
  /** Ends requests under way and stops listening. */
  close(): Promise<void>;
}

/** Starts a server that plays all providers; the observer is told of every exchange. Rejects as startUnderstudy() does. */
export function serve(options: Options<Provider>, observer?: Observer, run?: RunAccess): Promise<Served> {
  return serveFrom((settings) => new MemoryStore(settings), options, observer, run);
}

/** The same with sessions that live wherever a store keeps them. */
export async function serveFrom<Store extends SessionStore>(
  openStore: (settings: MemorySettings) => Store,
  options: Options<Provider>,
  observer?: Observer,
  run?: RunAccess,
): Promise<Served<Store>> {
  const given = configOf(options);
  const report = (line: string) => given.logger.warn(printable(line));
  const providers = await correctedProviders(await playedProviders(given.providers), given.corrections, report);
  requireNames(given, providers);
  const upstreams = new Upstreams(providers.identities, given);
  const secrets = serverSecrets(upstreams.credentials, given);
  const config = { ...given, logger: maskingLogger(given.logger, secrets) };
  const recordings = new Recordings(config, upstreams.credentials);
  const comparisons = new Comparisons(config, upstreams.credentials);
  const modes = new Modes(config.modes, (provider) => recordings.reload(providers.mock(provider)));
  const seeds = triedSeeds(config.seeds, providers);
  const stateFile = await openStateFile(config, providers);
  const store = openStore({ ...storeSettings(config, seeds, stateFile), secrets });
  const counting = await startCounting(providers);
  const stopping = manyListen(new AbortController());
  const reach = new Reach(providers, config, run);
  const app = createApp({
    config,
    providers,
    store,
    modes,
    upstreams,
    recordings,
    comparisons,
    ruleCounts: counting.counts,
    reach,
    observer,
    version,
    stopping: stopping.signal,
    // Loaded when somebody asks: most runs never do.
    describe: async (provider, serverUrl, version) =>
      (await import('../openapi/describe.ts')).describe(provider, serverUrl, version),
  });
  const asked = { ...config, tell: tell(config.logger), openTunnel: reach.openTunnel, take: reach.take };
  const listening = await listen(app, asked).catch((error: unknown) => {
    stateFile?.close();
    throw error;
  });
  const { url, port } = listening;
  // What every mock needs, and what takes longest to load: the first client is still connecting. Should it fail, the first
  // request says so.
  import('../kit/schema/create-ajv.ts').catch(() => undefined);
  const close = async () => {
    stopping.abort();
    await reach.close();
    await listening.close();
    await upstreams.close();
    await recordings.close();
    stateFile?.close();
    counting.end();
  };
  return { url, port, app, providers, store, modes, recordings, reach, logger: config.logger, close };
}

/** Every request that a fault keeps waiting listens. */
function manyListen(controller: AbortController): AbortController {
  setMaxListeners(0, controller.signal);
  return controller;
}

/** What a store is made of, but for the secrets that it hides. */
function storeSettings(
  config: Config,
  seeds: ReturnType<typeof triedSeeds>,
  stateFile: StateFile | undefined,
): Omit<MemorySettings, 'secrets'> {
  return {
    seed: config.seed,
    rateLimits: config.rateLimits,
    bounds: { sessionState: config.maxSessionState * mebibyte, allState: config.maxState * mebibyte },
    digestKey: stateFile?.digestKey ?? randomBytes(32),
    seeds,
    kept: stateFile && { id: defaultSession, keeper: stateFile },
  };
}

/** Counts which rules are met; where a run of many processes wants to know, it is written down, too. */
async function startCounting(providers: Catalogue): Promise<{ readonly counts: RuleCounts; end(): void }> {
  const counts = new RuleCounts();
  const folder = process.env[coverageVariable];
  if (!folder) return { counts, end: () => {} };
  // Loaded when somebody asks: most runs never do.
  const { keepCoverage } = await import('../rule-coverage/keep-coverage.ts');
  const file = keepCoverage(folder, counts, providers.identities);
  return { counts, end: () => file.close() };
}

async function openStateFile({ state, logger }: Config, providers: Catalogue): Promise<StateFile | undefined> {
  if (state === undefined) return undefined;
  // Loaded when somebody asks: most runs keep nothing.
  const { openState } = await import('../stores/state-file/open-state.ts');
  return await openState(state, providers, (line) => logger.warn(printable(line)));
}
