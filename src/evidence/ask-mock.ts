import { randomBytes } from 'node:crypto';
import type { Exchange } from '../kit/exchange.ts';
import { mock } from '../kit/pipeline.ts';
import { maxBodyBytes } from '../kit/protocols/http.ts';
import type { Provider } from '../kit/provider.ts';
import type { Session } from '../sessions/session.ts';
import { MemoryStore } from '../stores/memory.ts';
import type { SeenRequest } from './seen-exchange.ts';

const host = 'understudy.invalid';

/** A session of its own, in which the mock is asked what the real API was asked. */
export function openSession(seed = 1): Session {
  const store = new MemoryStore({ seed, rateLimits: false, digestKey: randomBytes(32) });
  return store.load('drift');
}

/** Has the mock answer a request in a session. */
export function askMock(provider: Provider, session: Session, request: SeenRequest): Promise<Exchange> {
  const { method, path, query, headers, body } = request;
  const head = { method, path, query, headers: { host, ...headers }, baseUrl: `http://${host}/${provider.name}/` };
  const world = () => session.world(provider);
  return mock(
    provider,
    { hasLimits: false, inWorld: (work) => work(world()), answer: (make) => make(world()) },
    head,
    async () => (body.length > maxBodyBytes ? 'too-large' : body),
  );
}
