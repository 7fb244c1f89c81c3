import type { BenchOptions } from '../options.ts';
import { type Measurement, round } from '../report/measurement.ts';
import { callAdmin } from '../servers/call-admin.ts';
import { type ServerName, ServerProcess } from '../servers/server-process.ts';
import { median, quantile } from '../statistics.ts';
import { countingMicros } from './counting-time.ts';
import {
  connections,
  leastCpuMicros,
  longWarmUp,
  type Round,
  requestsPerRound,
  type Subject,
  speedsOf,
  takeTurns,
  typicalRound,
  warmUpOf,
} from './rounds.ts';

const goal = 0.6;

const labels: Readonly<Partial<Record<ServerName, string>>> = {
  bare: 'node:http + ajv',
  express: 'Express 5 + ajv',
  understudy: 'understudy',
};

/** Processes of one program differ by a few percent for as long as they run, so each server is started this often. */
const generations = 3;

interface Result {
  readonly server: ServerName;
  readonly rounds: Round[];
}

type Results = readonly [bare: Result, express: Result, understudy: Result];

/** A stateful create against servers that only parse, validate and answer. */
export async function measureCreate(options: BenchOptions): Promise<Measurement> {
  const results: Results = [
    { server: 'bare', rounds: [] },
    { server: 'express', rounds: [] },
    { server: 'understudy', rounds: [] },
  ];
  for (let number = 0; number < generations; number += 1) await measureGeneration(results, options);
  return describe(results);
}

async function measureGeneration(results: Results, options: BenchOptions): Promise<void> {
  const { rounds, profiles } = options;
  await using bare = await ServerProcess.start('bare');
  await using express = await ServerProcess.start('express');
  await using understudy = await ServerProcess.start('understudy', profiles);
  // Every round begins with an empty session, so that all rounds are alike.
  const prepare = () => callAdmin(understudy.url, 'POST', 'reset');
  const create = { script: 'createAccount', stored: 0 } as const;
  const subjects: Subject[] = [
    { ...create, server: bare, rounds: results[0].rounds },
    { ...create, server: express, rounds: results[1].rounds },
    { ...create, server: understudy, rounds: results[2].rounds, prepare },
  ];
  await takeTurns(subjects, Math.ceil(rounds / generations), warmUpOf(options, longWarmUp));
}

function describe(results: Results): Measurement {
  const [bare, , understudy] = results;
  const typical = results.map(({ server, rounds }) => ({
    server,
    ...typicalRound(rounds),
    speed: median(speedsOf(rounds, bare.rounds)),
    leastCpuMicros: leastCpuMicros(rounds),
  }));
  const speeds = speedsOf(understudy.rounds, bare.rounds);
  return {
    title: 'A validated, stateful create',
    how: `Leeloo's create with the same phone, which is judged once, and a new email in every request, journal on, own replies checked. The two others parse the same request, validate it with the same compiled schema and answer; they store nothing. ${connections} connections, ${requestsPerRound} requests a round, ${speeds.length} rounds in turn by ${generations} processes of each; medians. Speed is by processor time of the server's process, against node:http in the same round.`,
    columns: ['server', 'CPU µs/request', 'quietest round', 'speed', 'requests/s', 'p50 ms', 'p99 ms'],
    rows: typical.map((result) => [
      labels[result.server] ?? result.server,
      round(result.cpuMicros),
      round(result.leastCpuMicros),
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
    notes: [`Counting which rules are met takes ${round(countingMicros(), 3)} µs of understudy's.`],
    figures: { results: typical, rounds: results },
  };
}
