import { gzipSync } from 'node:zlib';
import { type StandIn, startStandIn } from '../upstream-stand-in.ts';
import { getresponseAccount, playGetResponse } from './getresponse.ts';
import { leadconnectorAccount, playLeadConnector } from './leadconnector.ts';
import { leelooAccount, playLeeloo } from './leeloo.ts';
import type { Play, Reply } from './reply.ts';
import { playSensorpro, sensorproAccount } from './sensorpro.ts';

/** The real APIs on the loopback, played by what their documents say and by nothing of the project. */
export interface RealApis extends AsyncDisposable {
  /** Base URLs by provider. */
  readonly urls: Readonly<Record<string, string>>;
  /** Flags for the command line that name them. */
  readonly flags: readonly string[];
  readonly servers: Readonly<Record<string, StandIn>>;
}

const accounts = {
  leeloo: leelooAccount,
  getresponse: getresponseAccount,
  leadconnector: leadconnectorAccount,
  sensorpro: sensorproAccount,
};

/** The environment of whoever owns an account at each of them. */
export const ownersEnv: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(accounts).flatMap(([provider, account]) =>
    Object.entries(account).map(([name, value]) => [`UNDERSTUDY_${provider}_${name}`.toUpperCase(), value]),
  ),
);

/** What of it must be on no screen and in no file. */
export const ownersSecrets: readonly string[] = Object.entries(ownersEnv)
  .filter(([name]) => /_(TOKEN|API_KEY|PASSWORD)$/.test(name))
  .map(([, value]) => value);

/** Starts all four, with what has drifted since the documents were written. */
export async function startRealApis(drift: (reply: Reply, provider: string) => Reply = (reply) => reply) {
  const plays: Readonly<Record<string, Play>> = {
    leeloo: playLeeloo,
    getresponse: playGetResponse(),
    leadconnector: playLeadConnector(),
    sensorpro: playSensorpro(),
  };
  const started = Object.entries(plays).map(async ([provider, play]) => {
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
