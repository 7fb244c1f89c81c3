import { parseArgs } from 'node:util';
import { slopeLimit } from './memory.ts';
import { type Progress, type SoakReport, soak } from './soak.ts';

const usage = `Usage: npm run test:soak -- [--minutes 10] [--seed N] [--workers 16] [--sessions 1400] [--requests N] [--json]

Sends random traffic to a server of its own and checks everything that it puts out. Ctrl-C ends it with the report.
The same seed, workers and sessions send the same requests in the same order, for each worker.`;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: `${Math.floor(Math.random() * 1_000_000)}` },
    workers: { type: 'string', default: '16' },
    sessions: { type: 'string', default: '1400' },
    requests: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const out = (line: string) => process.stdout.write(`${line}\n`);
if (values.help) out(usage);
else await run();

async function run(): Promise<void> {
  const ended = new AbortController();
  process.once('SIGINT', () => ended.abort());
  process.once('SIGTERM', () => ended.abort());
  const [minutes, seed, workers, sessions] = [values.minutes, values.seed, values.workers, values.sessions].map(
    positive,
  );
  const timer = setTimeout(() => ended.abort(), (minutes ?? 10) * 60_000);
  const settings = {
    seed: seed ?? 1,
    workers: workers ?? 16,
    sessions: sessions ?? 1_400,
    requests: values.requests === undefined ? undefined : positive(values.requests),
    signal: ended.signal,
  };
  if (!values.json) out(`Seed ${seed}. Ctrl-C ends it with the report.`);
  const report = await soak(settings, (progress) =>
    out(values.json ? JSON.stringify({ event: 'progress', ...progress }) : progressLine(progress)),
  );
  clearTimeout(timer);
  out(values.json ? JSON.stringify({ event: 'report', ...report }) : printed(report, settings.sessions));
  process.exitCode = report.violations.length > 0 ? 1 : 0;
}

function positive(text: string): number {
  const number = Number(text);
  if (number >= 0) return number;
  throw new Error(`Cannot use "${text}": it is no number. Use one such as --minutes 10.`);
}

function progressLine({ seconds, requests, sample, violations }: Progress): string {
  const mebibytes = (bytes = 0) => `${Math.round(bytes / 1_048_576)} MiB`;
  const rate = Math.round(requests / seconds);
  return `${Math.round(seconds)} s  ${requests} requests (${rate}/s)  heap ${mebibytes(sample?.heap)}  rss ${mebibytes(sample?.rss)}  sockets ${sample?.resources.TCPSocketWrap ?? 0}  violations ${violations}`;
}

function printed(report: SoakReport, sessions: number): string {
  const { seed, workers, seconds, requests, kinds, outcomes, recordings, memory, sockets, violations } = report;
  const counts = (record: Readonly<Record<string, number>>) =>
    Object.entries(record)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ');
  const slope =
    memory.heapSlope === undefined
      ? 'too few samples for a slope'
      : `${memory.heapSlope} MiB a minute (limit ${slopeLimit})`;
  return [
    '',
    `${requests} requests in ${seconds} s, seed ${seed}`,
    `sent: ${counts(kinds)}`,
    `came: ${counts(outcomes)}`,
    `recordings: ${recordings.scanned} looked through, ${recordings.aside} kept aside`,
    `heap: ${memory.heapMiB[0]} MiB at first, ${memory.heapMiB.at(-1)} at last, ${slope}; rss: ${memory.rssMiB[0]} MiB at first, ${memory.rssMiB.at(-1)} at last, ${memory.rssSlope ?? 'no'} MiB a minute`,
    `heap and buffers: ${memory.atRestMiB ?? '-'} MiB once every session was reset, ${atFirst(memory)} at first`,
    `sockets: ${sockets.before} before, ${sockets.after} after`,
    ...violations.map(
      ({ kind, message, where }) => `\n${kind}${where === undefined ? '' : ` (${where})`}\n  ${message}`,
    ),
    violations.length === 0
      ? 'No violations.'
      : `\nViolations: ${counts(report.violationCounts)}. Again: npm run test:soak -- --seed ${seed} --workers ${workers} --sessions ${sessions}`,
  ].join('\n');
}

function atFirst({ heapMiB: [heap = 0], externalMiB: [external = 0] }: SoakReport['memory']): number {
  return Math.round((heap + external) * 100) / 100;
}
