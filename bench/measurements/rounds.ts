import { Helper } from '../helper.ts';
import type { LoadResult, Order } from '../load/run.ts';
import type { Target } from '../load/scripts.ts';
import { median } from '../statistics.ts';

/** Long enough that every round has its share of garbage collections, so that a median does not pass over them. */
export const requestsPerRound = 10_000;
export const connections = 16;
/** Rounds until V8 has compiled what runs often: the more code a request passes, the later. */
export const longWarmUp = 10;
const shortWarmUp = 3;
/** Enough to see that all works; the figures are of code that is still being compiled. */
const quickWarmUp = 1;

/** How many rounds a run warms up for. */
export function warmUpOf({ quick }: { readonly quick: boolean }, rounds: number = shortWarmUp): number {
  return quick ? quickWarmUp : rounds;
}

/** A server that tells what it has used so far, of whatever make. */
export interface MeasuredServer {
  readonly url: string;
  /** Processor time of all its processes and threads, in milliseconds. */
  usage(): Promise<{ readonly cpuMs: number }>;
}

/** One of the servers that take turns, with what it was found to cost. */
export interface Subject {
  readonly server: MeasuredServer;
  readonly script: Order['script'];
  /** Accounts that it has stored, for scripts that repeat them, or sessions. */
  readonly stored: number;
  /** Where it answers, and what, when it is no understudy. */
  readonly target?: Target;
  /** Requests of a round, when not as many as usual. */
  readonly count?: number;
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

/**
 * Measures all servers in turn, so that what else the machine does falls on each alike.
 * @param first Index of the first request, above those that are stored where new ones are wanted.
 */
export async function takeTurns(
  subjects: readonly Subject[],
  rounds: number,
  warmUpRounds: number = shortWarmUp,
  first = 0,
): Promise<void> {
  await using load = new Helper('load/main.ts');
  for (let number = 0; number < warmUpRounds + rounds; number += 1) {
    for (const subject of subjects) {
      await subject.prepare?.();
      const round = await measureRound(load, subject, first + number * requestsPerRound);
      if (number >= warmUpRounds) subject.rounds.push(round);
    }
  }
}

/** Measures one round; the indexes of its requests begin with the first. */
export async function measureRound(load: Helper, subject: Subject, first: number): Promise<Round> {
  const { server, script, stored, target, count = requestsPerRound, settle } = subject;
  const order: Order = { url: server.url, script, stored, first, count, connections, ...(target && { target }) };
  const before = await server.usage();
  const result = await load.ask<LoadResult>(order);
  await settle?.();
  const after = await server.usage();
  return {
    ...result,
    cpuMicros: ((after.cpuMs - before.cpuMs) * 1000) / count,
    requestsPerSecond: (count * 1000) / result.durationMs,
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
