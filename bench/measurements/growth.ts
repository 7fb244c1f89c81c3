import { type Goal, growsAtMost } from '../report/goal.ts';
import { round, type Table } from '../report/measurement.ts';
import type { Plot } from '../report/plot.ts';
import { median } from '../statistics.ts';
import { type Round, speedsOf, typicalRound } from './rounds.ts';

/** Timed rounds for each size; the sizes take turns, and there are many. */
export const roundsOf = ({ quick }: { readonly quick: boolean }) => (quick ? 2 : 9);

/** How much dearer the largest size may be: within it, a curve is flat. */
export const mostGrowth = 0.2;

/** What was found at one size. */
export interface Sized {
  readonly size: number;
  readonly rounds: readonly Round[];
}

/** A row for each size, and how many times the cost of the smallest it is. */
export function growthTable(what: string, sized: readonly Sized[]): Table {
  const [smallest] = sized;
  return {
    columns: [what, 'CPU µs/request', 'times the first', 'requests/s', 'p50 ms', 'p99 ms'],
    rows: sized.map(({ size, rounds }) => {
      const typical = typicalRound(rounds);
      // Of each round against the smallest in the same round, as the goal has it.
      const growth = median(speedsOf(smallest?.rounds ?? [], rounds));
      return [
        String(size),
        round(typical.cpuMicros),
        round(growth, 2),
        round(typical.requestsPerSecond, 0),
        round(typical.p50Ms, 2),
        round(typical.p99Ms, 2),
      ];
    }),
  };
}

/** That the largest size is hardly dearer than the smallest. */
export function flatness(what: string, sized: readonly Sized[]): Goal {
  const [smallest, largest] = [sized[0], sized.at(-1)];
  const name = `from ${smallest?.size} to ${largest?.size} ${what} grows by`;
  return growsAtMost(mostGrowth, name, speedsOf(smallest?.rounds ?? [], largest?.rounds ?? []));
}

/** The points of a curve: the median of each size. */
export function curve(name: string, sized: readonly Sized[]): Plot['lines'][number] {
  return { name, points: sized.map(({ size, rounds }) => ({ x: size, y: typicalRound(rounds).cpuMicros })) };
}
