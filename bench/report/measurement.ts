import type { Goal } from './goal.ts';
import type { Plot } from './plot.ts';

/** Columns with their names, and a row of cells for each server or case. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What one measurement found, as it is printed. */
export interface Measurement extends Table {
  readonly title: string;
  /** How it was measured, in one or two sentences. */
  readonly how: string;
  /** The same servers or cases seen from another side. */
  readonly further?: readonly Table[];
  /** What else has to be said, such as what could not be measured here. */
  readonly notes?: readonly string[];
  readonly goals: readonly Goal[];
  readonly plots?: readonly Plot[];
  /** The same numbers unrounded, for machines. */
  readonly figures: Readonly<Record<string, unknown>>;
}

/** Rounded so that the digits shown mean something. */
export function round(value: number, digits = 1): string {
  return value.toFixed(digits);
}
