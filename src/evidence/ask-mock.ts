import { randomBytes } from 'node:crypto';
import type { Exchange } from '../kit/exchange.ts';
import type { Later } from '../kit/later.ts';
import { mock } from '../kit/pipeline.ts';
import { maxBodyBytes } from '../kit/protocols/http.ts';
import type { Provider } from '../kit/provider.ts';
import type { World } from '../kit/world/world.ts';
import type { Session } from '../sessions/session.ts';
import { MemoryStore } from '../stores/memory.ts';
import type { SeenRequest } from './seen-exchange.ts';

const host = 'understudy.invalid';

/** A session of its own, in which the mock is asked what the real API was asked. */
export function openSession(seed = 1): Session {
  const store = new MemoryStore({ seed, rateLimits: false, digestKey: randomBytes(32) });
  return store.load('drift');
}

/** The way into what the provider has in a session, in steps. */
export type InWorld = <Result>(work: (world: World) => Result) => Later<Result>;

/** Has the mock answer a request; the time that its rate limits count is not the real API's, so they are off. */
export function askMock(provider: Provider, inWorld: InWorld, request: SeenRequest): Promise<Exchange> {
  const { method, path, query, headers, body } = request;
  const head = { method, path, query, headers: { host, ...headers }, baseUrl: `http://${host}/${provider.name}/` };
  return mock<Exchange>(provider, { hasLimits: false, inWorld, answer: inWorld }, head, async () =>
    body.length > maxBodyBytes ? 'too-large' : body,
  );
}
