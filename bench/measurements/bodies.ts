import type { BodyOrder } from '../bodies/main.ts';
import { shapes } from '../bodies/shapes.ts';
import { type Times, type WayName, wayNames } from '../bodies/ways.ts';
import { Helper } from '../helper.ts';
import type { BenchOptions } from '../options.ts';
import type { Goal } from '../report/goal.ts';
import { type Measurement, round, type Table } from '../report/measurement.ts';
import { median } from '../statistics.ts';

const kibibyte = 1_024;
const sizes = [64, 256, 1_024];
const [least = 0, most = 0] = [sizes[0], sizes.at(-1)];
/** What everybody else waits for one body at most. */
const mostMs = 1_200;
/** Twice what is linear: caches and the collection of garbage make large bodies dearer. Quadratic would be 256. */
const mostGrowth = (2 * most) / least;
/** What takes less shows nothing by its growth. */
const countsFromMs = 200;

/** Times of one shape by sizes, the median of all rounds. */
interface Found {
  readonly shape: string;
  readonly times: readonly Times[];
}

/** Whether work over a body grows with its length alone, whatever it is full of. */
export async function measureBodies({ quick }: BenchOptions): Promise<Measurement> {
  const rounds = quick ? 1 : 3;
  const found: Found[] = [];
  await using helper = new Helper('bodies/main.ts');
  for (const shape of Object.keys(shapes)) {
    // Once more before: code that is compiled meanwhile would hide how much dearer the larger ones are.
    await helper.ask<Times>({ shape, bytes: least * kibibyte } satisfies BodyOrder);
    const times: Times[] = [];
    for (const size of sizes) times.push(await timesOf(helper, { shape, bytes: size * kibibyte }, rounds));
    found.push({ shape, times });
  }
  return describe(found, rounds);
}

async function timesOf(helper: Helper, order: BodyOrder, rounds: number): Promise<Times> {
  const each: Times[] = [];
  while (each.length < rounds) each.push(await helper.ask<Times>({ ...order }));
  return medians(each);
}

function medians(each: readonly Times[]): Times {
  const of = (name: WayName) => median(each.map((times) => times[name]));
  return {
    record: of('record'),
    replay: of('replay'),
    check: of('check'),
    scan: of('scan'),
    scrub: of('scrub'),
    journal: of('journal'),
  };
}

function describe(found: readonly Found[], rounds: number): Measurement {
  return {
    title: 'The worst bodies of 64 KiB to 1 MiB',
    how: `${found.length} kinds of bodies made to take long, in a request and in a reply: recorded (redacted, printed and proven), replayed (found, and missed with the nearest recording named), checked, scanned and scrubbed in a file, shown in the journal. Processor time of the thread in which all requests wait meanwhile, in milliseconds; ${rounds} rounds, medians. Each row is of the body that takes that way the longest.`,
    ...worstTable(found),
    further: [shapeTable(found)],
    goals: wayNames.flatMap((name) => [timeGoal(name, found), growthGoal(name, found)]),
    figures: { sizes, found },
  };
}

function worstOf(name: WayName, found: readonly Found[], measure: (times: readonly Times[]) => number): Found {
  const [worst] = found.toSorted((one, other) => measure(other.times) - measure(one.times));
  if (!worst) throw new Error(`Cannot tell the worst body to ${name}: none was measured.`);
  return worst;
}

const longest = (name: WayName) => (times: readonly Times[]) => times.at(-1)?.[name] ?? Number.NaN;

function growth(name: WayName): (times: readonly Times[]) => number {
  return (times) => (longest(name)(times) < countsFromMs ? 0 : longest(name)(times) / (times[0]?.[name] ?? Number.NaN));
}

function worstTable(found: readonly Found[]): Table {
  return {
    columns: ['way', ...sizes.map((size) => `${size} KiB`), 'worst body'],
    rows: wayNames.map((name) => {
      const { shape, times } = worstOf(name, found, longest(name));
      return [name, ...times.map((each) => round(each[name], 0)), shape];
    }),
  };
}

function shapeTable(found: readonly Found[]): Table {
  return {
    columns: [`${most} KiB of`, ...wayNames],
    rows: found.map(({ shape, times }) => [shape, ...wayNames.map((name) => round(longest(name)(times), 0))]),
  };
}

function timeGoal(name: WayName, found: readonly Found[]): Goal {
  const worst = longest(name)(worstOf(name, found, longest(name)).times);
  return {
    goal: `${name}: at most ${mostMs} ms for ${most} KiB of the worst body`,
    found: `${round(worst, 0)} ms`,
    met: worst <= mostMs,
  };
}

function growthGoal(name: WayName, found: readonly Found[]): Goal {
  const { shape, times } = worstOf(name, found, growth(name));
  const times64 = growth(name)(times);
  return {
    goal: `${name}: ${most} KiB take at most ${mostGrowth} times as long as ${least} KiB, where they take ${countsFromMs} ms`,
    found: times64 === 0 ? 'none that long' : `${round(times64)} times (${shape})`,
    met: times64 <= mostGrowth,
  };
}
