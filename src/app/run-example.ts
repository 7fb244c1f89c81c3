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
import type { Later } from '../kit/later.ts';
import { mock, type WorldSteps } from '../kit/pipeline.ts';
import { type HttpReply, maxBodyBytes } from '../kit/protocols/http.ts';
import type { Provider } from '../kit/provider.ts';
import { usualBounds } from '../kit/world/bounds.ts';
import { inSession } from '../sessions/in-session.ts';
import type { Session } from '../sessions/session.ts';
import type { SessionStore } from '../sessions/session-store.ts';
import type { StoreSettings } from '../sessions/store-settings.ts';
import { MemoryStore } from '../stores/memory.ts';

/** What came of an example: what the mock answered, has stored, and how the journal shows it. */
export interface ExampleOutcome {
  readonly reply: HttpReply;
  readonly state: object;
  readonly entry: JournalEntry;
}

/** Does something in the session of an example. */
type InSession = <Result>(work: (session: Session) => Result) => Later<Result>;

/**
 * Carries an example out in a session of its own: the state and the steps before, then the request.
 *
 * @param openStore Where the session lives; in memory without it.
 */
export async function runExample(
  provider: Provider,
  { given = {}, request }: Example,
  openStore: (settings: StoreSettings) => SessionStore = (settings) => new MemoryStore(settings),
): Promise<ExampleOutcome> {
  const store = openStore(settingsOf(given));
  const inside: InSession = (work) => inSession(store, 'example', work);
  const { state, steps = [] } = given;
  await inside(({ clock }) => clock.freeze(Date.parse(exampleTime)));
  if (state) await inside((session) => session.replaceState(provider, state));
  for (const step of steps) await perform(provider, inside, step);
  const { reply } = await send(provider, inside, request, true);
  return inside((session) => {
    const [entry] = session.journal.entries();
    if (!entry) throw new Error('The journal has not noted the request of an example.');
    return { reply, state: provider.state.dump(session.world(provider).stores), entry };
  });
}

function settingsOf({ rate_limits: rateLimits = false, bounds = {} }: NonNullable<Example['given']>): StoreSettings {
  const { state: sessionState = usualBounds.sessionState, reply = usualBounds.reply } = bounds;
  return { seed: 1, rateLimits, digestKey: randomBytes(32), bounds: { sessionState, reply } };
}

async function perform(provider: Provider, inside: InSession, step: ExampleStep): Promise<void> {
  if ('advance' in step) return inside(({ clock }) => clock.advance(step.advance));
  for (let times = step.times ?? 1; times > 0; times -= 1) await send(provider, inside, step.request, false);
}

async function send(
  provider: Provider,
  inside: InSession,
  request: ExampleRequest,
  isNoted: boolean,
): Promise<Exchange> {
  const [path = '', query = ''] = request.path.split('?', 2);
  const body = Buffer.from(exampleBody(request));
  const named = Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const);
  const headers = { host: exampleHost, ...Object.fromEntries(named) };
  const head = { method: request.method, path, query, headers, baseUrl: `http://${exampleHost}/${provider.name}/` };
  const steps: WorldSteps<Exchange> = {
    hasLimits: true,
    inWorld: (work) => inside((session) => work(session.world(provider))),
    answer: (make) =>
      inside((session) => {
        const exchange = make(session.world(provider));
        if (isNoted) session.journal.note(exchange, { at: session.clock.now(), durationMs: 0 });
        return exchange;
      }),
  };
  return mock(provider, steps, head, async () => (body.length > maxBodyBytes ? 'too-large' : body));
}
