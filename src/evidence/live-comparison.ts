import type { Recording } from '../../proxy/recording-format/recording.ts';
import type { DriftNote } from '../kit/drift-note.ts';
import type { Provider } from '../kit/provider.ts';
import { StateError } from '../kit/world/state-error.ts';
import { StateFullError } from '../kit/world/state-space.ts';
import type { World } from '../kit/world/world.ts';
import type { Session } from '../sessions/session.ts';
import { askMock, type InWorld } from './ask-mock.ts';
import type { ComparedSession } from './compared-session.ts';
import { Judge } from './judge.ts';
import { notOfTheApi } from './judgeable.ts';
import { type Answered, lostCall, MockBeside } from './mock-beside.ts';
import { type SeenExchange, type SeenRequest, seenCalls, seenExchange } from './seen-exchange.ts';
import { ToldFacts } from './told-facts.ts';

/** The mock of one provider in one session: its calls come one after the other, as the real API answered them. */
interface Lane {
  readonly beside: MockBeside;
  readonly told: ToldFacts;
  last: Promise<unknown>;
}

/** Another state has come into the place of the one in which a request began. */
class BegunAnewError extends Error {
  override readonly name = 'BegunAnewError';
}

/**
 * Compares the real API with the mock while it answers. The mock is asked in the session of the request, so that what it has
 * stored there is what the real API should have. It compares what a recording would hold: no real secret comes to the mock.
 */
export class LiveComparison {
  // Of the very provider: one that was loaded anew may have other rules.
  readonly #judges = new WeakMap<Provider, Judge>();
  // A session that is begun anew has other worlds, of whose ids nothing is known yet.
  readonly #lanes = new WeakMap<World, Lane>();

  /** What cannot be compared is not judged, with the reason. */
  async compare(provider: Provider, recording: Recording, session: ComparedSession): Promise<DriftNote> {
    const seen = seenExchange({ file: '', recording });
    const reason = 'reason' in seen ? seen.reason : notOfTheApi(provider, seen);
    if (reason !== undefined || 'reason' in seen) return notJudged(reason ?? '');
    const lane = this.#laneOf(provider, session.world);
    const note = lane.last.then(() => this.#compareIn(lane, provider, seen, session));
    lane.last = note.catch(() => undefined);
    return await note;
  }

  async #compareIn(
    lane: Lane,
    provider: Provider,
    seen: SeenExchange,
    { inSession }: ComparedSession,
  ): Promise<DriftNote> {
    const { beside } = lane;
    beside.knowCredentials([seen]);
    const asked = beside.request(seen);
    if (!asked) return notJudged(lostCall);
    const isOwn = (world: World) => this.#lanes.get(world) === lane;
    const inWorld: InWorld = (work) => inSession((session) => work(ownWorld(session, provider, isOwn)));
    try {
      await inSession((session) => this.#readFacts(lane, provider, session, isOwn, { ...seen, request: asked }));
      const answered = await answer(beside, provider, { seen, asked, inWorld, inSession });
      return this.#noteOf(provider, answered);
    } catch (error) {
      if (error instanceof BegunAnewError) return notJudged('the session was begun anew meanwhile');
      if (error instanceof StateFullError) return notJudged('the session has no room for it');
      throw error;
    }
  }

  /** What the reply tells was so before the mock is asked. */
  #readFacts(
    lane: Lane,
    provider: Provider,
    session: Session,
    isOwn: (world: World) => boolean,
    seen: SeenExchange,
  ): void {
    const { stores } = ownWorld(session, provider, isOwn);
    const calls = seenCalls(provider, { ...seen, reply: lane.beside.reply(seen) });
    const state = lane.told.addTo(() => provider.state.dump(stores), calls);
    if (!state) return;
    try {
      session.replaceState(provider, state);
    } catch (error) {
      // It contradicts what the session has: then the difference is shown.
      if (error instanceof StateError) return;
      throw error;
    }
    this.#lanes.set(session.world(provider), lane);
  }

  #noteOf(provider: Provider, { own, differences }: Answered): DriftNote {
    const judge = this.#judges.get(provider) ?? new Judge(provider);
    this.#judges.set(provider, judge);
    const findings = differences.map((difference) => judge.judge(difference, own, undefined));
    const verdict = findings.length > 0 ? 'drifted' : 'agrees';
    return { verdict, ...(own.rule !== undefined && { rule: own.rule }), findings };
  }

  #laneOf(provider: Provider, world: World): Lane {
    const lane = this.#lanes.get(world) ?? newLane(provider);
    this.#lanes.set(world, lane);
    return lane;
  }
}

function newLane(provider: Provider): Lane {
  return { beside: new MockBeside(provider), told: new ToldFacts(provider), last: Promise.resolve() };
}

interface Asking extends Pick<ComparedSession, 'inSession'> {
  readonly seen: SeenExchange;
  readonly asked: SeenRequest;
  readonly inWorld: InWorld;
}

/** What was refused is tried apart first: with which credentials it is refused as the real API did. */
async function answer(
  beside: MockBeside,
  provider: Provider,
  { seen, asked, inWorld, inSession }: Asking,
): Promise<Answered> {
  const ask = (request: SeenRequest) => askMock(provider, inWorld, request);
  if (!beside.isRefused(seen)) return beside.answer(asked, seen, ask);
  const apart = await inSession((session) => session.apart());
  const before = apart.snapshot();
  const tried = await beside.answerRefusal(
    asked,
    seen,
    (request) => askMock(provider, (work) => work(apart.world(provider)), request),
    () => apart.restore(before),
  );
  apart.end();
  return beside.compare(tried.asked, seen, ask);
}

function ownWorld(session: Session, provider: Provider, isOwn: (world: World) => boolean): World {
  const world = session.world(provider);
  if (!isOwn(world)) throw new BegunAnewError();
  return world;
}

/** Of an exchange about which nothing can be said. */
export function notJudged(reason: string): DriftNote {
  return { verdict: 'not-judged', reason, findings: [] };
}
