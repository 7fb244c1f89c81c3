import { storedAccounts } from '../load/scripts.ts';
import type { BenchOptions } from '../options.ts';
import { type Measurement, round } from '../report/measurement.ts';
import { callAdmin } from '../servers/call-admin.ts';
import { ServerProcess } from '../servers/server-process.ts';
import { median } from '../statistics.ts';
import {
  leastCpuMicros,
  longWarmUp,
  requestsPerRound,
  type Subject,
  speedsOf,
  takeTurns,
  typicalRound,
  warmUpOf,
} from './rounds.ts';

const few = 1;
const many = 100_000;
const most = 0.2;

/** Whether finding an account costs more when there are many. */
export async function measureDuplicates(options: BenchOptions): Promise<Measurement> {
  await using almostEmpty = await ServerProcess.start('understudy');
  await using full = await ServerProcess.start('understudy');
  const subject = async (server: ServerProcess, stored: number): Promise<Subject> => {
    await callAdmin(server.url, 'PUT', 'state/leeloo', storedAccounts(stored));
    return { server, script: 'repeatAccount', stored, rounds: [] };
  };
  const subjects = [await subject(almostEmpty, few), await subject(full, many)] as const;
  await takeTurns(subjects, options.rounds, warmUpOf(options, longWarmUp));
  return describe(subjects);
}

function describe(subjects: readonly [few: Subject, many: Subject]): Measurement {
  const results = subjects.map(({ stored, rounds }) => ({
    stored,
    ...typicalRound(rounds),
    leastCpuMicros: leastCpuMicros(rounds),
  }));
  const ratios = speedsOf(subjects[0].rounds, subjects[1].rounds);
  const extra = median(ratios) - 1;
  return {
    title: 'A duplicate among many accounts',
    how: `A create of an account that exists already, with ${few} account stored and with ${many}, each in a server of its own. ${requestsPerRound} requests a round, ${ratios.length} rounds in turn; medians.`,
    columns: ['accounts stored', 'CPU µs/request', 'quietest round', 'requests/s', 'p50 ms', 'p99 ms'],
    rows: results.map((result) => [
      String(result.stored),
      round(result.cpuMicros),
      round(result.leastCpuMicros),
      round(result.requestsPerSecond, 0),
      round(result.p50Ms, 2),
      round(result.p99Ms, 2),
    ]),
    goals: [
      {
        goal: `with ${many} accounts at most ${most * 100} % dearer than with ${few}`,
        found: `${extra < 0 ? '' : '+'}${round(extra * 100)} %`,
        met: extra <= most,
      },
    ],
    figures: { results, ratios },
  };
}
