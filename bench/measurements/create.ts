import type { BenchOptions } from '../options.ts';
import { type Measurement, round } from '../report/measurement.ts';
import { callAdmin } from '../servers/call-admin.ts';
import { type ServerName, ServerProcess } from '../servers/server-process.ts';
import { median, quantile } from '../statistics.ts';
import { connections, requestsPerRound, type Subject, speedsOf, takeTurns, typicalRound } from './rounds.ts';

const goal = 0.5;

const labels: Readonly<Partial<Record<ServerName, string>>> = {
  bare: 'node:http + ajv',
  express: 'Express 5 + ajv',
  understudy: 'understudy',
};

/** A stateful create against servers that only parse, validate and answer. */
export async function measureCreate({ rounds, profiles }: BenchOptions): Promise<Measurement> {
  await using bare = await ServerProcess.start('bare');
  await using express = await ServerProcess.start('express');
  await using understudy = await ServerProcess.start('understudy', profiles);
  const subject = (server: ServerProcess): Subject => ({ server, script: 'createAccount', stored: 0, rounds: [] });
  // Every round begins with an empty session, so that all rounds are alike.
  const prepare = () => callAdmin(understudy.url, 'POST', 'reset');
  const subjects = [subject(bare), subject(express), { ...subject(understudy), prepare }] as const;
  await takeTurns(subjects, rounds);
  return describe(subjects);
}

function describe(subjects: readonly [bare: Subject, express: Subject, understudy: Subject]): Measurement {
  const [bare, , understudy] = subjects;
  const results = subjects.map(({ server, rounds }) => ({
    server: server.name,
    ...typicalRound(rounds),
    speed: median(speedsOf(rounds, bare.rounds)),
  }));
  const speeds = speedsOf(understudy.rounds, bare.rounds);
  return {
    title: 'A validated, stateful create',
    how: `Leeloo's create with a phone and a new email in every request, journal on, own replies checked. The two others parse the same request, validate it with the same compiled schema and answer; they store nothing. ${connections} connections, ${requestsPerRound} requests a round, ${speeds.length} rounds in turn; medians. Speed is by processor time of the server's process, against node:http in the same round.`,
    columns: ['server', 'CPU µs/request', 'speed', 'requests/s', 'p50 ms', 'p99 ms'],
    rows: results.map((result) => [
      labels[result.server] ?? result.server,
      round(result.cpuMicros),
      round(result.speed, 2),
      round(result.requestsPerSecond, 0),
      round(result.p50Ms, 2),
      round(result.p99Ms, 2),
    ]),
    goals: [
      {
        goal: `at least ${goal} of the speed of node:http + ajv`,
        found: `${round(median(speeds), 2)} (half of the rounds between ${round(quantile(speeds, 0.25), 2)} and ${round(quantile(speeds, 0.75), 2)})`,
        met: median(speeds) >= goal,
      },
    ],
    figures: { results, rounds: subjects.map(({ server, rounds }) => ({ server: server.name, rounds })) },
  };
}
