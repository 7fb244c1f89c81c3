import { isJsonObject } from '../../kit/protocols/json.ts';
import type { Provider } from '../../kit/provider.ts';
import {
  applyStates,
  findProviderState,
  ProviderStateError,
  type WantedState,
  wantedState,
} from '../../kit/world/provider-state.ts';
import { ToolkitError } from '../toolkit-error.ts';
import type { AdminCall, AdminRequest } from './call.ts';

/** What a verifier asks for: the states to set up, or that an interaction is over. */
interface StateChange {
  readonly action: 'setup' | 'teardown';
  /** None for an interaction that needs no state. */
  readonly states: readonly string[];
  readonly params: unknown;
}

/**
 * A Pact verifier's call before and, if it is told to, after each interaction. Verifiers send one call for each state
 * with `state`, `params` and `action`; older ones send no action, or a list of `states`; those that are told to send
 * their calls as queries send no body.
 */
export const setUpStates: AdminCall = {
  method: 'POST',
  path: '/provider-states',
  handle: (request) => {
    const { action, states, params } = readChange(request);
    const providers = request.context.providers.mocks();
    if (action === 'teardown') {
      return request.inSession(({ interaction }) => {
        interaction.tearDown();
        return {};
      });
    }
    // All are looked at before anything is changed.
    const wanted = orInvalid(() => states.map((name) => findState(providers, name, params)));
    return request.inSession((session) =>
      orInvalid(() => {
        if (session.interaction.isOver) session.beginInteraction();
        return applyStates(wanted, (provider) => session.world(provider));
      }),
    );
  },
};

/** More states at once are no interaction's: the largest contracts name a handful. */
const mostStates = 100;

function findState(providers: readonly Provider[], name: string, params: unknown): WantedState {
  const found = findProviderState(providers, name);
  if (typeof found === 'string') throw new ToolkitError('unknown-provider-state', found);
  return wantedState(found.provider, found.state, params);
}

function orInvalid<Result>(setUp: () => Result): Result {
  try {
    return setUp();
  } catch (error) {
    if (error instanceof ProviderStateError) {
      throw new ToolkitError('invalid-provider-state', error.message, { cause: error });
    }
    throw error;
  }
}

function readChange({ body, query }: AdminRequest): StateChange {
  const sent = body === undefined ? changeInQuery(query) : body;
  if (!isJsonObject(sent)) throw refuse('the body is no JSON object');
  const { action = 'setup', state, states, params } = sent;
  if (action !== 'setup' && action !== 'teardown') throw refuse('"action" is neither "setup" nor "teardown"');
  const names = [state ?? states ?? []].flat().filter((name) => name !== '');
  const isName = (name: unknown) => typeof name === 'string';
  if (names.length > mostStates) throw refuse(`it names ${names.length} states, and ${mostStates} is the most`);
  if (!names.every(isName)) throw refuse('"state" is no text');
  return { action, states: names, params };
}

/** In a query the params stand beside the state. */
function changeInQuery(query: URLSearchParams) {
  if (query.size === 0) throw refuse('there is no body');
  const { action, state, ...params } = Object.fromEntries(query);
  return { action, state, params };
}

function refuse(found: string): ToolkitError {
  return new ToolkitError(
    'invalid-provider-state',
    `Cannot read the state change: ${found}. Send {"action": "setup", "state": "a Leeloo account exists", "params": {}}.`,
  );
}
