import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isJsonObject } from '../src/kit/protocols/json.ts';
import { assignProvider } from '../src/verify/assign-provider.ts';
import type { InteractionResult } from '../src/verify/interaction-result.ts';
import { startMockStage } from '../src/verify/mock-stage.ts';
import { readPact } from '../src/verify/read-pact.ts';
import { loadStaticCheck } from '../src/verify/static-check.ts';
import { verifyPact } from '../src/verify/verify.ts';
import { providers } from '../test/support/providers.ts';
import { type Reply, startChangedStage } from './changed-stage.ts';
import { pactFile, partOfPact } from './pact-files.ts';

const { signal } = new AbortController();

/** The interactions of a pact that fail with the mock's replies changed. */
async function failuresOf(file: string, change: (reply: Reply) => Reply): Promise<InteractionResult[]> {
  await using stage = await startChangedStage(change);
  const assignment = assignProvider(readPact(file), providers);
  const { interactions } = await verifyPact(assignment, { stage, staticCheck: undefined, signal });
  return interactions.filter(({ result }) => result === 'failed');
}

function withoutMember(name: string): (reply: Reply) => Reply {
  const drop = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(drop);
    if (!isJsonObject(value)) return value;
    const { [name]: _, ...others } = value;
    return Object.fromEntries(Object.entries(others).map(([member, inner]) => [member, drop(inner)]));
  };
  return ({ status, body }) => ({ status, body: JSON.stringify(drop(JSON.parse(body))) });
}

const texts = [
  ['leeloo', 'WRONG_EMAIL', 'BAD_EMAIL'],
  ['getresponse', 'Email already taken', 'Email taken'],
  ['leadconnector', 'The user does not exist.', 'No such user.'],
  // The words of Sensorpro's errors are assumed, so that its clients rely on none of them.
] as const;

test.each(texts)('a changed text of %s breaks the contract', async (provider, from, to) => {
  using part = partOfPact(provider, from);
  const failures = await failuresOf(part.file, ({ status, body }) => ({ status, body: body.replaceAll(from, to) }));
  expect(failures.length).toBeGreaterThan(0);
  expect(failures.flatMap(({ differences }) => differences.map(({ place }) => place))).not.toContain('status');
});

const members = {
  leeloo: 'count_to_process',
  getresponse: 'ACCOUNT_ID',
  leadconnector: 'firstName',
  sensorpro: 'AddCount',
};

test.each(Object.entries(members))('a missing field of %s breaks the contract', async (provider, member) => {
  using part = partOfPact(provider, `"${member}"`);
  const failures = await failuresOf(part.file, withoutMember(member));
  expect(failures.flatMap(({ differences }) => differences.map(({ message }) => message)).join('\n')).toContain(member);
});

test.each(Object.keys(members))('a changed status of %s breaks the contract', async (provider) => {
  const failures = await failuresOf(pactFile(provider), ({ status, body }) => ({
    status: status < 300 ? 299 : 499,
    body,
  }));
  expect(failures.map(({ differences }) => differences[0]?.place)).toEqual(failures.map(() => 'status'));
  expect(failures).toHaveLength(readPact(pactFile(provider)).interactions.length);
});

test('a wrong expectation breaks the contract, statically too where the description knows better', async () => {
  await using stage = await startMockStage();
  const pact = readPact(pactFile('leadconnector'));
  const document = JSON.parse(JSON.stringify(pact.document).replaceAll('"firstName"', '"givenName"'));
  const folder = await mkdtemp(join(tmpdir(), 'understudy-planted-'));
  try {
    const file = join(folder, 'pact.json');
    await writeFile(file, JSON.stringify(document));
    const assignment = assignProvider(readPact(file), providers);
    const result = await verifyPact(assignment, { stage, staticCheck: await loadStaticCheck(), signal });
    const created = result.interactions.find(({ description }) => description.endsWith('with every field'));
    expect(created?.result).toBe('failed');
    expect(created?.differences).not.toEqual([]);
    expect(created?.disagreements.join('\n')).toContain('givenName');
  } finally {
    await rm(folder, { recursive: true });
  }
});
