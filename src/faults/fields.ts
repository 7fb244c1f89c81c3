import { FaultError } from '../sessions/fault-error.ts';

/** The whole numbers that a field takes. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** Reads a whole number. Throws a FaultError that names the field and its bounds. */
export function wholeNumber(name: string, value: unknown, { least, most }: Bounds): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  const found = value === undefined ? `"${name}" is missing` : `"${name}" is no whole number from ${least} to ${most}`;
  throw new FaultError(`${found}. Use one from ${least} to ${most}, such as {"${name}": ${example(least, most)}}.`);
}

/** The same for a field that may be left out. */
export function optionalWholeNumber(name: string, value: unknown, bounds: Bounds): number | undefined {
  return value === undefined ? undefined : wholeNumber(name, value, bounds);
}

function example(least: number, most: number): number {
  return Math.min(Math.max(least, 1), most);
}
