import type { JournalEntry } from '../engine/redaction.ts';
import type { NeededState } from './pact.ts';

/** What pacts are verified against: a place where the providers answer and where their states can be set. */
export interface Stage extends AsyncDisposable {
  readonly hostname: string;
  readonly port: number;
  /** Where a verifier sends its state changes. */
  readonly stateChangeUrl: string;
  /** What stands before the provider's own paths. */
  basePath(provider: string): string;
  /** Why these states of one interaction cannot be set up here; nothing when they can. */
  problemOf(states: readonly NeededState[]): Promise<string | undefined>;
  /** What was asked and answered since the last call, oldest first. */
  takeExchanges(): JournalEntry[];
}
