import type { Provider } from '../kit/provider.ts';
import type { ProviderState, StateValues } from '../kit/world/provider-state.ts';
import { applyStates, wantedState } from '../kit/world/provider-state.ts';
import { inSession } from '../sessions/in-session.ts';
import { MemoryStore } from '../stores/memory.ts';
import { colors } from './colors.ts';
import { findProvider } from './find.ts';
import { givenProviders, type ProviderFlags } from './given-providers.ts';

interface StatesFlags extends ProviderFlags {
  readonly json?: boolean;
}

/** What is said of a state: its params with what counts without them, and the values that it returns then. */
interface ShownState {
  readonly provider: string;
  readonly state: string;
  readonly params: ProviderState['params'];
  readonly values: StateValues;
}

/** Prints the provider states that a contract can ask for, of one provider or of all. */
export async function printStates(name: string | undefined, { json, ...flags }: StatesFlags): Promise<void> {
  const { providers } = await givenProviders(flags);
  const chosen = name === undefined ? providers.identities : [findProvider(name, providers)];
  const states: ShownState[] = [];
  for (const identity of chosen) {
    const provider = providers.mock(identity);
    for (const state of provider.providerStates) {
      const values = await valuesOf(provider, state);
      states.push({ provider: provider.name, state: state.name, params: state.params, values });
    }
  }
  if (json) process.stdout.write(`${JSON.stringify({ states }, null, 2)}\n`);
  else process.stdout.write(states.map(describe).join('\n'));
}

/** What a session that is new returns. */
function valuesOf(provider: Provider, state: ProviderState): StateValues | PromiseLike<StateValues> {
  const store = new MemoryStore({ seed: 1, rateLimits: false, digestKey: Buffer.alloc(32) });
  const wanted = [wantedState(provider, state, {})];
  return inSession(store, 'states', (session) => applyStates(wanted, (each) => session.world(each)));
}

function describe({ provider, state, params, values }: ShownState): string {
  const shown = (members: Readonly<Record<string, unknown>>) =>
    Object.entries(members)
      .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
      .join(', ') || 'none';
  return [
    `${colors.cyan(state)} ${colors.dim(`(${provider})`)}`,
    `  params   ${shown(params)}`,
    `  returns  ${shown(values)}`,
    '',
  ].join('\n');
}
