import { expect, test } from 'vitest';
import { errorOf } from '../../../test/support/client-stand-in.ts';
import { startUnderstudy } from '../../app/understudy.ts';
import type { AddUpdateUserRequest } from '../../types/sensorpro.ts';
import { createSensorproClient, SensorproError } from '../index.ts';

const user: AddUpdateUserRequest = { User: 'a@xmpl.net', FirstName: 'A', LastName: 'B', Email: 'a@xmpl.net' };
const organization = {
  Company: 'SubOrg',
  User: 'rcoady@gmail.com',
  IsAPIUser: true,
  Password: 'pass@123!G',
  CnfPassword: 'pass@123!G',
  ShareCredit: false,
  CopyAuthorizedSenderEmail: false,
};

/** The client and the mock have one clock, which stands still until a test moves it. */
async function startMock() {
  const understudy = await startUnderstudy();
  const session = understudy.session();
  session.clock.set('2030-01-01T00:00:00Z');
  const { api_key: apiKey, organization, user, password } = session.credentials.sensorpro;
  const options = {
    baseUrl: session.url('sensorpro'),
    apiKey,
    organization,
    user,
    password,
    now: () => session.clock.now().getTime(),
  };
  return {
    session,
    options,
    client: createSensorproClient(options),
    operations: () => session.requests('sensorpro').map(({ operation }) => operation),
    [Symbol.asyncDispose]: () => understudy.close(),
  };
}

test('signs in by itself and adds an organization whose API user signs in', async () => {
  await using mock = await startMock();
  const { APIKey } = await mock.client.addSubOrganization(organization);
  const { Company, User, Password } = organization;
  const sub = createSensorproClient({
    ...mock.options,
    apiKey: APIKey,
    organization: Company,
    user: User,
    password: Password,
  });
  expect(await sub.addUpdateUser(user)).toMatchObject({ AddCount: 1, UpdateCount: 0, FailedRequests: [] });
  expect(mock.operations()).toEqual(['sign-in', 'add-sub-organization', 'sign-in', 'add-update-user']);
});

test('adds a user, then changes it, with one sign-in', async () => {
  await using mock = await startMock();
  expect(await mock.client.addUpdateUser(user)).toMatchObject({ AddCount: 1, UpdateCount: 0 });
  expect(await mock.client.addUpdateUser(user)).toMatchObject({ AddCount: 0, UpdateCount: 1 });
  expect(mock.operations()).toEqual(['sign-in', 'add-update-user', 'add-update-user']);
});

test('signs in once for calls that come together', async () => {
  await using mock = await startMock();
  const users = Array.from({ length: 20 }, (_, index) => ({ ...user, User: `user${index}@xmpl.net` }));
  const replies = await Promise.all(users.map((each) => mock.client.addUpdateUser(each)));
  expect(replies.map(({ AddCount }) => AddCount)).toEqual(users.map(() => 1));
  expect(mock.operations().filter((operation) => operation === 'sign-in')).toHaveLength(1);
});

test('renews its sign-in a minute before it expires, once for calls that come together', async () => {
  await using mock = await startMock();
  await mock.client.signIn();
  mock.session.clock.advance(3622 - 61);
  await mock.client.addUpdateUser(user);
  expect(mock.operations()).toEqual(['sign-in', 'add-update-user']);
  mock.session.clock.advance(1);
  await Promise.all([mock.client.addUpdateUser(user), mock.client.addUpdateUser(user)]);
  expect(mock.operations().slice(2)).toEqual(['sign-in', 'add-update-user', 'add-update-user']);
});

test('makes an error of a refusal, which comes with HTTP 200', async () => {
  await using mock = await startMock();
  const error = await errorOf(
    mock.client.addUpdateUser({ ...user, Email: 'none', Password: 'weak', PasswordCnf: 'weak' }),
  );
  expect(error).toBeInstanceOf(SensorproError);
  expect(error).toMatchObject({
    status: 200,
    method: 'POST',
    url: `${mock.options.baseUrl}/api/Account/AddUpdateUser/***`,
    requestId: expect.any(String),
    errorMessages: [{ Code: 1009 }, { Code: 1011 }],
  });
  expect(error).toHaveProperty('rawReply', expect.stringContaining('"Password":"***"'));
  expect(error.message).not.toContain('weak');
});

test('makes an error of a refused sign-in, and tries again at the next call', async () => {
  await using mock = await startMock();
  const client = createSensorproClient({ ...mock.options, password: 'Wrong.2030!' });
  const error = await errorOf(client.addUpdateUser(user));
  expect(error).toBeInstanceOf(SensorproError);
  expect(error.message).toMatch(/^Cannot sign in: Sensorpro refused POST /);
  expect(await errorOf(client.addUpdateUser(user))).toBeInstanceOf(SensorproError);
  expect(mock.operations()).toEqual(['sign-in', 'sign-in']);
});

test('signs in anew after a token is refused, without repeating the call', async () => {
  await using mock = await startMock();
  await mock.client.signIn();
  mock.session.reset();
  expect(await errorOf(mock.client.addUpdateUser(user))).toBeInstanceOf(SensorproError);
  expect(mock.operations()).toEqual(['add-update-user']);
  expect(await mock.client.addUpdateUser(user)).toMatchObject({ AddCount: 1 });
  expect(mock.operations()).toEqual(['add-update-user', 'sign-in', 'add-update-user']);
});

test('signs off, and in again at the next call', async () => {
  await using mock = await startMock();
  await mock.client.addUpdateUser(user);
  await mock.client.signOff();
  await mock.client.addUpdateUser(user);
  expect(mock.operations()).toEqual(['sign-in', 'add-update-user', 'sign-off', 'sign-in', 'add-update-user']);
});

test('signs off after a refusal, too', async () => {
  await using mock = await startMock();
  await errorOf(mock.client.addUpdateUser({ ...user, Email: 'none' }));
  await mock.client.signOff();
  expect(mock.operations()).toEqual(['sign-in', 'add-update-user', 'sign-off']);
});

test('has nothing to sign off before it has signed in, nor twice', async () => {
  await using mock = await startMock();
  await mock.client.signOff();
  await mock.client.signIn();
  await mock.client.signOff();
  await mock.client.signOff();
  expect(mock.operations()).toEqual(['sign-in', 'sign-off']);
});
