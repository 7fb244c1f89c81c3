import { once } from 'node:events';
import { type Served, serve } from '../app/serve.ts';
import { codeOf } from '../files/code-of.ts';
import { StateError } from '../kit/world/state-error.ts';
import { printableJson } from '../logging/printable.ts';
import type { Mode } from '../sessions/mode.ts';
import { StateNotKeptError } from '../sessions/state-keeper.ts';
import { StateFileError } from '../stores/state-file/state-file-error.ts';
import { version } from '../version.ts';
import { readModes, readUpstreams } from './by-provider.ts';
import { countLoaded } from './count-loaded.ts';
import { readEnv } from './dot-env.ts';
import { type GivenProviders, namedProviders } from './given-providers.ts';
import { interrupted } from './interrupted.ts';
import { type StartFlags, type StartSettings, startSettings } from './start-settings.ts';
import { UsageError } from './usage-error.ts';

/**
 * Starts the server and runs until a signal ends it, or until nobody takes its output any more. Throws a UsageError or an
 * Error with one clear line.
 */
export async function start(flags: StartFlags): Promise<void> {
  // From here on, so that nothing is left behind whenever it comes.
  const { signal, release } = interrupted();
  const played = await namedProviders(flags);
  const settings = startSettings(flags, played.configuration, readEnv());
  try {
    await serveUntil(signal, settings, played);
  } finally {
    release();
  }
  if (settings.json) process.stdout.write(`${JSON.stringify({ event: 'stopped' })}\n`);
}

async function serveUntil(signal: AbortSignal, flags: StartSettings, providers: GivenProviders): Promise<void> {
  const output = new HeldOutput();
  const played = playedAs(flags, providers);
  const understudy = await listen(flags, played, output);
  let watching: Disposable | undefined;
  try {
    // Loaded when somebody asks. Who reads that the server listens may change a file at once.
    watching = flags.watch
      ? (await import('./watch.ts')).watch({ ...played, ...flags, served: understudy })
      : undefined;
    output.begin(
      flags.json
        ? `${listeningEvent(understudy, played)}\n`
        : // Loaded where it is shown: programs read no examples.
          (await import('./banner.ts')).banner(understudy.url, understudy.providers.identities, {
            ...played,
            env: readEnv(),
          }),
    );
    if (!signal.aborted) await once(signal, 'abort');
  } finally {
    watching?.[Symbol.dispose]();
    await understudy.close();
  }
}

/** Standard output on which what is told while the server starts comes after what it begins with. */
class HeldOutput {
  #held: string[] | undefined = [];

  write(text: string): void {
    if (this.#held) this.#held.push(text);
    else process.stdout.write(text);
  }

  begin(text: string): void {
    process.stdout.write(text + (this.#held ?? []).join(''));
    this.#held = undefined;
  }
}

/** What is played, and how the flags change it. */
interface Played extends Pick<GivenProviders, 'given' | 'plugIns'> {
  readonly modes: Readonly<Record<string, Mode>>;
  readonly upstreams: Readonly<Record<string, string>>;
}

function playedAs({ mode, upstream }: StartSettings, { given, plugIns, providers }: GivenProviders): Played {
  return { given, plugIns, modes: readModes(mode, providers), upstreams: readUpstreams(upstream, providers) };
}

async function listen(flags: StartSettings, { given, modes, upstreams }: Played, output: HeldOutput): Promise<Served> {
  const {
    json,
    quiet = false,
    provider: _modules,
    config: _file,
    watch: _watch,
    mode: _mode,
    upstream: _upstream,
    ...others
  } = flags;
  const { allowedHost: allowedHosts, ...options } = others;
  const out = (text: string) => output.write(text);
  const err = (text: string) => process.stderr.write(text);
  // Only the one that prints is loaded.
  const logger = json
    ? (await import('./json-logger.ts')).jsonLogger({ quiet, out, err })
    : (await import('./terminal-logger.ts')).terminalLogger({ quiet, out, err });
  try {
    return await serve({ ...options, modes, upstreams, providers: given, env: readEnv(), allowedHosts, logger });
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

function listeningEvent({ url, providers: { identities } }: Served, { modes, upstreams }: Played): string {
  const listed = identities.map(({ name, upstream }) => ({
    name,
    mode: modes[name] ?? 'mock',
    baseUrl: `${url}/${name}`,
    upstream: upstreams[name] ?? upstream,
  }));
  return printableJson({
    event: 'listening',
    url,
    version,
    pid: process.pid,
    providers: listed,
    loaded: countLoaded(identities),
  });
}
