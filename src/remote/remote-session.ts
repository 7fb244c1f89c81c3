import type { Credentials, NameOf, StoredState } from '../app/provider-types.ts';
import type { RequestQuery } from '../app/request-query.ts';
import type { FaultSpec } from '../faults/registry.ts';
import type { JournalEntry } from '../journal/journal-entry.ts';
import { isWhole, matchRequest } from '../journal/requests/match.ts';
import { NoRequestError } from '../journal/requests/no-request-error.ts';
import type { RequestFilter } from '../journal/requests/request-filter.ts';
import { type RemoteSearch, remoteSearch, type SearchDetails } from '../journal/requests/search.ts';
import type { WaitOptions } from '../journal/requests/wait-for-request.ts';
import { suggestion } from '../kit/did-you-mean.ts';
import type { Provider } from '../kit/provider.ts';
import type { ShownFault } from '../sessions/fault-plan.ts';
import type { Mode } from '../sessions/mode.ts';
import type { OverrideCount, OverrideReply } from '../sessions/overrides/override.ts';
import type { ShownOverride } from '../sessions/overrides/override-plan.ts';
import type { AdminClient } from './admin-client.ts';
import { RemoteError } from './remote-error.ts';
import { wireFilter } from './wire-filter.ts';

/** What a session had stored, sealed by its server: nobody else can read it, or restore it. */
export interface RemoteSnapshot {
  readonly snapshot: string;
}

/** The clock of a session elsewhere. */
export interface RemoteClock {
  now(): Promise<Date>;
  /** Freezes the clock. */
  set(now: Date | string): Promise<void>;
  /** Moves the clock by seconds. */
  advance(seconds: number): Promise<void>;
}

/**
 * One session of a server that runs elsewhere: the same calls as a session of this process has, but that those which ask the
 * server are asynchronous. They reject with a RemoteError in the server's words.
 */
export interface RemoteSession<Given extends Provider = never> {
  readonly id: string;
  /** What the mocks accept, by provider. */
  readonly credentials: Credentials<Given>;
  readonly clock: RemoteClock;
  /** The base URL of a provider in this session, without a last slash. Throws a TypeError for one that the server has not. */
  url(provider: NameOf<Given>): string;
  /** The journal, oldest first, secrets masked; all of it, or what fits. */
  requests(query?: RequestQuery<Given>): Promise<JournalEntry[]>;
  /** The first request that fits, or the next that comes. Rejects with a NoRequestError when none comes in time. */
  waitForRequest(query: RequestQuery<Given>, options?: Pick<WaitOptions, 'timeoutMs'>): Promise<JournalEntry>;
  /** What a provider has stored, secrets masked. */
  state<Name extends NameOf<Given>>(provider: Name): Promise<StoredState<Given, Name>>;
  /** Puts a state in the place of what a provider has stored. */
  seed<Name extends NameOf<Given>>(provider: Name, state: StoredState<Given, Name>): Promise<void>;
  fault(provider: NameOf<Given>, fault: FaultSpec): Promise<ShownFault>;
  faults(): Promise<ShownFault[]>;
  /** Answers the next requests of an operation with this reply. A function would be of this process, so it is none. */
  override(
    provider: NameOf<Given>,
    operation: string,
    reply: OverrideReply,
    count?: OverrideCount,
  ): Promise<ShownOverride>;
  overrides(): Promise<ShownOverride[]>;
  clearOverrides(): Promise<number>;
  /** Forgets all faults, and gives how many there were. */
  clearFaults(): Promise<number>;
  rateLimits(enabled: boolean): Promise<void>;
  mode(provider: NameOf<Given>, mode: Mode): Promise<void>;
  snapshot(): Promise<RemoteSnapshot>;
  /** Restores a snapshot of the same server, in whichever of its sessions it was taken. */
  restore(snapshot: RemoteSnapshot): Promise<void>;
  reset(): Promise<void>;
  /** For matchers. */
  [remoteSearch](query?: string | RequestFilter, details?: SearchDetails): RemoteSearch;
}

/** What is known of the server. */
export interface RemoteServer {
  readonly url: string;
  readonly names: readonly string[];
  readonly credentials: unknown;
}

/** Makes the handle of a session. What the server answers is of the types that the admin API has. */
export function remoteSession(
  id: string,
  { url, names, credentials }: RemoteServer,
  ask: AdminClient,
): RemoteSession<Provider> {
  const entries = async (query?: string | RequestFilter): Promise<JournalEntry[]> => {
    const filter = wireFilter(query);
    const found = (await ask(`GET requests?${filter.query}`)).requests as JournalEntry[];
    return filter.isWhole || typeof query !== 'object'
      ? found
      : found.filter((entry) => isWhole(matchRequest(entry, parted(query))));
  };
  return {
    id,
    credentials: credentials as Credentials<Provider>,
    clock: {
      now: async () => new Date(String((await ask('GET clock')).now)),
      set: async (now) => void (await ask('PUT clock', { now: new Date(now).toISOString() })),
      advance: async (seconds) => void (await ask('PUT clock', { advance: seconds })),
    },
    url: (provider) => {
      if (names.includes(provider)) return `${url}/~${id}/${provider}`;
      throw new TypeError(`Cannot find the provider "${provider}". ${suggestion(provider, names)}`);
    },
    requests: entries,
    waitForRequest: async (query, { timeoutMs } = {}) => {
      const filter = wireFilter(query);
      if (!filter.isWhole) {
        throw new TypeError(
          'Cannot wait on a server elsewhere by a regular expression or a matcher. Name the values themselves.',
        );
      }
      if (timeoutMs !== undefined) filter.query.set('timeout', String(timeoutMs));
      return (await ask(`GET requests/wait?${filter.query}`).catch(asNoRequest)).request as JournalEntry;
    },
    state: async (provider) => (await ask(`GET state/${provider}`)) as StoredState<Provider, typeof provider>,
    seed: async (provider, state) => void (await ask(`PUT state/${provider}`, state)),
    fault: async (provider, fault) => (await ask('POST faults', { ...fault, provider })) as unknown as ShownFault,
    override: async (provider, operation, reply, count) => {
      const { body, ...others } = reply;
      const sent = body instanceof Uint8Array ? { ...others, base64: Buffer.from(body).toString('base64') } : reply;
      return (await ask('POST overrides', { ...count, provider, operation, reply: sent })) as unknown as ShownOverride;
    },
    overrides: async () => (await ask('GET overrides')).overrides as ShownOverride[],
    clearOverrides: async () => Number((await ask('DELETE overrides')).deleted),
    faults: async () => (await ask('GET faults')).faults as ShownFault[],
    clearFaults: async () => Number((await ask('DELETE faults')).deleted),
    rateLimits: async (enabled) => void (await ask('PUT rate-limits', { enabled })),
    mode: async (provider, mode) => void (await ask(`PUT providers/${provider}/mode`, { mode })),
    snapshot: async () => ({ snapshot: String((await ask('POST snapshot')).snapshot) }),
    restore: async (snapshot) => void (await ask('POST restore', snapshot)),
    reset: async () => void (await ask('POST reset')),
    [remoteSearch]: async (query, details) => {
      const filter = { ...(typeof query === 'string' ? named(query) : query), ...details };
      // The server says what is wrong with the question; the nearest requests are found in all.
      await entries(filter);
      const checked = parted(filter);
      return { filter: checked, matches: (await entries()).map((entry) => matchRequest(entry, checked)) };
    },
  };
}

function asNoRequest(error: unknown): never {
  if (error instanceof RemoteError && error.code === 'no-request')
    throw new NoRequestError(error.message, { cause: error });
  throw error;
}

function named(query: string): RequestFilter {
  return query.includes('/') ? { operation: query } : { provider: query };
}

/** Provider and operation apart, as entries have them. */
function parted(filter: RequestFilter): RequestFilter {
  const [provider, operation] = filter.operation?.split('/', 2) ?? [];
  return operation === undefined ? filter : { ...filter, provider, operation };
}
