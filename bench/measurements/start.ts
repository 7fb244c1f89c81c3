import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { rolldown } from 'rolldown';
import { atExit } from '../at-exit.ts';
import { Connection } from '../load/connection.ts';
import { createAccount } from '../load/scripts.ts';
import { type Measurement, round } from '../report/measurement.ts';
import { median, quantile } from '../statistics.ts';
import { TemporaryFolder } from '../temporary-folder.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const starts = 15;
const most = 1.3;

const oneRoute = 'bench/servers/one-route.ts';
const flags = ['start', '--port', '0', '--quiet', '--json'];

type Program = 'express' | 'installed' | 'expressSource' | 'checkout';
type Times = Readonly<Record<Program, number>>;

const labels: Readonly<Record<Program, string>> = {
  express: 'Express 5, one route',
  installed: 'understudy start, as installed',
  expressSource: 'Express 5, one route, TypeScript',
  checkout: 'understudy start, checkout',
};

/** How long it takes from the start of a process to its first correct reply. */
export async function measureStart(): Promise<Measurement> {
  // Below the checkout, where packages are found, and where git looks at nothing.
  using folder = new TemporaryFolder(join(root, 'bench/last-run'));
  await promisify(execFile)(process.execPath, ['scripts/build.ts', join(folder.path, 'installed')], { cwd: root });
  const commands: Readonly<Record<Program, readonly string[]>> = {
    express: [await buildExpress(join(folder.path, 'express'))],
    installed: [join(folder.path, 'installed/src/main.js'), ...flags],
    expressSource: [oneRoute],
    checkout: ['src/main.ts', ...flags],
  };
  // The first start of each compiles its code for the next ones.
  for (const args of Object.values(commands)) await timeStart(args);
  const times: Times[] = [];
  for (let number = 0; number < starts; number += 1) {
    times.push({
      express: await timeStart(commands.express),
      installed: await timeStart(commands.installed),
      expressSource: await timeStart(commands.expressSource),
      checkout: await timeStart(commands.checkout),
    });
  }
  return describe(times);
}

/** Makes the Express app what it would be when it is installed: JavaScript, in few files. */
async function buildExpress(folder: string): Promise<string> {
  const building = await rolldown({ input: join(root, oneRoute), external: /^[^./]/, platform: 'node' });
  const { output } = await building.write({ dir: folder, format: 'esm' });
  await building.close();
  return join(folder, output[0].fileName);
}

/** Starts a server, sends it one create, ends it; gives the milliseconds until the reply. */
async function timeStart(args: readonly string[]): Promise<number> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...args], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  using _guard = atExit(() => child.kill());
  const exited = once(child, 'exit');
  const [line] = await Promise.race([once(createInterface({ input: child.stdout }), 'line'), exited]);
  if (typeof line !== 'string') throw new Error(`Cannot time the start of node ${args.join(' ')}: it ended at once.`);
  const { url }: { url: string } = JSON.parse(line);
  const { request, reply } = createAccount(0);
  using connection = await Connection.open(url);
  const { body } = await connection.send(request);
  const took = performance.now() - startedAt;
  if (body !== reply) throw new Error(`Cannot time a wrong reply: ${body} came instead of ${reply}.`);
  child.kill();
  await exited;
  return took;
}

function describe(times: readonly Times[]): Measurement {
  const row = (program: Program) => {
    const own = times.map((each) => each[program]);
    return [labels[program], round(median(own), 0), round(quantile(own, 0), 0), round(quantile(own, 1), 0)];
  };
  const goal = (own: Program, other: Program) => {
    const ratio = median(times.map((each) => each[own] / each[other]));
    return {
      goal: `${labels[own]}: at most ${most} times as long as ${labels[other]}`,
      found: `${round(ratio, 2)} times (median of the pairs)`,
      met: ratio <= most,
    };
  };
  return {
    title: 'From process start to the first reply',
    how: `\`understudy start --port 0 --quiet --json\` and one Leeloo create with a phone number, against an Express app with one route; each as JavaScript, as it is installed, and as TypeScript, as it stands in the checkout. All with Node's compile cache, after a first start that fills it. ${starts} starts each, in turn.`,
    columns: ['server', 'median ms', 'least ms', 'most ms'],
    rows: [row('express'), row('installed'), row('expressSource'), row('checkout')],
    goals: [goal('installed', 'express'), goal('checkout', 'expressSource')],
    figures: { times },
  };
}
