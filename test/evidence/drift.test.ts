import { expect, test } from 'vitest';
import { driftOf } from '../../src/evidence/drift.ts';
import { mocks } from '../support/providers.ts';
import { record, scripted } from './scripts.ts';

test.each(scripted)('an API like %s with facts of its own has not drifted', async (name) => {
  const { recordings, now } = await record(name);
  const report = await driftOf(mocks[name], { recordings, now });
  expect(report.findings).toEqual([]);
  expect(report.notJudged).toEqual([]);
  expect(report).toMatchObject({
    recordings: recordings.length,
    compared: recordings.length,
    drifted: 0,
    problems: [],
  });
  expect(report.agree).toBe(recordings.length);
});
