import { readFileSync } from 'node:fs';
import { CommanderError } from 'commander';
import { expect, test, vi } from 'vitest';
import { shapes } from '../../bench/bodies/shapes.ts';
import { readReply } from '../../bench/load/read-reply.ts';
import { scripts } from '../../bench/load/scripts.ts';
import { flatness } from '../../bench/measurements/growth.ts';
import { type Round, speedsOf, typicalRound } from '../../bench/measurements/rounds.ts';
import { measurementNames, readOptions } from '../../bench/options.ts';
import { openapiText, requestSchema } from '../../bench/peers/description.ts';
import { accepts } from '../../bench/peers/probe.ts';
import { atLeast, below } from '../../bench/report/goal.ts';
import type { Measurement } from '../../bench/report/measurement.ts';
import { type Plot, vegaLite, withDarkInk } from '../../bench/report/plot.ts';
import { asMarkdown, asText, goalLine } from '../../bench/report/table.ts';
import { groupUsage, readPeak, readStat } from '../../bench/servers/process-group.ts';
import { median, quantile, slope } from '../../bench/statistics.ts';
import { UsageError } from '../../src/cli/usage-error.ts';

test('the median lies between two middle values, quantiles are interpolated, and of nothing there is none', () => {
  expect(median([9, 1, 3, 2])).toBe(2.5);
  expect(quantile([10, 20, 30, 40, 50], 0.99)).toBeCloseTo(49.6);
  expect(median([])).toBeNaN();
});

test('the slope is that of the line through the points', () => {
  expect(slope([0, 10, 20].map((x) => ({ x, y: 3 * x + 7 })))).toBeCloseTo(3);
});

function roundOf(cpuMicros: number, p99Ms = 1): Round {
  return { cpuMicros, p99Ms, p50Ms: 1, durationMs: 1000, requestsPerSecond: 1_000_000 / cpuMicros };
}

test('a speed is how often the own cost goes into that of the other, in the same round', () => {
  expect(speedsOf([roundOf(50), roundOf(25)], [roundOf(100), roundOf(100)])).toEqual([2, 4]);
});

test('the typical round has the median of each figure by itself', () => {
  const typical = typicalRound([roundOf(10, 9), roundOf(20, 7), roundOf(400, 8)]);
  expect(typical).toMatchObject({ cpuMicros: 20, p99Ms: 8 });
});

test('a goal is met by the median, at its very limit too, and tells the spread', () => {
  expect(atLeast(4, 'times the speed', [3, 4, 9])).toMatchObject({ met: true });
  expect(goalLine(atLeast(4, 'times the speed', [3, 3.5, 9]))).toBe(
    'Missed: at least 4 times the speed; found 3.50 (half of the rounds between 3.25 and 6.25).',
  );
});

test('less memory is less, not as much', () => {
  expect(below('less memory', 99, 100, 'MiB')).toEqual({
    goal: 'less memory',
    found: '99 against 100 MiB',
    met: true,
  });
  expect(below('less memory', 100, 100, 'MiB').met).toBe(false);
});

test('a curve is flat while its largest size costs at most a fifth more than its smallest', () => {
  const sized = (largest: number) => [
    { size: 1, rounds: [roundOf(100)] },
    { size: 50, rounds: [roundOf(900)] },
    { size: 100, rounds: [roundOf(largest)] },
  ];
  expect(flatness('accounts', sized(120)).met).toBe(true);
  expect(flatness('accounts', sized(121)).met).toBe(false);
  expect(flatness('accounts', sized(90)).found).toBe('-10.0 %');
});

const measurement: Measurement = {
  title: 'Creates',
  how: 'In turn.',
  columns: ['server', 'µs', 'not done'],
  rows: [
    ['one', '7', 'state'],
    ['another', '12.5', 'no'],
  ],
  further: [{ columns: ['none'], rows: [] }],
  notes: ['A third was skipped.'],
  goals: [{ goal: 'fast', found: '7', met: true }],
  plots: [{ file: 'creates.svg', title: 'Creates', x: 'x', y: 'y', lines: [] }],
  figures: {},
};

test('a table in the terminal has its numbers to the right and its words to the left', () => {
  expect(asText(measurement).split('\n')).toEqual([
    ...['Creates', 'In turn.', ''],
    ...['server     µs  not done', 'one         7  state', 'another  12.5  no', ''],
    ...['A third was skipped.', '', 'Met: fast; found 7.', ''],
  ]);
});

test('the first column is what a row is about, and stands to the left even when it holds numbers', () => {
  const sizes = { ...measurement, columns: ['accounts', 'µs'], rows: [['1', '7']], further: [] };
  expect(asText(sizes)).toContain('accounts  µs\n1          7\n');
});

test('a section in Markdown aligns its columns and shows its plots', () => {
  const markdown = asMarkdown(measurement);
  expect(markdown).toContain('| server  |   µs | not done |\n| --- | ---: | --- |\n');
  expect(markdown).toContain('![Creates](plots/creates.svg)');
  expect(markdown).toContain('\n- Met: fast; found 7.\n');
});

const plot: Plot = {
  file: 'accounts.svg',
  title: 'Cost',
  x: 'accounts',
  y: 'µs',
  lines: [
    {
      name: 'create',
      points: [
        { x: 1, y: 40 },
        { x: 100, y: 42 },
      ],
    },
    { name: 'repeat', points: [{ x: 100, y: 30 }] },
  ],
};

test('a plot holds every point, names its axes, and marks each size once', () => {
  const { data, encoding } = vegaLite(plot);
  expect(data.values).toEqual([
    { name: 'create', x: 1, y: 40 },
    { name: 'create', x: 100, y: 42 },
    { name: 'repeat', x: 100, y: 30 },
  ]);
  expect(encoding.x).toMatchObject({ title: 'accounts', axis: { values: [1, 100] } });
  expect(encoding.y).toMatchObject({ title: 'µs', scale: { zero: true } });
  expect(encoding.color.legend).not.toBeNull();
});

test('a drawing of one line needs no legend', () => {
  expect(vegaLite({ ...plot, lines: plot.lines.slice(0, 1) }).encoding.color.legend).toBeNull();
});

test("a drawing's ink turns light on a dark page", () => {
  expect(withDarkInk('<svg width="1"><path/></svg>')).toMatch(
    /^<svg width="1"><style>@media \(prefers-color-scheme:dark\)\{.+\}<\/style><path\/><\/svg>$/,
  );
});

test('all is measured unless some is named, in the order of the bench', () => {
  expect(readOptions([])).toEqual({ names: measurementNames, quick: false, requests: 1_000_000, rounds: 15 });
  expect(readOptions(['--only', 'peers', '--only', 'create', '--rounds', '9']).names).toEqual(['create', 'peers']);
});

test('a quick run makes fewer rounds, unless their number is given', () => {
  expect(readOptions(['--quick'])).toMatchObject({ quick: true, rounds: 3 });
  expect(readOptions(['--quick', '--rounds', '9']).rounds).toBe(9);
});

test('a mistyped measurement is answered with the nearest right word, as is a mistyped flag', () => {
  expect(() => readOptions(['--only', 'peer'])).toThrow(UsageError);
  expect(() => readOptions(['--only', 'peer'])).toThrow('Did you mean peers?');
  using stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  expect(() => readOptions(['--quik'])).toThrow(CommanderError);
  expect(stderr).toHaveBeenCalledWith("error: unknown option '--quik' (Did you mean --quick?)\n");
});

test('no email comes twice, and sessions take turns', () => {
  const requests = [0, 1, 2].map((index) => scripts.createInSessions(index, 2).request);
  expect(requests.map((request) => request.split(' ')[1]?.slice(0, 4))).toEqual(['/~s0', '/~s1', '/~s0']);
  expect(new Set(requests.map((request) => /reader-\d+/.exec(request)?.[0])).size).toBe(3);
});

test('a reply is read by its length or in chunks, and not before it is whole', () => {
  const sized = 'HTTP/1.1 201 Created\r\ncontent-length: 7\r\n\r\n{"a":0}';
  const chunked = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{"a\r\n4\r\n":0}\r\n0\r\n\r\n';
  expect(readReply(sized)).toEqual({ status: 201, body: '{"a":0}' });
  expect(readReply(chunked)).toEqual({ status: 200, body: '{"a":0}' });
  for (const whole of [sized, chunked]) {
    for (let length = 0; length < whole.length; length += 1) expect(readReply(whole.slice(0, length))).toBeUndefined();
  }
  expect(() => readReply('HTTP/1.1 200 OK\r\n\r\n')).toThrow('Cannot read a reply');
});

test('a create is accepted in any layout, and refused by its status or by its body', () => {
  const accepted = '{ "data": { "count_to_process": 1 }, "status": 1 }';
  expect(accepts({ status: 200, body: accepted })).toBe(true);
  expect(accepts({ status: 422, body: accepted })).toBe(false);
  expect(accepts({ status: 200, body: '{"status":0}' })).toBe(false);
  expect(accepts({ status: 200, body: 'OK' })).toBe(false);
});

test('the processor time of a process is read past a name with parentheses, that of its children included', () => {
  const fields = ['S', '1', '42', '42', '0', '-1', '0', '0', '0', '0', '0', '100', '20', '3', '4', '20'];
  expect(readStat(`7 (odd ) name) ${fields.join(' ')}`)).toEqual({ group: 42, cpuMs: 1270 });
  expect(readStat('')).toBeUndefined();
});

test('the peak of the memory is read in bytes', () => {
  expect(readPeak('Name:\tnode\nVmHWM:\t  2048 kB\nVmRSS:\t 1 kB\n')).toBe(2 ** 21);
});

test('a group has used at least what one of its processes has', ({ skip }) => {
  skip(process.platform !== 'linux', 'Only Linux tells of groups of processes in /proc.');
  const own = readStat(readFileSync('/proc/self/stat', 'utf8'));
  const { cpuMs, peakBytes } = groupUsage(own?.group ?? Number.NaN);
  expect(cpuMs).toBeGreaterThanOrEqual(own?.cpuMs ?? Number.NaN);
  expect(peakBytes).toBeGreaterThan(process.memoryUsage.rss() / 2);
  expect(groupUsage(-1)).toEqual({ cpuMs: 0, peakBytes: 0 });
});

test("the peers' schema stands alone, without what strict validators do not know", () => {
  const text = JSON.stringify(requestSchema(openapiText()));
  expect(text).toContain('"$ref":"#/$defs/EmailAccount"');
  expect(text).toContain('"format":"email"');
  expect(text).not.toMatch(/"x-|components/);
});

test.each(Object.entries(shapes))(
  'a body of %s has about as many bytes as it is asked for, and no more',
  (_name, { of }) => {
    for (const bytes of [8_192, 65_536]) {
      const { length } = Buffer.from(of(bytes));
      expect(length).toBeLessThanOrEqual(bytes);
      expect(length).toBeGreaterThan(0.7 * bytes);
    }
  },
);
