import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRequest } from '../load/scripts.ts';
import type { BenchOptions } from '../options.ts';
import { accepts } from '../peers/probe.ts';
import { type Measurement, round, type Table } from '../report/measurement.ts';
import { type Command, Program } from '../servers/program.ts';
import { ServerProcess } from '../servers/server-process.ts';
import { median } from '../statistics.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { curve, flatness, growthTable, roundsOf } from './growth.ts';
import { fillRecordings, idle } from './recorder.ts';
import { type Subject, takeTurns, warmUpOf } from './rounds.ts';

const sizes = [1, 10, 100, 1_000, 10_000];
const requests = 3_000;
const mostExtraMs = 2_000;
const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** Where so many recordings are kept, and how long each start with them took. */
interface Start {
  readonly size: number;
  readonly folder: string;
  readonly times: number[];
}

/** Whether a start with many recordings takes longer, and whether a match among them does. */
export async function measureRecordings(options: BenchOptions): Promise<Measurement> {
  using folder = new TemporaryFolder();
  await using servers = new AsyncDisposableStack();
  const upstream = servers.use(await ServerProcess.start('bare'));
  const starts: Start[] = [];
  const subjects: Subject[] = [];
  for (const size of sizes) {
    const kept = join(folder.path, String(size));
    const server = servers.use(await ServerProcess.start('modes', undefined, [upstream.url, kept]));
    await fillRecordings(server, size);
    await idle(server);
    starts.push({ size, folder: kept, times: [] });
    subjects.push({ server, script: 'repeatAccount', stored: size, count: requests, rounds: [] });
  }
  await timeStarts(starts, roundsOf(options), folder.path);
  await takeTurns(subjects, roundsOf(options), warmUpOf(options));
  return describe(subjects, starts);
}

/** Starts the command in turn with each folder; the first start of each compiles its code, and is not counted. */
async function timeStarts(starts: readonly Start[], rounds: number, scratch: string): Promise<void> {
  const call = { request: createRequest(0), accepts };
  for (let number = 0; number <= rounds; number += 1) {
    for (const { folder, times } of starts) {
      await using program = await Program.start(replaying(folder), scratch, call);
      if (number > 0) times.push(program.startMs);
    }
  }
}

function replaying(folder: string): (port: number) => Command {
  return (port) => ({
    file: process.execPath,
    args: [main, 'start', '--port', `${port}`, '--quiet', '--mode', 'replay', '--recordings', folder, '--repeat-last'],
  });
}

function describe(subjects: readonly Subject[], starts: readonly Start[]): Measurement {
  const sized = subjects.map(({ stored, rounds }) => ({ size: stored, rounds }));
  const [fewest, most] = [starts[0]?.times ?? [], starts.at(-1)?.times ?? []];
  const extraMs = median(most) - median(fewest);
  return {
    title: 'Recordings: 1 to 10,000',
    how: `Leeloo's create, replayed with --repeat-last, among so many recordings; each number in a server of its own. ${requests} requests a round, ${subjects[0]?.rounds.length} rounds in turn; medians. A start is \`understudy start --mode replay\` until the first reply from a recording.`,
    ...growthTable('recordings', sized),
    further: [startTable(starts)],
    goals: [
      flatness('recordings, a match', sized),
      {
        goal: `with ${sizes.at(-1)} recordings a start takes at most ${mostExtraMs / 1000} s longer than with ${sizes[0]}`,
        found: `${round(extraMs / 1000, 2)} s longer`,
        met: extraMs <= mostExtraMs,
      },
    ],
    plots: [
      {
        file: 'recordings-match.svg',
        title: 'Cost of a replayed request against the recordings',
        x: 'recordings (logarithmic)',
        y: 'processor time (µs a request)',
        lines: [curve('replay', sized)],
      },
      {
        file: 'recordings-start.svg',
        title: 'Start to the first replayed reply against the recordings',
        x: 'recordings (logarithmic)',
        y: 'start to first reply (ms)',
        lines: [{ name: 'start', points: starts.map(({ size, times }) => ({ x: size, y: median(times) })) }],
      },
    ],
    figures: { sized, starts: starts.map(({ size, times }) => ({ size, times })) },
  };
}

function startTable(starts: readonly Start[]): Table {
  return {
    columns: ['recordings', 'start ms', 'least ms', 'most ms'],
    rows: starts.map(({ size, times }) => [
      String(size),
      round(median(times), 0),
      round(Math.min(...times), 0),
      round(Math.max(...times), 0),
    ]),
  };
}
