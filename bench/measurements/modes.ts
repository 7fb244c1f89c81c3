import { join } from 'node:path';
import type { BenchOptions } from '../options.ts';
import type { Goal } from '../report/goal.ts';
import { type Measurement, round } from '../report/measurement.ts';
import { ServerProcess } from '../servers/server-process.ts';
import { median, quantile } from '../statistics.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { fileMicros } from './file-time.ts';
import { fillRecordings, idle, setMode } from './recorder.ts';
import { connections, requestsPerRound, type Subject, speedsOf, takeTurns, typicalRound, warmUpOf } from './rounds.ts';

/** Recordings among which a request is looked for. */
const recordings = 1_000;
/** More than usual, as these servers run more code; fewer than elsewhere, for the same reason as below. */
const warmUp = 6;
/** Every request of a round of `record` is a file, so there are only so many rounds. */
const mostRounds = 5;

type Case = 'package' | 'proxy' | 'compare' | 'record' | 'replay' | 'mock';

const labels: Readonly<Record<Case, string>> = {
  package: 'http-proxy-middleware alone',
  proxy: 'proxy',
  compare: 'compare',
  record: 'record',
  replay: `replay, ${recordings} recordings`,
  mock: 'mock',
};

/** What it costs to stream, to record and to replay, against the package alone and the mock. */
export async function measureModes(options: BenchOptions): Promise<Measurement> {
  const { rounds, profiles } = options;
  using folder = new TemporaryFolder();
  await using upstream = await ServerProcess.start('bare');
  const start = (kept: string) => ServerProcess.start('modes', profiles, [upstream.url, join(folder.path, kept)]);
  await using alone = await ServerProcess.start('package-proxy', undefined, [upstream.url]);
  await using proxy = await start('none');
  await using compare = await start('none');
  await using record = await start('recorded');
  await using replay = await start('played');
  await using mock = await start('none');
  await fillRecordings(replay, recordings);
  await setMode(proxy, 'proxy');
  await setMode(compare, 'compare');
  await setMode(record, 'record');
  const subject = (server: ServerProcess): Subject => ({
    server,
    script: 'repeatAccount',
    stored: recordings,
    rounds: [],
  });
  const fileTimes: number[] = [];
  const subjects = {
    package: subject(alone),
    proxy: subject(proxy),
    compare: subject(compare),
    record: {
      ...subject(record),
      settle: () => idle(record),
      prepare: async () => {
        fileTimes.push(fileMicros(folder.path));
      },
    },
    replay: subject(replay),
    mock: subject(mock),
  };
  await takeTurns(Object.values(subjects), Math.min(rounds, mostRounds), warmUpOf(options, warmUp));
  return describe(subjects, fileTimes.slice(-subjects.record.rounds.length));
}

/** @param fileTimes What one file alone took before each round, in microseconds. */
function describe(subjects: Readonly<Record<Case, Subject>>, fileTimes: readonly number[]): Measurement {
  const results = (['package', 'proxy', 'compare', 'record', 'mock', 'replay'] as const).map((name) => ({
    name,
    ...typicalRound(subjects[name].rounds),
  }));
  return {
    title: 'Proxy, compare, record and replay',
    how: `Leeloo's create, streamed to a server that parses, validates and answers; compared with the mock's own reply beside it; recorded with the writing and checking of each file; replayed, the same 1,000 requests over and over, of which each is taken apart once. ${connections} connections, ${requestsPerRound} requests a round, ${subjects.proxy.rounds.length} rounds in turn; medians. Speed is by processor time of the server's process, in the same round.`,
    columns: ['mode', 'CPU µs/request', 'requests/s', 'p50 ms', 'p99 ms'],
    rows: results.map((result) => [
      labels[result.name],
      round(result.cpuMicros),
      round(result.requestsPerSecond, 0),
      round(result.p50Ms, 2),
      round(result.p99Ms, 2),
    ]),
    notes: [
      `Of a recording, ${round(median(fileTimes))} µs (${round(Math.min(...fileTimes))} to ${round(Math.max(...fileTimes))} in the rounds) are the file system's here: so long it takes to write such a file, read it back and give it its name, without anything else.`,
    ],
    goals: [
      goalOf(subjects, 'proxy', 'package', 0.8),
      goalOf(subjects, 'record', 'proxy', 0.5),
      goalOf(subjects, 'replay', 'mock', 0.7),
    ],
    figures: { results, fileTimes, rounds: Object.entries(subjects).map(([name, { rounds }]) => ({ name, rounds })) },
  };
}

function goalOf(subjects: Readonly<Record<Case, Subject>>, one: Case, other: Case, least: number): Goal {
  const speeds = speedsOf(subjects[one].rounds, subjects[other].rounds);
  const found = median(speeds);
  return {
    goal: `${one} has at least ${least} of the speed of ${labels[other]}`,
    found: `${round(found, 2)} (half of the rounds between ${round(quantile(speeds, 0.25), 2)} and ${round(quantile(speeds, 0.75), 2)})`,
    met: found >= least,
  };
}
