import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { providers } from '../../mocks/index.ts';
import {
  type Example,
  type ExampleRequest,
  type ExampleStep,
  exampleBody,
  exampleHost,
  exampleTime,
  readExamples,
} from '../../src/kit/example.ts';
import type { Exchange } from '../../src/kit/exchange.ts';
import { mock } from '../../src/kit/pipeline.ts';
import { maxBodyBytes } from '../../src/kit/protocols/http.ts';
import type { Provider } from '../../src/kit/provider.ts';
import { usualBounds } from '../../src/kit/world/bounds.ts';
import type { Session } from '../../src/sessions/session.ts';
import { Sessions } from '../../src/sessions/sessions.ts';

function newSession({ rate_limits: rateLimits = false, bounds = {} }: NonNullable<Example['given']>): Session {
  const { state: sessionState = usualBounds.sessionState, reply = usualBounds.reply } = bounds;
  const settings = { seed: 1, rateLimits, digestKey: randomBytes(32), bounds: { sessionState, reply } };
  const session = new Sessions(settings).get('example');
  session.clock.freeze(Date.parse(exampleTime));
  return session;
}

async function send(provider: Provider, session: Session, request: ExampleRequest): Promise<Exchange> {
  const [path = '', query = ''] = request.path.split('?', 2);
  const body = Buffer.from(exampleBody(request));
  const named = Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const);
  const headers = { host: exampleHost, ...Object.fromEntries(named) };
  const head = { method: request.method, path, query, headers, baseUrl: `http://${exampleHost}/${provider.name}/` };
  return mock(provider, session.world(provider), head, async () => (body.length > maxBodyBytes ? 'too-large' : body));
}

async function arrange(provider: Provider, given: Example['given']): Promise<Session> {
  const session = newSession(given ?? {});
  if (given?.state) session.replaceState(provider, given.state);
  for (const step of given?.steps ?? []) await perform(provider, session, step);
  return session;
}

async function perform(provider: Provider, session: Session, step: ExampleStep): Promise<void> {
  if ('advance' in step) return session.clock.advance(step.advance);
  for (let times = step.times ?? 1; times > 0; times -= 1) await send(provider, session, step.request);
}

describe.each(providers.map((provider) => [provider.name, provider] as const))('%s', (_name, provider) => {
  test.each([...readExamples(provider)])('%s', async (_file, example) => {
    const session = await arrange(provider, example.given);
    const exchange = await send(provider, session, example.request);
    const { status, headers, body, text } = example.reply;
    const expected = text ?? (body === undefined ? undefined : JSON.stringify(body));
    expect({ status: exchange.reply.status, body: exchange.reply.body }).toEqual({ status, body: expected });
    if (headers) expect(exchange.reply.headers).toMatchObject(headers);
    if (example.then) expect(provider.state.dump(session.world(provider).stores)).toEqual(example.then);
    session.journal.note(exchange, { at: session.clock.now(), durationMs: 0 });
    const entry = session.journal.entries().at(-1);
    expect(entry?.operation).toBe(example.operation);
    expect(entry?.rules).toEqual(example.rules);
    if (example.journal) expect(entry).toMatchObject(example.journal);
  });
});
