import type { Difference } from '../kit/drift-note.ts';
import type { Exchange } from '../kit/exchange.ts';
import type { JsonObject } from '../kit/protocols/http.ts';
import { isJsonObject, jsonValue } from '../kit/protocols/json.ts';
import type { Provider } from '../kit/provider.ts';
import { applyStates, ProviderStateError, type WantedState, wantedState } from '../kit/world/provider-state.ts';
import type { Pact, PactInteraction } from '../verify/pact.ts';
import { askMock, openSession } from './ask-mock.ts';
import { pactRequest } from './pact-call.ts';
import { pactDifferences } from './pact-reply.ts';

/** An interaction of a pact, as the mock answers it. */
export interface PlayedInteraction {
  readonly file: string;
  readonly description: string;
  readonly own: Exchange;
  /** What the pact expects and the mock does not answer. */
  readonly differences: readonly Difference[];
}

/**
 * Has a provider's mock answer what its pacts ask, each interaction in a session of its own, in the states that it names. One
 * whose states the provider has not is left out: `understudy verify` says so.
 */
export async function playPacts(provider: Provider, pacts: readonly Pact[]): Promise<PlayedInteraction[]> {
  const played: PlayedInteraction[] = [];
  for (const { file, interactions, document } of pacts) {
    const listed: readonly unknown[] = Array.isArray(document.interactions) ? document.interactions : [];
    for (const [index, interaction] of interactions.entries()) {
      const one = await play(provider, interaction, listed[index]);
      if (one) played.push({ file, description: interaction.description, ...one });
    }
  }
  return played;
}

type Outcome = Pick<PlayedInteraction, 'own' | 'differences'>;

async function play(provider: Provider, { states }: PactInteraction, document: unknown): Promise<Outcome | undefined> {
  const { request, response } = isJsonObject(document) ? document : {};
  if (!isJsonObject(request) || !isJsonObject(response)) return undefined;
  try {
    const wanted = states.map(({ name, params }) => stateOf(provider, name, params));
    const session = openSession();
    const values = applyStates(wanted, () => session.world(provider));
    const own = await askMock(provider, (work) => work(session.world(provider)), pactRequest(request, values));
    return { own, differences: pactDifferences(response, own.reply.status, jsonValue(own.reply.body ?? '')) };
  } catch (error) {
    if (error instanceof ProviderStateError) return undefined;
    throw error;
  }
}

function stateOf(provider: Provider, name: string, params: JsonObject): WantedState {
  const state = provider.providerStates.find((each) => each.name === name);
  if (!state) throw new ProviderStateError(name, `${provider.name} has no such state.`);
  return wantedState(provider, state, params);
}
