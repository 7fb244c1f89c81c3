import { planFault } from '../faults/plan-fault.ts';
import type { FaultSpec } from '../faults/registry.ts';
import type { JournalEntry } from '../journal/journal-entry.ts';
import { isWhole } from '../journal/requests/match.ts';
import { readQuery } from '../journal/requests/read-query.ts';
import { type Searchable, search, searchEntries } from '../journal/requests/search.ts';
import { type WaitOptions, waitForRequest } from '../journal/requests/wait-for-request.ts';
import type { Catalogue } from '../kit/catalogue.ts';
import type { Provider } from '../kit/provider.ts';
import { readTime } from '../kit/world/read-time.ts';
import type { Modes } from '../server/modes/chosen-modes.ts';
import type { ShownFault } from '../sessions/fault-plan.ts';
import { inSession } from '../sessions/in-session.ts';
import type { Mode } from '../sessions/mode.ts';
import type { OverrideCount, OverrideMaker, OverrideReply } from '../sessions/overrides/override.ts';
import type { ShownOverride } from '../sessions/overrides/override-plan.ts';
import { readOverride } from '../sessions/overrides/read-override.ts';
import type { Session } from '../sessions/session.ts';
import { isSessionId } from '../sessions/session-id.ts';
import type { ImmediateStore } from '../sessions/session-store.ts';
import type { Snapshot } from '../sessions/snapshot.ts';
import { findProvider, requireMode } from './find-provider.ts';
import type { Credentials, NameOf, StoredState } from './provider-types.ts';
import type { RequestQuery } from './request-query.ts';

/** The session's clock, as a test sets it. */
export interface ClockHandle {
  now(): Date;
  /** Freezes the clock. Throws a RangeError outside of the years 1970 to 9999. */
  set(now: Date | string): void;
  /** Moves the clock by seconds. */
  advance(seconds: number): void;
}

/**
 * One session of a running server: its own state, journal, faults and clock. `Given` are the providers that the server was
 * given beside those in the box.
 */
export interface SessionHandle<Given extends Provider = never> extends Searchable {
  readonly id: string;
  /** What the mocks accept, by provider. */
  readonly credentials: Credentials<Given>;
  readonly clock: ClockHandle;
  /** The base URL of a provider in this session, without a last slash. */
  url(provider: NameOf<Given>): string;
  /**
   * The journal, oldest first, secrets masked; all of it, or what fits a filter. Throws a TypeError for a provider, an
   * operation or a rule that is unknown.
   */
  requests(query?: RequestQuery<Given>): JournalEntry[];
  /**
   * The first request that fits, or the next that comes. Rejects with a NoRequestError that lists the nearest ones when
   * none comes in time.
   */
  waitForRequest(query: RequestQuery<Given>, options?: WaitOptions): Promise<JournalEntry>;
  /** What a provider has stored, secrets masked. */
  state<Name extends NameOf<Given>>(provider: Name): StoredState<Given, Name>;
  /** Puts a state in the place of what a provider has stored. Throws a StateError that names what is wrong. */
  seed<Name extends NameOf<Given>>(provider: Name, state: StoredState<Given, Name>): void;
  /** Plans a fault (docs/faults.md). Throws a FaultError that lists what is allowed. */
  fault(provider: NameOf<Given>, fault: FaultSpec): ShownFault;
  /** The faults that may still strike; one that has struck its last request is gone. */
  faults(): ShownFault[];
  /**
   * Answers the next requests of an operation with this reply, or the one that a function makes, in every mode; counted like a
   * fault. Throws an OverrideError that lists what is allowed.
   */
  override<Name extends NameOf<Given>>(
    provider: Name,
    operation: string,
    reply: OverrideReply | OverrideMaker,
    count?: OverrideCount,
  ): ShownOverride;
  /** The overrides that may still answer; one that has answered its last request is gone. */
  overrides(): ShownOverride[];
  /** Forgets all overrides, and gives how many there were. */
  clearOverrides(): number;
  /** Forgets all faults, and gives how many there were. */
  clearFaults(): number;
  /** Puts the providers' documented rate limits in force, or out of it. */
  rateLimits(enabled: boolean): void;
  /** Sets who answers a provider's requests in this session. */
  mode(provider: NameOf<Given>, mode: Mode): void;
  /** Everything stored in the session, to be restored later; journal, faults and clock are no part of it. */
  snapshot(): Snapshot;
  /**
   * Puts what a snapshot holds in the place of everything stored, in any session of the same server. Throws a TypeError
   * for a snapshot of another server.
   */
  restore(snapshot: Snapshot): void;
  /** Back to the beginning. */
  reset(): void;
}

/** What a handle needs of its server. */
export interface HandledServer {
  /** `http://127.0.0.1:<port>`, without a last slash. */
  readonly url: string;
  readonly providers: Catalogue;
  readonly store: ImmediateStore;
  readonly modes: Modes;
}

/** Makes the handle of a session. Throws a TypeError when the id cannot be one. */
export function createSessionHandle(
  id: string,
  { url, providers, store, modes }: HandledServer,
): SessionHandle<Provider> {
  if (!isSessionId(id)) {
    throw new TypeError(
      `Cannot make a session: its id is not 1 to 64 letters, digits, ".", "_" or "-". Use an id such as "test-1".`,
    );
  }
  // Loaded at every use: an idle session may have been dropped and begun anew.
  const inside = <Result>(work: (session: Session) => Result): Result => inSession(store, id, work);
  const find: SessionHandle[typeof search] = (query, details) =>
    inside(({ journal }) => searchEntries(journal.entries(), providers, query, details));
  // A mock is loaded when it is asked for.
  const mock = (name: string) => providers.mock(findProvider(name, providers));
  return {
    id,
    credentials: allCredentials(providers),
    clock: {
      now: () => inside(({ clock }) => new Date(clock.now())),
      set: (now) => setClock(() => inside(({ clock }) => clock.freeze(timeOf(now)))),
      advance: (seconds) => setClock(() => inside(({ clock }) => clock.advance(seconds))),
    },
    url: (provider) => `${url}/~${id}/${findProvider(provider, providers).name}`,
    requests: (query) =>
      find(query)
        .matches.filter(isWhole)
        .map(({ entry }) => entry),
    [search]: find,
    waitForRequest: async (query, options) => {
      const filter = readQuery(providers, query);
      return inside(({ journal }) => waitForRequest(journal, filter, options));
    },
    state: (provider) => inside((session) => dump(mock(provider), session)),
    seed: (provider, state) => inside((session) => session.replaceState(mock(provider), state)),
    fault: (provider, fault) => {
      const planned = planFault({ ...fault, provider: findProvider(provider, providers).name }, providers);
      return inside(({ faults }) => faults.add(planned));
    },
    override: (provider, operation, reply, count) => {
      const given = { ...count, provider: findProvider(provider, providers).name, operation, reply };
      const override = readOverride(given, providers);
      return inside(({ overrides }) => overrides.add(override));
    },
    overrides: () => inside(({ overrides }) => overrides.show()),
    clearOverrides: () => inside(({ overrides }) => overrides.clear()),
    faults: () => inside(({ faults }) => faults.show()),
    clearFaults: () => inside(({ faults }) => faults.clear()),
    rateLimits: (enabled) =>
      inside((session) => {
        session.rateLimits = enabled;
      }),
    mode: (name, mode) => {
      const provider = findProvider(name, providers);
      const wanted = requireMode(mode);
      inside((session) => session.setMode(provider.name, wanted));
      modes.prepare(provider, wanted);
    },
    snapshot: () => inside((session) => session.snapshot()),
    restore: (snapshot) => inside((session) => session.restore(snapshot)),
    reset: () => inside((session) => session.reset()),
  };
}

/** Says what was being done, which the clock itself does not know. */
/** A Date is what it is; a text must be a time that exists, or the clock refuses it. */
function timeOf(now: Date | string): number {
  return (typeof now === 'string' ? readTime(now) : now.getTime()) ?? Number.NaN;
}

function setClock(set: () => void): void {
  try {
    set();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const message = `Cannot set the clock: ${error.message}. Use one such as 2030-01-01T00:00:00Z.`;
    throw new RangeError(message, { cause: error });
  }
}

function dump<Name extends string>(provider: Provider, session: Session): StoredState<Provider, Name> {
  // The catalogue ties the name to its state, which TypeScript does not follow through a lookup by name.
  return provider.state.dump(session.world(provider).stores) as StoredState<Provider, Name>;
}

/** Object.fromEntries forgets which name has which value. */
function allCredentials({ identities }: Catalogue): Credentials<Provider> {
  return Object.fromEntries(identities.map(({ name, credentials }) => [name, credentials])) as Credentials<Provider>;
}
