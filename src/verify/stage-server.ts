import { randomUUID } from 'node:crypto';
import type { Options } from '../app/config.ts';
import type { SessionHandle } from '../app/session-handle.ts';
import { startObserved, type Understudy } from '../app/understudy.ts';
import { maskedEntry } from '../journal/journal-entry.ts';
import { isJsonObject } from '../kit/protocols/json.ts';
import type { Provider } from '../kit/provider.ts';
import type { StateValues } from '../kit/world/provider-state.ts';
import { exchangeSecrets } from '../secrets/exchange-secrets.ts';
import type { Observer } from '../server/context.ts';
import type { NeededState } from './pact.ts';
import type { Seen, Stage } from './stage.ts';

const host = '127.0.0.1';

/** The server that every stage is made of: what is the same for all of them. */
export interface StageServer extends Omit<Stage, 'setUp'> {
  readonly understudy: Understudy<Provider>;
  /** The one that the verifier asks. */
  readonly session: SessionHandle<Provider>;
  /** Sets up states in the mock of the verifier's session, after whatever was set up before; gives what was wrong, or their values. */
  setUpMock(states: readonly NeededState[]): Promise<StateValues | string>;
}

/** Starts a server on a free port of the loopback, for one run. Rejects as `startUnderstudy` does. */
export async function startStageServer(options: Options<Provider>): Promise<StageServer> {
  const id = randomUUID();
  const watch = new Watch(id);
  const understudy = await startObserved({ ...options, host, port: 0 }, watch);
  const addressIn = (session: string) => `${understudy.url}/~${session}/_understudy/provider-states`;
  return {
    understudy,
    session: understudy.session(id),
    hostname: host,
    port: understudy.port,
    basePath: (provider) => `/~${id}/${provider}`,
    // Tried in the mock, in a session of its own, which is not kept.
    problemOf: async ({ interaction: { states } }) => {
      const tried = await setUpAll(addressIn(understudy.session().id), states);
      return typeof tried === 'string' ? tried : undefined;
    },
    setUpMock: (states) => setUpAll(addressIn(id), states),
    takeSeen: () => watch.take(),
    secrets: () => [...watch.secrets],
    [Symbol.asyncDispose]: () => understudy.close(),
  };
}

/** Takes what the verifier's session is asked; of other sessions, which set up states, only what is secret. */
class Watch implements Observer {
  readonly secrets = new Set<string>();
  readonly #id: string;
  #seen: Seen[] = [];

  constructor(id: string) {
    this.#id = id;
  }

  exchange: Observer['exchange'] = (sessionId, exchange, timing) => {
    // A miss is told by itself.
    if (exchange.source === 'toolkit') return;
    const secrets = exchangeSecrets(exchange);
    if (sessionId === this.#id) this.#seen.push({ entry: maskedEntry('', exchange, timing), secrets });
    else for (const secret of secrets) this.secrets.add(secret);
  };

  miss: Observer['miss'] = (sessionId, miss) => {
    if (sessionId === this.#id) this.#seen.push({ miss });
  };

  take(): Seen[] {
    const taken = this.#seen;
    this.#seen = [];
    return taken;
  }
}

/** An interaction begins with a call of its own, since it may need no states. */
async function setUpAll(address: string, states: readonly NeededState[]): Promise<StateValues | string> {
  const values: Record<string, StateValues[string]> = {};
  for (const { name, params } of [{ name: '', params: {} }, ...states]) {
    const reply = await fetch(address, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ action: 'setup', state: name, params }),
    });
    const body = await reply.json();
    if (!reply.ok) return messageOf(body) ?? `Cannot set up the provider state "${name}".`;
    Object.assign(values, body);
  }
  return values;
}

function messageOf(body: unknown): string | undefined {
  const error = isJsonObject(body) ? body.error : undefined;
  return isJsonObject(error) && typeof error.message === 'string' ? error.message : undefined;
}
