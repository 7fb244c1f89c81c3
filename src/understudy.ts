import { randomBytes, randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { providers } from '../mocks/index.ts';
import { type Config, configOf, type Options } from './config.ts';
import { Sessions } from './engine/sessions.ts';
import { requireNames } from './find-provider.ts';
import { Recordings } from './recordings.ts';
import { createApp } from './server/app.ts';
import type { Observer } from './server/context.ts';
import { listen } from './server/listen.ts';
import { Modes } from './server/modes.ts';
import { defaultSession } from './server/target.ts';
import { createSessionHandle, type SessionHandle } from './session-handle.ts';
import type { StateFile } from './state-file/state-file.ts';
import { Upstreams } from './upstreams.ts';
import { version } from './version.ts';

/** A running server. */
export interface Understudy extends AsyncDisposable {
  /** `http://127.0.0.1:<port>`, without a last slash. */
  readonly url: string;
  readonly port: number;
  /**
   * A session of its own: state, journal and clock that no other one sees. Without an id it gets a new one; ids are 1 to
   * 64 letters, digits, `.`, `_` and `-`.
   */
  session(id?: string): SessionHandle;
  /** Ends requests under way and stops listening. */
  close(): Promise<void>;
}

/**
 * Starts a server that plays all providers, on a free port of the loopback unless told otherwise. Rejects with a
 * RangeError or TypeError when an option cannot be used, with a StateFileError when the state file cannot be, with Node's
 * error when the port is taken.
 */
export function startUnderstudy(options: Options = {}): Promise<Understudy> {
  return startObserved(options);
}

/** The same, and tells an observer of every exchange. */
export async function startObserved(options: Options, observer?: Observer): Promise<Understudy> {
  const config = configOf(options);
  requireNames(config);
  const upstreams = new Upstreams(providers, config);
  const recordings = new Recordings(config, upstreams.credentials);
  const modes = new Modes(config.modes, (provider) => recordings.reload(provider));
  const stateFile = await openStateFile(config);
  const sessions = new Sessions({
    seed: config.seed,
    rateLimits: config.rateLimits,
    digestKey: stateFile?.digestKey ?? randomBytes(32),
    kept: stateFile && { id: defaultSession, keeper: stateFile },
  });
  const stopping = new AbortController();
  // Every request that a fault keeps waiting listens.
  setMaxListeners(0, stopping.signal);
  const app = createApp({
    config,
    providers,
    sessions,
    modes,
    upstreams,
    recordings,
    observer,
    version,
    stopping: stopping.signal,
    // Loaded when somebody asks: most runs never do.
    describe: async (provider, serverUrl) => (await import('./openapi/describe.ts')).describe(provider, serverUrl),
  });
  const {
    url,
    port,
    close: stopListening,
  } = await listen(app, config).catch((error: unknown) => {
    stateFile?.close();
    throw error;
  });
  const close = async () => {
    stopping.abort();
    await stopListening();
    await upstreams.close();
    await recordings.close();
    stateFile?.close();
  };
  return {
    url,
    port,
    session: (id = randomUUID()) => createSessionHandle(id, url, sessions, modes),
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function openStateFile({ state, logger }: Config): Promise<StateFile | undefined> {
  if (state === undefined) return undefined;
  // Loaded when somebody asks: most runs keep nothing.
  const stateFile = (await import('./state-file/state-file.ts')).StateFile.open(state);
  if (stateFile.warning !== undefined) logger.warn(stateFile.warning);
  return stateFile;
}
