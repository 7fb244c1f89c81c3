import { parseArgs } from 'node:util';

/** The measurements by name, in the order in which they run. */
export const measurementNames = ['create', 'start', 'library', 'duplicates', 'modes', 'memory'] as const;

export type MeasurementName = (typeof measurementNames)[number];

/** How a run is made. */
export interface BenchOptions {
  /** Which measurements; all of them unless `--only` names some. */
  readonly names: readonly MeasurementName[];
  /** Requests of the memory measurement. */
  readonly requests: number;
  /** Timed rounds for each server. */
  readonly rounds: number;
  /** Folder for processor profiles of the understudy; none are taken without it. */
  readonly profiles: string | undefined;
}

/** Reads the command line. Throws in plain words when it cannot be understood. */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', multiple: true },
      requests: { type: 'string', default: '1000000' },
      rounds: { type: 'string', default: '15' },
      profiles: { type: 'string' },
    },
  });
  return {
    names: measurementNames.filter((name) => values.only === undefined || wanted(values.only).includes(name)),
    requests: wholeNumber('--requests', values.requests),
    rounds: wholeNumber('--rounds', values.rounds),
    profiles: values.profiles,
  };
}

function wanted(only: readonly string[]): readonly string[] {
  const unknown = only.find((name) => !measurementNames.some((known) => known === name));
  if (unknown === undefined) return only;
  throw new Error(`Cannot measure "${unknown}": there is no such measurement. Use ${measurementNames.join(', ')}.`);
}

function wholeNumber(flag: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new Error(`Cannot use ${flag} ${text}: it is no whole number above 0. Use a number such as 100000.`);
}
