import { randomBytes } from 'node:crypto';
import type { JournalEntry } from '../journal/journal-entry.ts';
import {
  type Example,
  type ExampleRequest,
  type ExampleStep,
  exampleBody,
  exampleHost,
  exampleTime,
} from '../kit/example.ts';
import type { Exchange } from '../kit/exchange.ts';
import { mock } from '../kit/pipeline.ts';
import { type HttpReply, maxBodyBytes } from '../kit/protocols/http.ts';
import type { Provider } from '../kit/provider.ts';
import { usualBounds } from '../kit/world/bounds.ts';
import type { Session } from '../sessions/session.ts';
import { Sessions } from '../sessions/sessions.ts';

/** What came of an example: what the mock answered, has stored, and how the journal shows it. */
export interface ExampleOutcome {
  readonly reply: HttpReply;
  readonly state: object;
  readonly entry: JournalEntry;
}

/** Carries an example out in a session of its own: the state and the steps before, then the request. */
export async function runExample(provider: Provider, { given, request }: Example): Promise<ExampleOutcome> {
  const session = newSession(given ?? {});
  if (given?.state) session.replaceState(provider, given.state);
  for (const step of given?.steps ?? []) await perform(provider, session, step);
  const exchange = await send(provider, session, request);
  session.journal.note(exchange, { at: session.clock.now(), durationMs: 0 });
  const [entry] = session.journal.entries();
  if (!entry) throw new Error('The journal has not noted the request of an example.');
  return { reply: exchange.reply, state: provider.state.dump(session.world(provider).stores), entry };
}

function newSession({ rate_limits: rateLimits = false, bounds = {} }: NonNullable<Example['given']>): Session {
  const { state: sessionState = usualBounds.sessionState, reply = usualBounds.reply } = bounds;
  const settings = { seed: 1, rateLimits, digestKey: randomBytes(32), bounds: { sessionState, reply } };
  const session = new Sessions(settings).get('example');
  session.clock.freeze(Date.parse(exampleTime));
  return session;
}

async function perform(provider: Provider, session: Session, step: ExampleStep): Promise<void> {
  if ('advance' in step) return session.clock.advance(step.advance);
  for (let times = step.times ?? 1; times > 0; times -= 1) await send(provider, session, step.request);
}

async function send(provider: Provider, session: Session, request: ExampleRequest): Promise<Exchange> {
  const [path = '', query = ''] = request.path.split('?', 2);
  const body = Buffer.from(exampleBody(request));
  const named = Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const);
  const headers = { host: exampleHost, ...Object.fromEntries(named) };
  const head = { method: request.method, path, query, headers, baseUrl: `http://${exampleHost}/${provider.name}/` };
  return mock(provider, session.world(provider), head, async () => (body.length > maxBodyBytes ? 'too-large' : body));
}
