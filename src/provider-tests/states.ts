import type { Provider } from '../kit/provider.ts';
import { usualBounds } from '../kit/world/bounds.ts';
import { applyStates, wantedState } from '../kit/world/provider-state.ts';
import { inSession } from '../sessions/in-session.ts';
import { MemoryStore } from '../stores/memory.ts';

/** Provider states that cannot be set up as a contract asks for them when it names no params, once and again. */
export function stateComplaints(provider: Provider): string[] {
  return provider.providerStates.flatMap((state) => {
    const settings = {
      seed: 1,
      rateLimits: false,
      digestKey: Buffer.alloc(32),
      bounds: { sessionState: usualBounds.sessionState },
    };
    const store = new MemoryStore(settings);
    try {
      const wanted = [wantedState(provider, state, {}), wantedState(provider, state, {})];
      inSession(store, 'states', (session) => applyStates(wanted, () => session.world(provider)));
      return [];
    } catch (error) {
      return [`the provider state "${state.name}" cannot be set up: ${error instanceof Error ? error.message : error}`];
    }
  });
}
