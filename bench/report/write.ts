import { writeFileSync } from 'node:fs';
import type { Machine } from './machine.ts';
import type { Measurement } from './measurement.ts';
import { asMarkdown } from './table.ts';

const folder = new URL('../', import.meta.url);

/** Every number of the run, for machines. */
export function writeJson(machine: Machine, measurements: readonly Measurement[]): void {
  const results = { machine, measurements };
  writeFileSync(new URL('results.json', folder), `${JSON.stringify(results, null, 2)}\n`);
}

/** The page that is kept beside the code. */
export function writePage(
  { date, node, processor, memory, system, load }: Machine,
  measurements: readonly Measurement[],
) {
  const page = [
    '# What it costs',
    '',
    'Written by `npm run bench`; run it to get your own. Figures depend on the machine; ratios are between servers that took turns in one run.',
    '',
    `${date}, Node.js ${node}, ${processor}, ${memory}, ${system}; load average ${load} before the run.`,
    '',
    ...measurements.map(asMarkdown),
  ];
  writeFileSync(new URL('RESULTS.md', folder), page.join('\n'));
}
