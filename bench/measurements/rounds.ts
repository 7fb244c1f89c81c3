import { Helper } from '../helper.ts';
import type { LoadResult, Order } from '../load/run.ts';
import type { ServerProcess } from '../servers/server-process.ts';
import { median } from '../statistics.ts';

/** Long enough that every round has its share of garbage collections, so that a median does not pass over them. */
export const requestsPerRound = 10_000;
export const connections = 16;
/** Rounds until V8 has compiled what runs often: the more code a request passes, the later. */
export const longWarmUp = 10;
const shortWarmUp = 3;

/** One of the servers that take turns, with what it was found to cost. */
export interface Subject {
  readonly server: ServerProcess;
  readonly script: Order['script'];
  /** Accounts that it has stored, for scripts that repeat them. */
  readonly stored: number;
  /** Waited for within a round, so that work done after the last reply counts. */
  readonly settle?: () => Promise<void>;
  /** Done before each round, outside of what is measured. */
  readonly prepare?: () => Promise<void>;
  readonly rounds: Round[];
}

/** What one request cost in one round. */
export interface Round extends LoadResult {
  /** Processor time of the server's process, in microseconds. */
  readonly cpuMicros: number;
  readonly requestsPerSecond: number;
}

/** Measures all servers in turn, so that what else the machine does falls on each alike. */
export async function takeTurns(
  subjects: readonly Subject[],
  rounds: number,
  warmUpRounds: number = shortWarmUp,
): Promise<void> {
  await using load = new Helper('load/main.ts');
  for (let number = 0; number < warmUpRounds + rounds; number += 1) {
    for (const subject of subjects) {
      await subject.prepare?.();
      const round = await measureRound(load, subject, number * requestsPerRound);
      if (number >= warmUpRounds) subject.rounds.push(round);
    }
  }
}

async function measureRound(load: Helper, { server, script, stored, settle }: Subject, first: number): Promise<Round> {
  const order: Order = { url: server.url, script, stored, first, count: requestsPerRound, connections };
  const before = await server.usage();
  const result = await load.ask<LoadResult>(order);
  await settle?.();
  const after = await server.usage();
  return {
    ...result,
    cpuMicros: ((after.cpuMs - before.cpuMs) * 1000) / requestsPerRound,
    requestsPerSecond: (requestsPerRound * 1000) / result.durationMs,
  };
}

/** The median of each figure over all rounds. */
export function typicalRound(rounds: readonly Round[]): Round {
  const of = (figure: (round: Round) => number) => median(rounds.map(figure));
  return {
    cpuMicros: of(({ cpuMicros }) => cpuMicros),
    requestsPerSecond: of(({ requestsPerSecond }) => requestsPerSecond),
    durationMs: of(({ durationMs }) => durationMs),
    p50Ms: of(({ p50Ms }) => p50Ms),
    p99Ms: of(({ p99Ms }) => p99Ms),
  };
}

/** The processor time of a request in the quietest round, in microseconds: the least that other programs disturbed. */
export function leastCpuMicros(rounds: readonly Round[]): number {
  return Math.min(...rounds.map(({ cpuMicros }) => cpuMicros));
}

/** How many times the processor time of the other's request goes into one's own, round by round. */
export function speedsOf(own: readonly Round[], other: readonly Round[]): number[] {
  return own.map(({ cpuMicros }, index) => (other[index]?.cpuMicros ?? Number.NaN) / cpuMicros);
}
