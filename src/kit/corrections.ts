import type { Exchange } from './exchange.ts';

/** One place of a reply that the real API has otherwise. */
export interface CorrectedPlace {
  /** `status`, or a JSON pointer into the body. */
  readonly place: string;
  /** What the mock has there: only then it is changed. Nothing where it has none. */
  readonly from?: unknown;
  /** What the real API has there; nothing where it has none. */
  readonly to?: unknown;
}

/** A request that is corrected alone: another one may be answered otherwise. */
export interface EqualRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** Parsed where it is JSON, else its text; none for a request without one. */
  readonly body?: unknown;
}

/** What a recording of the real API has shown of a rule of the mock. */
export interface Correction {
  /** Its file, below the folder of corrections. */
  readonly file: string;
  readonly operation: string;
  /** The rule that chose the mock's reply. */
  readonly rule: string;
  /** The recording that shows it, below the recordings folder. */
  readonly recording: string;
  readonly because: string;
  /** The only request that it is for; without it all that are answered by the rule. */
  readonly when?: EqualRequest;
  /** Places of the mock's reply that become others. */
  readonly changes?: readonly CorrectedPlace[];
  /** The whole reply. */
  readonly reply?: { readonly status: number; readonly body?: unknown };
  /** The rule refuses what the real API takes: it is not looked at. */
  readonly off?: true;
}

/** The corrections of one provider, as its mock uses them. */
export interface Corrections {
  readonly all: readonly Correction[];
  /** Whether a refusal by these rules is none at the real API. */
  isOff(rules: readonly string[]): boolean;
  /** The exchange as the real API would have it. */
  correct(exchange: Exchange): Exchange;
}
