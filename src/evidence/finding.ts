import type { JudgedDifference } from '../kit/drift-note.ts';

/** One thing that has drifted, with how often it was seen. */
export interface Finding extends JudgedDifference {
  readonly provider: string;
  readonly operation: string;
  /** The file of the first recording that shows it, and when that was recorded (ISO 8601). */
  readonly recording: string;
  readonly recordedAt: string;
  readonly count: number;
}

/** A recording that could not be judged, and why. */
export interface NotJudged {
  readonly recording: string;
  readonly reason: string;
}

/** A recording in which a rule shaped the mock's reply, and the API's was the same. */
export interface MetRule {
  readonly rule: string;
  readonly recording: string;
  readonly recordedAt: string;
  /** Whether it was recorded at one of the provider's own hosts. */
  readonly real: boolean;
}

/** What came of a provider's recordings. The counts are of recordings, but `unchecked`. */
export interface DriftReport {
  readonly provider: string;
  readonly recordings: number;
  readonly compared: number;
  readonly agree: number;
  readonly drifted: number;
  readonly stale: number;
  readonly notJudged: readonly NotJudged[];
  /** The latest recording that agrees with each rule that it met, apart for the real API and for others in its place. */
  readonly met: readonly MetRule[];
  /** The rules that no recording met. */
  readonly unchecked: readonly string[];
  readonly findings: readonly Finding[];
  /** Interactions of pacts whose rule no recording met. */
  readonly uncheckedPacts?: readonly { readonly file: string; readonly description: string }[];
  /** What stood in the way, a line each. */
  readonly problems: readonly string[];
}
