/** What one measurement found, as it is printed. */
export interface Measurement {
  readonly title: string;
  /** How it was measured, in one or two sentences. */
  readonly how: string;
  readonly columns: readonly string[];
  /** A row of cells for each server or case. */
  readonly rows: readonly (readonly string[])[];
  readonly goals: readonly Goal[];
  /** The same numbers unrounded, for machines. */
  readonly figures: Readonly<Record<string, unknown>>;
}

/** A number that was hoped for, beside the one that came out. */
export interface Goal {
  readonly goal: string;
  readonly found: string;
  readonly met: boolean;
}

/** Rounded so that the digits shown mean something. */
export function round(value: number, digits = 1): string {
  return value.toFixed(digits);
}
