import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { atExit } from '../at-exit.ts';
import { Connection } from '../load/connection.ts';
import { createAccount } from '../load/scripts.ts';
import { type Measurement, round } from '../report/measurement.ts';
import { median, quantile } from '../statistics.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const starts = 15;
const most = 1.3;

const express = ['bench/servers/one-route.ts'];
const understudy = ['src/main.ts', 'start', '--port', '0', '--quiet', '--json'];

/** How long it takes from the start of a process to its first correct reply. */
export async function measureStart(): Promise<Measurement> {
  // The first start of each compiles its code for the next ones.
  for (const args of [express, understudy]) await timeStart(args);
  const times: { express: number; understudy: number }[] = [];
  for (let number = 0; number < starts; number += 1) {
    times.push({ express: await timeStart(express), understudy: await timeStart(understudy) });
  }
  return describe(times);
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

function describe(times: readonly { express: number; understudy: number }[]): Measurement {
  const ratios = times.map((pair) => pair.understudy / pair.express);
  const row = (label: string, of: readonly number[]) => [
    label,
    round(median(of), 0),
    round(quantile(of, 0), 0),
    round(quantile(of, 1), 0),
  ];
  return {
    title: 'From process start to the first reply',
    how: `\`node src/main.ts start --port 0 --quiet --json\` and one Leeloo create, against an Express app with one route; both with Node's compile cache, after a first start that fills it. ${starts} starts each, in turn.`,
    columns: ['server', 'median ms', 'least ms', 'most ms'],
    rows: [
      row(
        'Express 5, one route',
        times.map((pair) => pair.express),
      ),
      row(
        'understudy start',
        times.map((pair) => pair.understudy),
      ),
    ],
    goals: [
      {
        goal: `at most ${most} times as long as Express`,
        found: `${round(median(ratios), 2)} times (median of the pairs)`,
        met: median(ratios) <= most,
      },
    ],
    figures: { times, ratios },
  };
}
