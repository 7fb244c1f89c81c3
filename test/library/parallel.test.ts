import { describe, expect } from 'vitest';
import {
  ConnectionError,
  createLeadConnectorClient,
  createLeelooClient,
  LeadConnectorError,
  LeelooError,
} from '../../src/clients/index.ts';
import { type SessionHandle, startUnderstudy } from '../../src/index.ts';
import { test } from '../../src/vitest/index.ts';

/** So many tests share one server. */
const tests = 200;
/** `UNDERSTUDY_ROUNDS=20 npx vitest run test/library/parallel.test.ts` proves that none of them is flaky. */
const rounds = Number(process.env.UNDERSTUDY_ROUNDS ?? 1);

/** What a test does that could disturb another: creates, duplicates, faults, the clock, a snapshot, a reset. */
async function disturb(session: SessionHandle, number: number): Promise<string[]> {
  const { leeloo, leadconnector } = session.credentials;
  const leelooClient = createLeelooClient({ baseUrl: session.url('leeloo'), token: leeloo.token });
  const create = (count: number) =>
    leelooClient.createEmailAccounts({
      data: Array.from({ length: count }, (_, index) => ({ email: `m${index}@sherwood.example`, name: `${number}` })),
      connection_id: leeloo.connection_id,
    });
  const crm = createLeadConnectorClient({ baseUrl: session.url('leadconnector'), token: leadconnector.token });
  const createUser = () =>
    crm.createUser({
      companyId: leadconnector.company_id,
      firstName: `${number}`,
      lastName: 'Hood',
      email: 'robin@sherwood.example.com',
      password: 'Longbow-1190',
      type: 'account',
      role: 'user',
      locationIds: [leadconnector.location_id],
    });
  const size = 1 + (number % 5);

  const { id } = await createUser();
  await create(size);
  const snapshot = session.snapshot();
  await expect(createUser()).rejects.toThrow(LeadConnectorError);
  await create(size + 1);
  expect(session.state('leeloo').accounts.map(({ name }) => name)).toEqual(Array(size + 1).fill(`${number}`));

  session.fault('leeloo', { fault: 'status', times: 1 });
  await expect(create(1)).rejects.toThrow(LeelooError);
  session.fault('leeloo', { fault: 'reset', times: 1, after: 1 });
  await create(1);
  await expect(create(1)).rejects.toThrow(ConnectionError);
  expect(session).toHaveReceived('leeloo/create-email-account', { times: 5 });
  expect(session).toHaveReceived('leeloo', { source: 'fault', times: 2 });
  expect(session).toHaveReceived('leadconnector/create-user', { times: 1, rule: 'leadconnector/email-taken' });

  session.restore(snapshot);
  expect(session.state('leeloo').accounts).toHaveLength(size);
  await crm.deleteUser(id);
  session.clock.set('2030-01-01T00:00:00Z');
  session.reset();
  expect(session.clock.now().getFullYear()).toBe(new Date().getFullYear());
  expect(session.requests()).toEqual([]);
  expect(session.state('leeloo').accounts).toEqual([]);
  return [id, (await createUser()).id];
}

describe.concurrent('tests of one file', () => {
  test.for(Array.from({ length: 20 }, (_, index) => index))(
    'test %i sees only its own',
    async (number, { session }) => {
      const [first, afterReset] = await disturb(session, number);
      expect(first).toBe(afterReset);
    },
  );
});

test('two hundred tests at once do not disturb each other', { timeout: 120_000 * rounds }, async () => {
  await using understudy = await startUnderstudy();
  for (let round = 0; round < rounds; round += 1) {
    const numbers = Array.from({ length: tests }, (_, index) => index);
    const ids = await Promise.all(numbers.map((number) => disturb(understudy.session(), number)));
    expect(new Set(ids.flat()).size).toBe(1);
  }
});

test('all tests of a worker share one server, each with a session of its own', ({ understudy, session }) => {
  expect(session.url('leeloo')).toBe(`${understudy.url}/~${session.id}/leeloo`);
  expect(session.requests()).toEqual([]);
});
