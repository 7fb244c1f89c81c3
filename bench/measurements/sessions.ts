import type { BenchOptions } from '../options.ts';
import type { Measurement } from '../report/measurement.ts';
import { ServerProcess } from '../servers/server-process.ts';
import { curve, flatness, growthTable, roundsOf } from './growth.ts';
import { requestsPerRound, type Subject, takeTurns, warmUpOf } from './rounds.ts';

/** The last is as many as one server keeps. */
const sizes = [1, 10, 100, 300, 1_000];
const warmUp = 4;

/** Whether a request costs more when the requests are spread over many sessions. */
export async function measureSessions(options: BenchOptions): Promise<Measurement> {
  await using servers = new AsyncDisposableStack();
  const subjects: Subject[] = [];
  for (const stored of sizes) {
    const server = servers.use(await ServerProcess.start('understudy'));
    subjects.push({ server, script: 'createInSessions', stored, rounds: [] });
  }
  await takeTurns(subjects, roundsOf(options), warmUpOf(options, warmUp));
  return describe(subjects);
}

function describe(subjects: readonly Subject[]): Measurement {
  const sized = subjects.map(({ stored, rounds }) => ({ size: stored, rounds }));
  return {
    title: 'Sessions: 1 to 1,000',
    how: `Creates of new accounts, in one session after the other, each number of sessions in a server of its own. ${requestsPerRound} requests a round, ${subjects[0]?.rounds.length} rounds in turn; medians.`,
    ...growthTable('sessions', sized),
    goals: [flatness('sessions, a create', sized)],
    plots: [
      {
        file: 'sessions.svg',
        title: 'Cost of a create against the sessions in use',
        x: 'sessions (logarithmic)',
        y: 'processor time (µs a request)',
        lines: [curve('create', sized)],
      },
    ],
    figures: { sized },
  };
}
