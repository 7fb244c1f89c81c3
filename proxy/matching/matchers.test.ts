import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mocks } from '../../test/support/providers.ts';
import { recordings, replayed, type Sketch } from '../../test/support/upstream-exchange.ts';
import { checkRecordings } from '../upkeep/check-recordings.ts';
import { matches, SecretPairs } from './matchers.ts';

const { sensorpro, leeloo } = mocks;
const signIn = (password: string, organization = 'ACME'): Sketch => ({
  provider: sensorpro,
  operation: 'sign-in',
  path: '/auth/sys/signin',
  request: { body: { Organization: organization, User: 'u@acme.example', Password: password } },
  reply: { body: { Token: '0e9a1f77-1b2c-4d3e-8f90-123456789abc' } },
});
const create = (email: unknown, count: unknown = 1): Sketch => ({
  provider: leeloo,
  operation: 'create-email-account',
  path: '/api/v2/accounts/email',
  request: { body: { data: [{ email, count }], tags: ['a'] } },
  reply: { body: { status: 1 } },
});

test('a matcher takes what it says and nothing else, after recordings that are exact', async () => {
  await using folder = await recordings();
  await folder.record(create('a@b.example'), { ...create('exact@b.example'), status: 201 });
  await edit(folder, 'post-200', '"a@b.example"', '{ "$any": "email" }');
  expect(await statuses(folder, create('other@c.example'), create('exact@b.example'))).toEqual([200, 201]);
  const miss = await folder.replayer().replay(replayed(create('no email')));
  expect(miss).toHaveProperty('miss', expect.stringContaining('body /data/0/email is "no email", recorded is'));
  const other = await folder.replayer().replay(replayed(create('other@c.example', 2)));
  expect(other).toHaveProperty('miss', expect.stringContaining('body /data/0/count is 2, recorded is 1.'));
});

test.each([
  [{ $any: 'string' }, ['', 'x', '<secret 1>'], [1, null, [], {}, '<secret number 1>']],
  [{ $any: 'number' }, [0, -1.5, { 'number as it was sent': '1e999' }, '<secret number 2>'], ['1', true]],
  [{ $any: 'boolean' }, [true, false], ['true', 0]],
  [{ $any: 'list' }, [[], [1]], [{}, '']],
  [{ $any: 'object' }, [{}, { a: 1 }], [[], 'x', { 'number as it was sent': '1e999' }]],
  [{ $any: 'value' }, [null, 0, '', [], {}], [undefined]],
  [{ $any: 'email' }, ['a@b.example'], ['a@b@c', 'a b@c', '@', 1]],
  [{ $any: 'uuid' }, ['0e9a1f77-1b2c-4d3e-8f90-123456789abc'], ['0e9a1f77', '']],
  [{ $any: 'time' }, ['2026-11-27T10:00:00Z', '2026-11-27 10:00'], ['2026-13-45T99:00', 'today']],
  [{ $oneOf: ['a', { b: { $any: 'number' } }] }, ['a', { b: 5 }], ['b', { b: '5' }, {}]],
  [{ a: [{ $any: 'number' }, 'x'] }, [{ a: [1, 'x'] }], [{ a: [1] }, { a: [1, 'x'], b: 1 }, { a: [1, 'y'] }]],
])('%j', (recorded, taken, refused) => {
  const isTaken = (asked: unknown) => matches(recorded, asked, new SecretPairs());
  expect([taken.filter(isTaken), refused.filter(isTaken)]).toEqual([taken, []]);
});

test('secrets beside a matcher are alike, but which of them are equal counts', async () => {
  await using folder = await recordings();
  await folder.record(signIn('Tr0mbone!x', 'ACME'));
  await edit(folder, 'post-200', /"User": "[^"]+"/, '"User": { "$any": "string" }');
  expect(await statuses(folder, signIn('Clarinet!9', 'OTHER'))).toEqual([200]);
  const pair = (one: string, other: string) =>
    matches({ a: '<secret 1>', b: '<secret 2>' }, { a: one, b: other }, new SecretPairs());
  expect([pair('<secret 2>', '<secret 1>'), pair('<secret 1>', '<secret 1>')]).toEqual([true, false]);
});

test('a matcher in the place of a secret is kept, plays, and is no secret', async () => {
  await using folder = await recordings();
  await folder.record(signIn('Tr0mbone!x'));
  await edit(folder, 'post-200', /"Password": "[^"]+"/, '"Password": { "$any": "string" }');
  expect(await statuses(folder, signIn('Clarinet!9'))).toEqual([200]);
  expect(await errorsIn(folder)).toEqual([]);
});

test('a matcher that is none is told by the check, and by the miss', async () => {
  await using folder = await recordings();
  await folder.record(create('a@b.example'));
  await edit(folder, 'post-200', '"a@b.example"', '{ "$any": "strnig" }');
  const [error = ''] = await errorsIn(folder);
  expect(error).toContain('its matcher "$any" is none of string, number, boolean');
  const miss = await folder.replayer().replay(replayed(create('a@b.example')));
  expect(miss).toHaveProperty('miss', expect.stringContaining('its matcher "$any" is none of'));
});

test('what a client itself sent is no matcher', async () => {
  await using folder = await recordings();
  await folder.record(create({ $any: 'string' }));
  expect(await statuses(folder, create({ $any: 'string' }))).toEqual([200]);
  expect(await folder.replayer().replay(replayed(create('x')))).toHaveProperty('miss');
});

type Folder = Awaited<ReturnType<typeof recordings>>;

async function edit({ folder, files }: Folder, name: string, from: string | RegExp, to: string): Promise<void> {
  const file = join(folder, (await files()).find((each) => each.includes(name)) ?? '');
  const text = readFileSync(file, 'utf8');
  expect(text).toMatch(from);
  writeFileSync(file, text.replace(from, to));
}

async function statuses(folder: Folder, ...sketches: readonly Sketch[]): Promise<unknown[]> {
  const replayer = folder.replayer();
  const replies = [];
  for (const sketch of sketches) replies.push(await replayer.replay(replayed(sketch)));
  return replies.map((reply) => ('status' in reply ? reply.status : reply.miss));
}

async function errorsIn({ folder }: Folder): Promise<string[]> {
  const { findings } = await checkRecordings({ folder, providers: [sensorpro, leeloo], credentials: [], secrets: [] });
  return findings.filter(({ severity }) => severity === 'error').map(({ message }) => message);
}
