import type { JournalEntry } from '../journal/journal-entry.ts';
import type { Provider } from '../kit/provider.ts';
import type { StateValues } from '../kit/world/provider-state.ts';
import type { Pact, PactInteraction } from './pact.ts';

/** What pacts can be verified against. */
export const stageNames = ['mock', 'replay', 'real'] as const;
export type StageName = (typeof stageNames)[number];

/** One interaction of a pact, and who is held to it. */
export interface Wanted {
  readonly pact: Pact;
  readonly provider: Provider;
  readonly interaction: PactInteraction;
}

/** What a verifier asked and was answered, masked, with the secret values that were in it; or that no recording fits. */
export type Seen = { readonly entry: JournalEntry; readonly secrets: readonly string[] } | { readonly miss: string };

/** What pacts are verified against: a place where the providers answer and where their states can be set. */
export interface Stage extends AsyncDisposable {
  readonly hostname: string;
  readonly port: number;
  /** What stands before the provider's own paths. */
  basePath(provider: string): string;
  /** Why an interaction cannot even be tried, such as a wrong param of a state; nothing when it can. */
  problemOf(wanted: Wanted): Promise<string | undefined>;
  /** Begins an interaction and sets up its states. Rejects with a StateNotSetError when one cannot be set here. */
  setUp(wanted: Wanted): Promise<StateValues>;
  /** What the verifier asked since the last call, oldest first. */
  takeSeen(): Seen[];
  /** Values that must not be printed, beside those in what was seen: real credentials, issued tokens. */
  secrets(): readonly string[];
}
