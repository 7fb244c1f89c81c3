import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { draw } from './draw.ts';
import type { Machine } from './machine.ts';
import type { Measurement } from './measurement.ts';
import { asMarkdown } from './table.ts';

const folder = fileURLToPath(new URL('../', import.meta.url));

/** Every number of the run, for machines. */
export function writeJson(machine: Machine, measurements: readonly Measurement[]): void {
  writeFileSync(join(folder, 'results.json'), `${JSON.stringify({ machine, measurements }, null, 2)}\n`);
}

/**
 * Writes the page and its plots.
 * @param kept Beside the code; else into `last-run`, as the page of a part would pass for one of all.
 */
export async function writePage(machine: Machine, measurements: readonly Measurement[], kept: boolean): Promise<void> {
  const target = kept ? folder : join(folder, 'last-run');
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, 'RESULTS.md'), page(machine, measurements));
  await draw(
    measurements.flatMap(({ plots = [] }) => plots),
    join(target, 'plots'),
  );
}

function page(machine: Machine, measurements: readonly Measurement[]): string {
  const { date, node, processor, memory, system, load } = machine;
  return [
    '# What it costs',
    '',
    'Written by `npm run bench`; run it to get your own. Figures depend on the machine; ratios are between servers that took turns in one run.',
    '',
    `${date}, Node.js ${node}, ${processor}, ${memory}, ${system}; load average ${load} before the run.`,
    '',
    measurements.map(asMarkdown).join('\n'),
  ].join('\n');
}
