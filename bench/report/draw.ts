import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installedCommand } from '../peers/packages.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { type Plot, vegaLite, withDarkInk } from './plot.ts';

const run = promisify(execFile);

/** Draws plots as SVG files into a folder; says so when Vega is not installed. */
export async function draw(plots: readonly Plot[], folder: string): Promise<void> {
  if (plots.length === 0) return;
  const vega = installedCommand('vl2svg');
  if (!existsSync(vega)) {
    console.log('The plots were not drawn: Vega is not installed. Run npm ci --prefix bench/peers --ignore-scripts.');
    return;
  }
  mkdirSync(folder, { recursive: true });
  using scratch = new TemporaryFolder();
  for (const plot of plots) {
    const specification = join(scratch.path, 'plot.json');
    const drawing = join(scratch.path, plot.file);
    writeFileSync(specification, JSON.stringify(vegaLite(plot)));
    await run(process.execPath, [vega, specification, drawing]);
    writeFileSync(join(folder, plot.file), `${withDarkInk(readFileSync(drawing, 'utf8')).trimEnd()}\n`);
  }
}
