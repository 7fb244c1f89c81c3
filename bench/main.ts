import { CommanderError } from 'commander';
import { UsageError } from '../src/cli/usage-error.ts';
import { exitOnSignals } from './at-exit.ts';
import { measureAccounts } from './measurements/accounts.ts';
import { measureBodies } from './measurements/bodies.ts';
import { measureCreate } from './measurements/create.ts';
import { measureDuplicates } from './measurements/duplicates.ts';
import { measureLibrary } from './measurements/library.ts';
import { measureMemory } from './measurements/memory.ts';
import { measureModes } from './measurements/modes.ts';
import { measurePeers } from './measurements/peers.ts';
import { measureRecordings } from './measurements/recordings.ts';
import { measureSessions } from './measurements/sessions.ts';
import { measureStart } from './measurements/start.ts';
import { type BenchOptions, type MeasurementName, measurementNames, readOptions } from './options.ts';
import { machine } from './report/machine.ts';
import type { Measurement } from './report/measurement.ts';
import { asText } from './report/table.ts';
import { writeJson, writePage } from './report/write.ts';

const measure: Readonly<Record<MeasurementName, (options: BenchOptions) => Promise<Measurement>>> = {
  create: measureCreate,
  peers: measurePeers,
  start: measureStart,
  library: measureLibrary,
  duplicates: measureDuplicates,
  accounts: measureAccounts,
  sessions: measureSessions,
  modes: measureModes,
  recordings: measureRecordings,
  bodies: measureBodies,
  memory: measureMemory,
};

exitOnSignals();
await run(optionsOf(process.argv.slice(2)));

/** Ends the process when there is nothing to measure: a wrong command line, or help that was asked for. */
function optionsOf(args: readonly string[]): BenchOptions {
  try {
    return readOptions(args);
  } catch (error) {
    // Commander has printed its own message.
    if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : 2);
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    process.exit(2);
  }
}

async function run(options: BenchOptions): Promise<void> {
  const here = machine();
  console.log(`${here.date}, Node.js ${here.node}, ${here.processor}, ${here.memory}, load average ${here.load}\n`);
  const measurements: Measurement[] = [];
  for (const name of options.names) {
    const measurement = await measure[name](options);
    measurements.push(measurement);
    console.log(asText(measurement));
  }
  writeJson(here, measurements);
  // A page of some measurements, or of hasty ones, would pass for one of all.
  await writePage(here, measurements, options.names.length === measurementNames.length && !options.quick);
}
