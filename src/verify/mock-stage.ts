import { isJsonObject } from '../engine/json.ts';
import type { JournalEntry } from '../engine/redaction.ts';
import { silentLogger } from '../logger.ts';
import { startUnderstudy } from '../understudy.ts';
import type { NeededState } from './pact.ts';
import type { Stage } from './stage.ts';

const host = '127.0.0.1';

/** Starts the mocks on a free port of the loopback, for one run. */
export async function startMockStage(): Promise<Stage> {
  let exchanges: JournalEntry[] = [];
  const understudy = await startUnderstudy({
    host,
    // Every interaction begins with an empty journal, so each entry is taken as soon as it is there.
    logger: {
      ...silentLogger,
      info: (message) => message === 'request' && exchanges.push(...session.requests().slice(-1)),
    },
  });
  const session = understudy.session();
  const addressIn = (id: string) => `${understudy.url}/~${id}/_understudy/provider-states`;
  return {
    hostname: host,
    port: understudy.port,
    stateChangeUrl: addressIn(session.id),
    basePath: (provider) => `/~${session.id}/${provider}`,
    // Tried in a session of its own, which is not kept.
    problemOf: (states) => firstProblem(addressIn(understudy.session().id), states),
    takeExchanges: () => {
      const taken = exchanges;
      exchanges = [];
      return taken;
    },
    [Symbol.asyncDispose]: () => understudy.close(),
  };
}

async function firstProblem(address: string, states: readonly NeededState[]): Promise<string | undefined> {
  for (const { name, params } of states) {
    const reply = await fetch(address, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ action: 'setup', state: name, params }),
    });
    const body = await reply.json();
    if (!reply.ok) return messageOf(body) ?? `Cannot set up the provider state "${name}".`;
  }
  return undefined;
}

function messageOf(body: unknown): string | undefined {
  const error = isJsonObject(body) ? body.error : undefined;
  return isJsonObject(error) && typeof error.message === 'string' ? error.message : undefined;
}
