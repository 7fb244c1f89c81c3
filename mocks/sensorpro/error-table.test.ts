import { expect, test } from 'vitest';
import { readLedger } from '../../src/kit/ledger.ts';
import { isRefusalRule, wording } from './error-table.ts';
import { sensorpro } from './provider.ts';

const refusals = readLedger(sensorpro).rules.filter(({ broken_by }) => broken_by !== undefined);

test('every rule that can refuse has an error, and its ledger entry names the code', () => {
  for (const { id, says } of refusals) {
    if (!isRefusalRule(id)) throw new Error(`${id} has no error`);
    const [, code] = wording(id);
    if (id !== 'sensorpro/api-users-only') expect(says, id).toContain(`code ${code}`);
  }
});

test('only the two refusals of a sign-in share a code', () => {
  const codes = refusals.flatMap(({ id }) => (isRefusalRule(id) ? [wording(id)[1]] : []));
  expect(codes.length - new Set(codes).size).toBe(1);
  expect(wording('sensorpro/api-users-only')).toEqual(wording('sensorpro/signin-refused'));
});
