import { setTimeout as wait } from 'node:timers/promises';
import { Canaries } from './canaries.ts';
import { leaksIn, type MemoryReport, memoryReport, type TimedSample } from './memory.ts';
import { Recordings } from './recordings.ts';
import type { Sample } from './sample-memory.ts';
import { Server } from './server.ts';
import { startUpstream } from './upstream.ts';
import { type Violation, Violations } from './violations.ts';
import { type LoadSettings, resetSessions, runWorkers, Tally } from './workers.ts';

/** What a soak found. */
export interface SoakReport {
  readonly seed: number;
  readonly workers: number;
  readonly seconds: number;
  readonly requests: number;
  readonly kinds: Readonly<Record<string, number>>;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly recordings: { readonly scanned: number; readonly aside: number };
  readonly memory: MemoryReport;
  /** Open sockets of the server before the load and after it. */
  readonly sockets: { readonly before: number; readonly after: number };
  readonly violationCounts: Readonly<Record<string, number>>;
  readonly violations: readonly Violation[];
}

/** Where a soak stands. */
export interface Progress {
  readonly seconds: number;
  readonly requests: number;
  readonly sample: Sample | undefined;
  readonly violations: number;
}

/** How often memory is sampled, in milliseconds, and how long connections may take to go away. */
const sampleEvery = 10_000;
const closingWithin = 15_000;

/** Puts a server of its own under load until the requests are sent or the signal comes, and checks everything it puts out. */
export async function soak(settings: LoadSettings, tell: (progress: Progress) => void): Promise<SoakReport> {
  const canaries = new Canaries(settings.seed);
  const violations = new Violations();
  const token = canaries.sent.find(({ name }) => name === 'an issued token')?.secret ?? '';
  await using upstream = await startUpstream(token, violations);
  await using recordings = await Recordings.create(canaries, violations);
  const { folder } = recordings;
  const server = await Server.start(
    { seed: settings.seed, upstream: upstream.url, recordings: folder },
    canaries,
    violations,
  );
  const tally = new Tally();
  const before = socketsOf(await server.sample());
  const startedAt = performance.now();
  const seconds = () => Math.round((performance.now() - startedAt) / 100) / 10;
  const load = new AbortController();
  const signal = AbortSignal.any([settings.signal, load.signal]);
  const watching = watch(server, recordings, signal, (sample) => {
    if (!server.isRunning) load.abort();
    tell({ seconds: seconds(), requests: tally.requests, sample, violations: violations.total });
    return seconds() / 60;
  });
  await runWorkers(server, { ...settings, signal }, canaries, violations, tally);
  const took = seconds();
  load.abort();
  const samples = await watching;
  await resetSessions(server, settings, canaries);
  // What buffers held is given back after the garbage collection that found them.
  await server.sample();
  const atRest = await server.sample();
  await upstream[Symbol.asyncDispose]();
  const after = await settledSockets(server, before);
  if (after > before) violations.add('open sockets', `The server holds ${after} sockets, ${before} before the load.`);
  await server.stop(violations);
  await recordings.scan();
  const memory = memoryReport(samples, atRest);
  for (const message of leaksIn(memory)) violations.add('leak', message);
  return {
    seed: settings.seed,
    workers: settings.workers,
    seconds: took,
    requests: tally.requests,
    kinds: sorted(tally.kinds),
    outcomes: sorted(tally.outcomes),
    recordings: recordings.counts,
    memory,
    sockets: { before, after },
    violationCounts: violations.counts,
    violations: violations.kept,
  };
}

/** Samples memory and looks through the recordings until the load ends. */
async function watch(server: Server, recordings: Recordings, signal: AbortSignal, tell: (sample?: Sample) => number) {
  const samples: TimedSample[] = [];
  const pause = (ms: number) => wait(ms, undefined, { signal }).catch(() => {});
  while (!signal.aborted) {
    for (let part = 0; part < 10 && !signal.aborted; part += 1) {
      await pause(sampleEvery / 10);
      await recordings.scan();
    }
    const sample = await server.sample();
    const minutes = tell(sample);
    if (sample && !signal.aborted) samples.push({ ...sample, minutes });
  }
  return samples;
}

/** The sockets once they are as few as before, or as they are when that takes too long. */
async function settledSockets(server: Server, before: number): Promise<number> {
  const until = performance.now() + closingWithin;
  let sockets = socketsOf(await server.sample());
  while (sockets > before && performance.now() < until) {
    await wait(100);
    sockets = socketsOf(await server.sample());
  }
  return sockets;
}

function socketsOf(sample: Sample | undefined): number {
  return sample?.resources.TCPSocketWrap ?? 0;
}

function sorted(counts: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...counts].sort(([, one], [, other]) => other - one));
}
