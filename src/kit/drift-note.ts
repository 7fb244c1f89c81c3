import type { Basis } from './ledger.ts';

/** Who is wrong: the mock, the document that says so, the provider that changed, or the client. */
export type Culprit = 'mock' | 'document' | 'provider' | 'client';

/** In what two replies differ at one place. */
export type DifferenceKind = 'outcome' | 'status' | 'order' | 'text' | 'value' | 'type' | 'missing' | 'new';

/** How firm an assumption is; nothing for what is none. */
export type Strength = 'strong' | 'medium' | 'weak' | undefined;

/** One place at which the real API's reply is another than the mock's. */
export interface Difference {
  readonly kind: DifferenceKind;
  /** A JSON pointer into the body, or `status`. */
  readonly place: string;
  /** What the mock has there; nothing where it has none. */
  readonly expected: unknown;
  readonly found: unknown;
}

/** A difference, and who of mock, document and API is wrong. */
export interface JudgedDifference extends Difference {
  /** The rule that chose the mock's reply. */
  readonly rule: string;
  readonly culprit: Culprit;
  /** What the part of the rule rests on that decided, and, of an assumption, how firmly. */
  readonly basis: Basis['basis'];
  readonly strength: Strength;
  /** One sentence: what is so, and what to do. */
  readonly says: string;
}

/** What came of asking the mock beside the real API. */
export interface DriftNote {
  readonly verdict: 'agrees' | 'drifted' | 'not-judged';
  /** Why it was not judged. */
  readonly reason?: string;
  /** The rule by which the mock answered. */
  readonly rule?: string;
  readonly findings: readonly JudgedDifference[];
}
