import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { added, type Coverage, sumOf, unprovoked } from './coverage.ts';
import { CoverageFile, clearCoverages, readCoverages } from './coverage-folder.ts';
import { coverageLines, tooLittle } from './coverage-lines.ts';

const covered = (requests: number, ...counts: readonly number[]): Coverage => ({
  provider: 'lamp',
  requests,
  rules: counts.map((count, index) => ({
    rule: `lamp/${index}`,
    count,
    ...(index > 0 && { broken_by: 'body' as const }),
  })),
});

test('a coverage counts rules and refusals, and only all of them are 100 %', () => {
  expect(sumOf(covered(3, 2, 1, 0))).toEqual({ total: 3, met: 2, percent: 66, refusals: 2, provoked: 1 });
  expect(sumOf(covered(9, ...Array(199).fill(1), 0)).percent).toBe(99);
  expect(unprovoked(covered(3, 0, 1, 0)).map(({ rule }) => rule)).toEqual(['lamp/2']);
});

test('what several workers met is added', () => {
  const other: Coverage = { ...covered(1, 1), provider: 'shade' };
  expect(added([covered(1, 1, 0), other, covered(2, 0, 3)])).toEqual([covered(3, 1, 3), other]);
});

test('what was not asked is told once, and counts for nothing', () => {
  const silent: Coverage = { ...covered(0, 0, 0), provider: 'shade' };
  expect(coverageLines([covered(1, 1, 0), silent], { unmetRefusals: true })).toEqual([
    'lamp  50 % of the rules (1 of 2), 0 of 1 refusals, by 1 request',
    'No mock of shade was asked anything.',
    'Refusals of lamp that no request provoked:',
    '  lamp/1 (by the body)',
  ]);
  expect(tooLittle([covered(1, 1, 0), silent], 50)).toEqual([]);
  expect(tooLittle([covered(1, 1, 0)], 51)).toEqual(['lamp: 50 % of the rules were met, asked was for 51 %.']);
  expect(tooLittle([silent], 0)).toEqual(['No mock was asked anything: there is nothing to cover.']);
});

test('a server writes what changes, and files of others are left alone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-test-'));
  try {
    let now = covered(1, 1);
    const file = new CoverageFile(folder, () => [now, { ...covered(0, 0), provider: 'shade' }]);
    expect(readCoverages(folder)).toEqual([]);
    file.changed();
    await expect.poll(() => readCoverages(folder)).toEqual([covered(1, 1)]);
    now = covered(2, 2);
    file.changed();
    file.close();
    writeFileSync(join(folder, 'mine.json'), 'not JSON');
    writeFileSync(join(folder, '1-2-3.json'), '{"version": 99}');
    expect(readCoverages(folder)).toEqual([covered(2, 2)]);
    clearCoverages(folder);
    expect(readdirSync(folder)).toEqual(['mine.json']);
    // The run is over, and its folder gone.
    const late = new CoverageFile(join(folder, 'gone'), () => [now]);
    late.changed();
    late.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
