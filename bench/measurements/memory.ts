import { Helper } from '../helper.ts';
import type { LoadResult, Order } from '../load/run.ts';
import { storedAccounts } from '../load/scripts.ts';
import type { BenchOptions } from '../options.ts';
import { type Measurement, round } from '../report/measurement.ts';
import { callAdmin } from '../servers/call-admin.ts';
import type { Usage } from '../servers/report-usage.ts';
import { ServerProcess } from '../servers/server-process.ts';
import { slope } from '../statistics.ts';
import { connections } from './rounds.ts';

const samples = 20;
const stored = 1_000;
/** Accounts, journal and compiled code come in the first part; what grows after it is a leak. */
const settlingShare = 0.2;
const mostHeapBytesPerRequest = 1;
const mostRssGrowth = 0.1;
const mebibyte = 2 ** 20;

interface Sample extends Usage {
  readonly requests: number;
}

/** Whether requests that store nothing leave something behind. */
export async function measureMemory({ requests }: BenchOptions): Promise<Measurement> {
  await using load = new Helper('load/main.ts');
  await using server = await ServerProcess.start('understudy');
  await callAdmin(server.url, 'PUT', 'state/leeloo', storedAccounts(stored));
  const taken: Sample[] = [{ requests: 0, ...(await server.usageAfterCollection()) }];
  const count = Math.ceil(requests / samples);
  for (let number = 0; number < samples; number += 1) {
    const first = number * count;
    const order: Order = { url: server.url, script: 'storeNothing', first, count, stored, connections };
    await load.ask<LoadResult>(order);
    taken.push({ requests: (number + 1) * count, ...(await server.usageAfterCollection()) });
  }
  return describe(taken);
}

function describe(taken: readonly Sample[]): Measurement {
  const total = taken.at(-1)?.requests ?? 0;
  const settled = taken.filter(({ requests }) => requests >= total * settlingShare);
  const heapSlope = slope(settled.map(({ requests, heapBytes }) => ({ x: requests, y: heapBytes })));
  const rssSlope = slope(settled.map(({ requests, rssBytes }) => ({ x: requests, y: rssBytes })));
  const settledRss = settled[0]?.rssBytes ?? Number.NaN;
  const rssGrowth = ((taken.at(-1)?.rssBytes ?? Number.NaN) - settledRss) / settledRss;
  const shown = [taken[0], settled[0], settled[Math.floor(settled.length / 2)], taken.at(-1)];
  return {
    title: 'Memory over many requests',
    how: `${total} requests that store nothing: duplicates and four kinds of refusals, most with values never seen before. Measured ${samples} times after a forced garbage collection; slopes are over the last ${(1 - settlingShare) * 100} %.`,
    columns: ['after requests', 'heap MiB', 'resident MiB'],
    rows: shown.flatMap((sample) =>
      sample ? [[String(sample.requests), round(sample.heapBytes / mebibyte), round(sample.rssBytes / mebibyte)]] : [],
    ),
    goals: [
      {
        goal: `the heap grows by less than ${mostHeapBytesPerRequest} byte a request`,
        found: `${round(heapSlope, 3)} bytes a request`,
        met: heapSlope < mostHeapBytesPerRequest,
      },
      {
        goal: `the resident memory grows by less than ${mostRssGrowth * 100} % after the first fifth`,
        found: `${round(rssGrowth * 100)} %`,
        met: rssGrowth < mostRssGrowth,
      },
    ],
    figures: { heapSlope, rssSlope, samples: taken },
  };
}
