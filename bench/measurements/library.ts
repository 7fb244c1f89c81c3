import { Helper } from '../helper.ts';
import { type Measurement, round } from '../report/measurement.ts';
import { median, quantile } from '../statistics.ts';

const starts = 15;
const mostMs = 50;

interface Start {
  readonly importMs: number;
  readonly startMs: number;
}

/** How long a test waits for its server. */
export async function measureLibrary(): Promise<Measurement> {
  const taken: Start[] = [];
  for (let number = 0; number < starts; number += 1) {
    await using helper = new Helper('servers/library.ts');
    taken.push(await helper.next<Start>());
  }
  return describe(taken);
}

function describe(taken: readonly Start[]): Measurement {
  const row = (label: string, of: readonly number[]) => [
    label,
    round(median(of)),
    round(quantile(of, 0)),
    round(quantile(of, 1)),
  ];
  const startTimes = taken.map(({ startMs }) => startMs);
  return {
    title: 'Starting it as a library',
    how: `The first \`startUnderstudy()\` of a process, all four mocks, port 0; ${starts} processes. No compile cache, as in a test runner.`,
    columns: ['step', 'median ms', 'least ms', 'most ms'],
    rows: [
      row(
        'import',
        taken.map(({ importMs }) => importMs),
      ),
      row('startUnderstudy()', startTimes),
    ],
    goals: [
      {
        goal: `startUnderstudy() in less than ${mostMs} ms after the import`,
        found: `${round(median(startTimes))} ms`,
        met: median(startTimes) < mostMs,
      },
    ],
    figures: { taken },
  };
}
