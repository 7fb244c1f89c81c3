import { expect, test } from 'vitest';
import { driftOf } from '../../src/evidence/drift.ts';
import { seenCalls, seenExchange } from '../../src/evidence/seen-exchange.ts';
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

/** The same value with an object that cannot be printed in the place of each text. */
function unprintable(value: unknown): unknown {
  if (typeof value === 'string') return { toString: 'none', valueOf: 'none' };
  if (Array.isArray(value)) return value.map(unprintable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, unprintable(member)]));
}

test.each(scripted)('recordings of %s that hold anything where texts belong are read as they are', async (name) => {
  const provider = mocks[name];
  const { recordings } = await record(name);
  const calls = recordings.flatMap((stored) => {
    const seen = seenExchange(stored);
    return 'reason' in seen ? [] : seenCalls(provider, seen);
  });
  for (const call of calls) {
    const hostile = [
      { ...call, input: unprintable(call.input) },
      { ...call, output: unprintable(call.output) },
      { ...call, input: unprintable(call.input), output: unprintable(call.output) },
    ];
    for (const each of hostile) expect(() => provider.realFacts?.stateBefore?.([each])).not.toThrow();
  }
});
