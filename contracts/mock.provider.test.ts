import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { assignProvider } from '../src/verify/assign-provider.ts';
import { startMockStage } from '../src/verify/mock-stage.ts';
import { readPact } from '../src/verify/read-pact.ts';
import { loadStaticCheck } from '../src/verify/static-check.ts';
import { isVerified, problemsOfStates, verifyPact } from '../src/verify/verify.ts';
import { providers } from '../test/support/providers.ts';
import { contracted, pactFile, pactFolder } from './pact-files.ts';
import '../src/provider-tests/to-be-none.ts';

const { signal } = new AbortController();

test('every contract has a provider', () => {
  const expected = contracted.map(({ name }) => basename(pactFile(name)));
  expect(readdirSync(pactFolder).sort()).toEqual(expected.sort());
});

test.each(contracted.map(({ name }) => name))(
  'the mock of %s keeps its contract, and so does its description',
  async (name) => {
    await using stage = await startMockStage();
    const assignment = assignProvider(readPact(pactFile(name)), providers);
    expect(assignment.provider.name).toBe(name);
    expect(await problemsOfStates(assignment, stage)).toBeNone(
      'Add these states to the provider, as contracts/STATES.md says.',
    );
    const staticCheck = await loadStaticCheck();
    expect(staticCheck).toBeDefined();
    const result = await verifyPact(assignment, { stage, staticCheck, signal });
    expect(result.interactions.filter((interaction) => interaction.result !== 'passed')).toBeNone(
      `Run npx api-understudy verify ${pactFile(name)}: it tells what differs, and which rule answered.`,
    );
    expect(result.interactions.filter(({ answered }) => !answered?.rule?.startsWith(`${name}/`))).toBeNone(
      `Each reply must come from a rule of ${name}.`,
    );
    expect(isVerified(result)).toBe(true);
  },
);
