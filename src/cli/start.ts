import { once } from 'node:events';
import type { Served } from '../app/serve.ts';
import { printableJson } from '../logging/printable.ts';
import { version } from '../version.ts';
import { countLoaded } from './count-loaded.ts';
import { readEnv } from './dot-env.ts';
import { type GivenProviders, namedProviders } from './given-providers.ts';
import { interrupted } from './interrupted.ts';
import { openServer, type Played, playedAs } from './open-server.ts';
import { type StartFlags, type StartSettings, startSettings } from './start-settings.ts';

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
  const understudy = await openServer(flags, played, { out: (text) => output.write(text) });
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
