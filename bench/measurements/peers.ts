import type { BenchOptions } from '../options.ts';
import { assembleField } from '../peers/field.ts';
import { installPeers } from '../peers/install.ts';
import type { Peer } from '../peers/peer.ts';
import { atLeast, below, type Goal } from '../report/goal.ts';
import { type Measurement, round, type Table } from '../report/measurement.ts';
import { median } from '../statistics.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { admit, type Contestant, contend, type Effort, timeStarts } from './contest.ts';
import { connections, speedsOf, typicalRound } from './rounds.ts';

const thorough: Effort = {
  starts: 5,
  equalRequests: 1_000,
  warmUp: { leastMs: 4_000, leastRequests: 40_000, mostMs: 15_000 },
  rounds: 7,
  roundMs: 1_200,
};
const brief: Effort = {
  starts: 1,
  equalRequests: 200,
  warmUp: { leastMs: 500, leastRequests: 500, mostMs: 1_000 },
  rounds: 2,
  roundMs: 500,
};
const mebibyte = 2 ** 20;

/** How many times the speed of each is hoped for, and whether with less memory. */
const rivals: Readonly<Record<string, { readonly times: number; readonly lighter: boolean }>> = {
  Prism: { times: 4, lighter: true },
  'Mockoon, schema rule': { times: 4, lighter: true },
  'Mockoon, no rules': { times: 4, lighter: true },
  WireMock: { times: 4, lighter: true },
  Steady: { times: 3, lighter: false },
};

/** The same create by every mock server that can be had here. */
export async function measurePeers({ quick }: BenchOptions): Promise<Measurement> {
  const effort = quick ? brief : thorough;
  if (process.platform !== 'linux')
    return cannot('The processor time of other programs is read from /proc: this needs Linux.');
  const failure = await installPeers();
  using folder = new TemporaryFolder();
  const { peers, skipped } = assembleField(folder.path);
  const { contestants, refused } = await admit(peers, folder.path);
  await timeStarts(contestants, effort.starts, folder.path);
  await contend(contestants, effort, folder.path);
  return describe(contestants, [...(failure === undefined ? [] : [failure]), ...skipped, ...refused], effort);
}

const title = 'The same create by other mock servers';

function cannot(why: string): Measurement {
  return { title, how: why, columns: [], rows: [], goals: [], figures: {} };
}

/** What is shown of a server. */
interface Figures {
  readonly peer: Peer;
  readonly cpuMicros: number;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly startMs: number;
  /** After as many requests as all others. */
  readonly equalMiB: number;
  readonly peakMiB: number;
}

function describe(contestants: readonly Contestant[], notes: readonly string[], effort: Effort): Measurement {
  const all = contestants.map(figuresOf);
  const { warmUp } = effort;
  return {
    title,
    how: `Leeloo's create with a new email in every request, from the OpenAPI description that \`understudy openapi leeloo\` prints, as far as each takes it; Mockoon and WireMock get its JSON Schema as a rule. Each is started by its own command, with its admin API, its file log and its output off where that can be said, in the version of its npm package; WireMock keeps a journal of 1,000 requests, as understudy does. ${connections} connections, rounds of ${effort.roundMs / 1_000} s in turn, ${effort.rounds} each after warming up for ${warmUp.leastRequests} requests and ${warmUp.leastMs / 1_000} s, or ${warmUp.mostMs / 1_000} s; medians. Processor time and peak memory are of all processes of a server, a launcher included. Equal MiB is the peak after ${effort.equalRequests} requests to each, peak MiB that over all, when the fast ones have served many times as many. Node programs start from compiled code. Each was seen to take a valid request and to refuse what it is said to before it was measured.`,
    ...figureTable(all),
    further: [ratioTable(contestants, all), workTable(all)],
    notes,
    goals: goalsOf(contestants, all, effort.equalRequests),
    figures: {
      effort,
      results: all.map(({ peer, ...figures }) => ({ name: peer.name, version: peer.version, ...figures })),
      rounds: contestants.map(({ peer, rounds, startMs }) => ({ name: peer.name, rounds, startMs })),
    },
  };
}

function figuresOf({ peer, rounds, startMs, equalBytes, peakBytes }: Contestant): Figures {
  return {
    peer,
    ...typicalRound(rounds),
    startMs: median(startMs),
    equalMiB: median(equalBytes) / mebibyte,
    peakMiB: median(peakBytes) / mebibyte,
  };
}

function figureTable(all: readonly Figures[]): Table {
  return {
    columns: [
      'server',
      'version',
      'CPU µs/request',
      'requests/s',
      'p50 ms',
      'p99 ms',
      'start ms',
      'equal MiB',
      'peak MiB',
    ],
    rows: all.map(({ peer, cpuMicros, requestsPerSecond, p50Ms, p99Ms, startMs, equalMiB, peakMiB }) => [
      peer.name,
      peer.version,
      round(cpuMicros, 0),
      round(requestsPerSecond, 0),
      round(p50Ms, 2),
      round(p99Ms, 2),
      round(startMs, 0),
      round(equalMiB, 0),
      round(peakMiB, 0),
    ]),
  };
}

/** Processor time is compared round by round, the rest by its medians. */
function ratioTable(contestants: readonly Contestant[], all: readonly Figures[]): Table {
  const [first] = all;
  const times = (own: number, others: number | undefined) => round(own / (others ?? Number.NaN), 2);
  return {
    columns: [
      'times node:http + ajv',
      'speed by CPU',
      'requests/s',
      'p50',
      'p99',
      'start',
      'equal memory',
      'peak memory',
    ],
    rows: all.map((figures, index) => [
      figures.peer.name,
      round(median(speedsOf(contestants[index]?.rounds ?? [], contestants[0]?.rounds ?? [])), 2),
      times(figures.requestsPerSecond, first?.requestsPerSecond),
      times(figures.p50Ms, first?.p50Ms),
      times(figures.p99Ms, first?.p99Ms),
      times(figures.startMs, first?.startMs),
      times(figures.equalMiB, first?.equalMiB),
      times(figures.peakMiB, first?.peakMiB),
    ]),
  };
}

function workTable(all: readonly Figures[]): Table {
  const tick = (refused: boolean) => (refused ? 'refused' : 'taken');
  return {
    columns: ['what they do', 'no email', 'bad email', 'unknown token', 'not done'],
    rows: all.map(({ peer: { name, refuses, without } }) => [
      name,
      tick(refuses.noEmail),
      tick(refuses.badEmail),
      tick(refuses.unknownToken),
      without,
    ]),
  };
}

function goalsOf(contestants: readonly Contestant[], all: readonly Figures[], requests: number): Goal[] {
  const own = contestants.findIndex(({ peer }) => peer.name === 'understudy');
  const ownRounds = contestants[own]?.rounds ?? [];
  const lighter = (name: string, of: 'equalMiB' | 'peakMiB', when: string, index: number) =>
    below(`less memory than ${name} ${when}`, all[own]?.[of] ?? Number.NaN, all[index]?.[of] ?? Number.NaN, 'MiB');
  return contestants.flatMap(({ peer: { name }, rounds }, index) => {
    const rival = rivals[name];
    if (!rival) return [];
    const speed = atLeast(rival.times, `times the speed of ${name} by processor time`, speedsOf(ownRounds, rounds));
    if (!rival.lighter) return [speed];
    return [
      speed,
      lighter(name, 'equalMiB', `after ${requests} requests each`, index),
      lighter(name, 'peakMiB', 'over all rounds', index),
    ];
  });
}
