import type { Sample } from './sample-memory.ts';

/** A sample and when it was taken, in minutes since the start. */
export interface TimedSample extends Sample {
  readonly minutes: number;
}

/** Journals, sessions and caches fill first. */
const warmUp = 0.4;
/** With fewer samples a slope is an accident. */
const fewest = 8;
/** MiB of heap a minute; what is measured without a leak varies by less. */
export const slopeLimit = 2;

/** MiB of heap and buffers at rest, beyond what there were after the first seconds: caches have filled since. */
export const restLimit = 32;

const mebibyte = 1_048_576;

/** How memory developed. */
export interface MemoryReport {
  /** MiB a minute after the warm-up, by least squares; none when there were too few samples. */
  readonly heapSlope: number | undefined;
  /** The same of the resident set: only reported, since the system takes its time to get pages back. */
  readonly rssSlope: number | undefined;
  readonly heapMiB: readonly number[];
  readonly externalMiB: readonly number[];
  readonly rssMiB: readonly number[];
  /** Heap and buffers together once every session was reset. */
  readonly atRestMiB: number | undefined;
}

/** Reports on the samples of a run. */
export function memoryReport(samples: readonly TimedSample[], atRest?: Sample): MemoryReport {
  const end = samples.at(-1)?.minutes ?? 0;
  const warm = samples.filter(({ minutes }) => minutes >= warmUp * end);
  const slopeOf = (what: 'heap' | 'rss') =>
    warm.length < fewest ? undefined : slope(warm.map((sample) => [sample.minutes, sample[what] / mebibyte]));
  return {
    heapSlope: slopeOf('heap'),
    rssSlope: slopeOf('rss'),
    heapMiB: samples.map(({ heap }) => rounded(heap / mebibyte)),
    externalMiB: samples.map(({ external }) => rounded(external / mebibyte)),
    rssMiB: samples.map(({ rss }) => rounded(rss / mebibyte)),
    atRestMiB: atRest && rounded((atRest.heap + atRest.external) / mebibyte),
  };
}

/** What in a report is a leak; nothing can be said of a short run. */
export function leaksIn({ heapSlope, heapMiB, externalMiB, atRestMiB = 0 }: MemoryReport): string[] {
  if (heapSlope === undefined) return [];
  const allowed = (heapMiB[0] ?? 0) + (externalMiB[0] ?? 0) + restLimit;
  return [
    ...(heapSlope > slopeLimit ? [`The heap grows by ${heapSlope} MiB a minute, more than ${slopeLimit}.`] : []),
    ...(atRestMiB > allowed
      ? [`Heap and buffers are ${atRestMiB} MiB once every session was reset, more than ${allowed}.`]
      : []),
  ];
}

/** The slope of the line with the least squares. */
export function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(points.map(([each]) => each)), mean(points.map(([, each]) => each))];
  const above = points.reduce((sum, [px, py]) => sum + (px - x) * (py - y), 0);
  const below = points.reduce((sum, [px]) => sum + (px - x) ** 2, 0);
  return below === 0 ? 0 : rounded(above / below);
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
