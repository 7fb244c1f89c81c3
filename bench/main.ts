import { measureCreate } from './measurements/create.ts';
import { measureDuplicates } from './measurements/duplicates.ts';
import { measureLibrary } from './measurements/library.ts';
import { measureMemory } from './measurements/memory.ts';
import { measureModes } from './measurements/modes.ts';
import { measureStart } from './measurements/start.ts';
import { type BenchOptions, type MeasurementName, measurementNames, readOptions } from './options.ts';
import { machine } from './report/machine.ts';
import type { Measurement } from './report/measurement.ts';
import { asText } from './report/table.ts';
import { writeJson, writePage } from './report/write.ts';

const measure: Readonly<Record<MeasurementName, (options: BenchOptions) => Promise<Measurement>>> = {
  create: measureCreate,
  start: measureStart,
  library: measureLibrary,
  duplicates: measureDuplicates,
  modes: measureModes,
  memory: measureMemory,
};

const options = readOptions(process.argv.slice(2));
const here = machine();
console.log(`${here.date}, Node.js ${here.node}, ${here.processor}, ${here.memory}, load average ${here.load}\n`);
const measurements: Measurement[] = [];
for (const name of options.names) {
  const measurement = await measure[name](options);
  measurements.push(measurement);
  console.log(asText(measurement));
}
writeJson(here, measurements);
// A page of some measurements would pass for one of all.
if (options.names.length === measurementNames.length) writePage(here, measurements);
