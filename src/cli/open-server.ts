import { type Served, serve } from '../app/serve.ts';
import { codeOf } from '../files/code-of.ts';
import { StateError } from '../kit/world/state-error.ts';
import type { RunAccess } from '../reach/tunnels.ts';
import type { Mode } from '../sessions/mode.ts';
import { StateNotKeptError } from '../sessions/state-keeper.ts';
import { StateFileError } from '../stores/state-file/state-file-error.ts';
import { readModes, readUpstreams } from './by-provider.ts';
import { readEnv } from './dot-env.ts';
import type { GivenProviders } from './given-providers.ts';
import type { StartSettings } from './start-settings.ts';
import { UsageError } from './usage-error.ts';

/** What is played, and how the flags change it. */
export interface Played extends Pick<GivenProviders, 'given' | 'plugIns'> {
  readonly modes: Readonly<Record<string, Mode>>;
  readonly upstreams: Readonly<Record<string, string>>;
}

export function playedAs({ mode, upstream }: StartSettings, { given, plugIns, providers }: GivenProviders): Played {
  return { given, plugIns, modes: readModes(mode, providers), upstreams: readUpstreams(upstream, providers) };
}

/** Where a command puts the lines of its server. */
export interface Lines {
  readonly out: (text: string) => void;
  readonly run?: RunAccess;
}

/** Starts the server that flags ask for. Throws a UsageError, or an Error with one clear line. */
export async function openServer(
  flags: StartSettings,
  { given, modes, upstreams }: Played,
  { out, run }: Lines,
): Promise<Served> {
  const {
    json,
    quiet = false,
    provider: _modules,
    config: _file,
    watch: _watch,
    mode: _mode,
    upstream: _upstream,
    allowedHost: allowedHosts,
    ...options
  } = flags;
  const err = (text: string) => process.stderr.write(text);
  // Only the one that prints is loaded.
  const logger = json
    ? (await import('./json-logger.ts')).jsonLogger({ quiet, out, err })
    : (await import('./terminal-logger.ts')).terminalLogger({ quiet, out, err });
  const all = { ...options, modes, upstreams, providers: given, env: readEnv(), allowedHosts, logger };
  try {
    return await serve(all, undefined, run);
  } catch (error) {
    throw plainError(error, flags);
  }
}

const listenProblems: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is taken. Take another with --port N, or a free one with --port 0',
  EACCES: 'this user may not use the port. Take one above 1023 with --port N',
  EADDRNOTAVAIL: 'this machine has no such address. Use --host 127.0.0.1',
  ENOTFOUND: 'the host is unknown. Use --host 127.0.0.1',
};

function plainError(error: unknown, { host, port }: StartSettings): Error {
  const isMisuse = error instanceof TypeError || error instanceof RangeError || error instanceof StateError;
  if (isMisuse) return new UsageError(error.message, { cause: error });
  if (error instanceof StateFileError || error instanceof StateNotKeptError) return error;
  const code = codeOf(error);
  const problem = listenProblems[code] ?? (error instanceof Error ? error.message : String(error));
  return new Error(`Cannot listen on ${host}:${port}: ${problem}.`, { cause: error });
}
