import { existsSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { ProviderIdentity } from '../../../src/kit/provider-identity.ts';
import { having } from '../having.ts';
import { providers } from '../providers.ts';
import { type StandIn, startStandIn } from '../upstream-stand-in.ts';
import type { Play, Reply } from './reply.ts';

/** The real APIs on the loopback, played by what their documents say and by nothing of the project. */
export interface RealApis extends AsyncDisposable {
  /** Base URLs by provider. */
  readonly urls: Readonly<Record<string, string>>;
  /** Flags for the command line that name them. */
  readonly flags: readonly string[];
  readonly servers: Readonly<Record<string, StandIn>>;
}

/** One real API, played. */
interface Played {
  /** What the owner of an account at it knows. */
  readonly account: Readonly<Record<string, string>>;
  createPlay(): Play;
}

const fileOf = ({ name }: ProviderIdentity) => new URL(`${name}.ts`, import.meta.url);

/** The providers whose real APIs are played here. */
export const played = having('stand-in (test/support/stand-in/)', providers, (provider) =>
  existsSync(fileOf(provider)),
);

const byProvider: readonly (readonly [name: string, played: Played])[] = await Promise.all(
  played.map(async (provider) => [provider.name, await import(fileOf(provider).href)] as const),
);

/** The environment of whoever owns an account at each of them. */
export const ownersEnv: Readonly<Record<string, string>> = Object.fromEntries(
  byProvider.flatMap(([provider, { account }]) =>
    Object.entries(account).map(([name, value]) => [`UNDERSTUDY_${provider}_${name}`.toUpperCase(), value]),
  ),
);

/** What of it must be on no screen and in no file. */
export const ownersSecrets: readonly string[] = Object.entries(ownersEnv)
  .filter(([name]) => /_(TOKEN|API_KEY|PASSWORD)$/.test(name))
  .map(([, value]) => value);

/** Starts all of them, with what has drifted since the documents were written. */
export async function startRealApis(drift: (reply: Reply, provider: string) => Reply = (reply) => reply) {
  const started = byProvider.map(async ([provider, { createPlay }]) => {
    const play = createPlay();
    const server = await startStandIn((response, received) => {
      const { status, headers, body } = drift(play(received), provider);
      const isZipped = /\bgzip\b/.test(String(received.headers['accept-encoding']));
      response.writeHead(status, { ...headers, ...(isZipped && { 'Content-Encoding': 'gzip' }) });
      response.end(isZipped ? gzipSync(body) : body);
    });
    return [provider, server] as const;
  });
  const servers = Object.fromEntries(await Promise.all(started));
  const urls = Object.fromEntries(Object.entries(servers).map(([provider, { url }]) => [provider, url]));
  return {
    urls,
    servers,
    flags: Object.entries(urls).flatMap(([provider, url]) => ['--upstream', `${provider}=${url}`]),
    [Symbol.asyncDispose]: async () => {
      for (const server of Object.values(servers)) await server[Symbol.asyncDispose]();
    },
  } satisfies RealApis;
}
