import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Measurement, round } from '../report/measurement.ts';
import { median, quantile } from '../statistics.ts';
import { TemporaryFolder } from '../temporary-folder.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);
const starts = 15;
const mostMs = 50;
const most = 1;

interface Start {
  readonly importMs: number;
  readonly startMs: number;
}

type Program = 'installed' | 'express' | 'checkout';
type Times = Readonly<Record<Program, Start>>;

/** How long a test waits for its server. */
export async function measureLibrary(): Promise<Measurement> {
  // Below the checkout, where packages are found, and where git looks at nothing.
  using folder = new TemporaryFolder(join(root, 'bench/last-run'));
  await run(process.execPath, ['scripts/build.ts', join(folder.path, 'installed')], { cwd: root });
  const servers = join(root, 'bench/servers');
  const args: Readonly<Record<Program, readonly string[]>> = {
    installed: [join(servers, 'library.ts'), join(folder.path, 'installed/src/index.js')],
    express: [join(servers, 'express-listen.ts')],
    checkout: [join(servers, 'library.ts'), join(root, 'src/index.ts')],
  };
  // A first start of each reads its files, which stay in memory.
  for (const each of Object.values(args)) await timeStart(each);
  const taken: Times[] = [];
  for (let number = 0; number < starts; number += 1) {
    taken.push({
      installed: await timeStart(args.installed),
      express: await timeStart(args.express),
      checkout: await timeStart(args.checkout),
    });
  }
  return describe(taken);
}

async function timeStart(args: readonly string[]): Promise<Start> {
  const { stdout } = await run(process.execPath, args);
  return JSON.parse(stdout);
}

const labels: Readonly<Record<Program, string>> = {
  installed: 'understudy, as installed',
  express: 'Express 5, import and listen',
  checkout: 'understudy, checkout',
};

function describe(taken: readonly Times[]): Measurement {
  const whole = (program: Program) => taken.map((times) => times[program].importMs + times[program].startMs);
  const row = (program: Program) => {
    const [imports, begins] = [taken.map((t) => t[program].importMs), taken.map((t) => t[program].startMs)];
    const all = whole(program);
    const figures = [median(imports), median(begins), median(all), quantile(all, 0), quantile(all, 1)];
    return [labels[program], ...figures.map((figure) => round(figure))];
  };
  const express = whole('express');
  const ratio = median(whole('installed').map((ms, index) => ms / (express[index] ?? ms)));
  const startMs = median(taken.map((times) => times.checkout.startMs));
  return {
    title: 'Starting it as a library',
    how: `The import and the first \`startUnderstudy()\` of a process, all four mocks, port 0, against Express's own import and listening; ${starts} processes each, in turn. No compile cache, as in a test runner.`,
    columns: ['server', 'import ms', 'start ms', 'both ms', 'least ms', 'most ms'],
    rows: [row('installed'), row('express'), row('checkout')],
    goals: [
      {
        goal: `${labels.installed}: import and start at most as long as those of Express`,
        found: `${round(ratio, 2)} times (median of the pairs)`,
        met: ratio <= most,
      },
      {
        goal: `startUnderstudy() in less than ${mostMs} ms after the import`,
        found: `${round(startMs)} ms`,
        met: startMs < mostMs,
      },
    ],
    figures: { taken },
  };
}
