import { Command, InvalidArgumentError, Option } from 'commander';
import { UsageError } from '../src/cli/usage-error.ts';
import { closestTo } from '../src/kit/did-you-mean.ts';

/** The measurements by name, in the order in which they run. */
export const measurementNames = [
  'create',
  'peers',
  'start',
  'library',
  'duplicates',
  'accounts',
  'sessions',
  // Not after the recordings: file systems take long to make files when they have just deleted thousands.
  'modes',
  'recordings',
  'bodies',
  'memory',
] as const;

export type MeasurementName = (typeof measurementNames)[number];

/** How a run is made. */
export interface BenchOptions {
  /** Which measurements; all of them unless `--only` names some. */
  readonly names: readonly MeasurementName[];
  /** Fewer rounds, starts and requests, and hardly any warming up: to see that all works. */
  readonly quick: boolean;
  /** Requests of the memory measurement. */
  readonly requests: number;
  /** Timed rounds for each server. */
  readonly rounds: number;
  /** Folder for processor profiles of the understudy; none are taken without it. */
  readonly profiles: string | undefined;
}

const full = { requests: 1_000_000, rounds: 15 };
const quickly = { requests: 100_000, rounds: 3 };

const what = `
Measurements:
  create      a stateful create against bare node:http and bare Express
  peers       the same create by other mock servers (installed on first use)
  start       from process start to the first reply
  library     startUnderstudy() in a test
  duplicates  1 account against 100,000
  accounts    creates and duplicates among 1 to 100,000 accounts
  sessions    creates spread over 1 to 1,000 sessions
  modes       mock, proxy, compare, record and replay
  recordings  start and replay with 1 to 10,000 recordings
  bodies      work over the worst bodies of 64 KiB to 1 MiB
  memory      what many requests leave behind

All of them take about a quarter of an hour and write bench/RESULTS.md and bench/plots/; fewer, or --quick, write them to
bench/last-run/. Every number goes to bench/results.json.`;

/** Reads the command line. Throws a UsageError, or the CommanderError of a message that Commander has printed. */
export function readOptions(args: readonly string[]): BenchOptions {
  const {
    only,
    quick = false,
    requests,
    rounds,
    profiles,
  } = createCommand()
    .parse([...args], { from: 'user' })
    .opts<Flags>();
  const counts = quick ? quickly : full;
  return {
    names: measurementNames.filter((name) => only.length === 0 || only.includes(name)),
    quick,
    requests: requests ?? counts.requests,
    rounds: rounds ?? counts.rounds,
    profiles,
  };
}

interface Flags {
  readonly only: readonly MeasurementName[];
  readonly quick?: boolean;
  readonly requests?: number;
  readonly rounds?: number;
  readonly profiles?: string;
}

function createCommand(): Command {
  return new Command('npm run bench --')
    .description('Measures speed and memory, against goals and against other mock servers.')
    .addOption(
      new Option('--only <name>', 'measure only this; may be repeated').argParser(addName).default([], 'all of them'),
    )
    .option('--quick', 'fewer rounds and hardly any warming up: to see that all works')
    .option('--rounds <number>', `timed rounds for each server (default: ${full.rounds})`, wholeNumber)
    .option('--requests <number>', `requests of the memory measurement (default: ${full.requests})`, wholeNumber)
    .option('--profiles <folder>', 'write processor profiles of understudy there')
    .addHelpText('after', what)
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(`${text.trim().replaceAll(/\s*\n\s*/g, ' ')}\n`) });
}

function addName(text: string, earlier: readonly MeasurementName[]): readonly MeasurementName[] {
  const found = measurementNames.find((name) => name === text);
  if (found) return [...earlier, found];
  const [nearest] = closestTo(text, measurementNames);
  throw new UsageError(
    `Cannot measure "${text}": there is no such measurement. ${nearest ? `Did you mean ${nearest}? ` : ''}There are ${measurementNames.join(', ')}.`,
  );
}

function wholeNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It is no whole number above 0. Use a number such as 100000.');
}
