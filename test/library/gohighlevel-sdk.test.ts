import { GHLAuthenticationError, GHLForbiddenError, GHLValidationError, HighLevel } from '@gohighlevel/api-client';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startUnderstudy } from '../../src/index.ts';
import { errorOf } from '../support/client-stand-in.ts';
import { sampleUser } from '../support/sample-bodies.ts';

// The SDK prints every refusal, also at its log level for none.
beforeAll(() => void vi.spyOn(console, 'error').mockImplementation(() => {}));
afterAll(() => void vi.restoreAllMocks());

/** The provider's own SDK, which knows nothing of the mock but its address. */
async function startWithSdk({ wrongToken, version }: { wrongToken?: string; version?: string } = {}) {
  const understudy = await startUnderstudy();
  const session = understudy.session();
  const { token, company_id, location_id } = session.credentials.leadconnector;
  const sdk = new HighLevel({ privateIntegrationToken: wrongToken ?? token, ...(version && { apiVersion: version }) });
  sdk.getHttpClient().defaults.baseURL = session.url('leadconnector');
  const user = { ...sampleUser, companyId: company_id, locationIds: [location_id] };
  return { users: sdk.users, user, session, [Symbol.asyncDispose]: () => understudy.close() };
}

test('the official SDK creates, reads, updates and deletes a user', async () => {
  await using mock = await startWithSdk();
  const { users, user } = mock;
  const { id: userId = '' } = await users.createUser({ ...user, scopes: ['contacts.write'] });
  expect(await users.getUser({ userId })).toMatchObject({ id: userId, name: 'John Deo', email: user.email });
  expect(await users.updateUser({ userId }, { lastName: 'Doe' })).toMatchObject({ name: 'John Doe' });
  expect(await users.deleteUser({ userId })).toMatchObject({ succeded: true });
  expect(await errorOf(users.getUser({ userId }))).toBeInstanceOf(GHLAuthenticationError);
  expect(mock.session.state('leadconnector').users).toEqual([]);
});

test('the official SDK lists, searches and filters users', async () => {
  await using mock = await startWithSdk();
  const { users, user } = mock;
  const [locationId = ''] = user.locationIds;
  const { companyId } = user;
  const { id } = await users.createUser(user);
  await errorOf(users.createUser(user));
  expect(await users.filterUsersByEmail({ companyId, emails: user.email.toUpperCase() })).toMatchObject({
    users: [{ id, email: user.email }],
    count: 1,
  });
  expect(await users.searchUsers({ companyId, query: 'deo', locationId })).toMatchObject({ users: [{ id }], count: 1 });
  expect(await users.getUserByLocation({ locationId })).toMatchObject({ users: [{ id, name: 'John Deo' }] });
});

test('the official SDK speaks version v3', async () => {
  await using mock = await startWithSdk({ version: 'v3' });
  const { users, user } = mock;
  const { companyId } = user;
  const [locationId = ''] = user.locationIds;
  expect(await errorOf(users.createUser(user))).toMatchObject({
    response: { message: ['password is not strong enough'] },
  });
  const strong = { ...user, password: 'Longbow&Arrow7' };
  const { id: userId = '' } = await users.createUser(strong);
  expect(await errorOf(users.createUser(strong))).toMatchObject({ message: 'A user with this email already exists' });
  expect(await users.searchUsers({ companyId })).toMatchObject({ users: [{ id: userId }], count: 1 });
  expect(await users.filterUsersByEmail({ companyId, emails: user.email })).toMatchObject({ count: 1 });
  expect(await errorOf(users.getUserByLocation({ locationId }))).toMatchObject({ statusCode: 404 });
  expect(await users.updateUser({ userId }, { lastName: 'Doe' })).toMatchObject({ name: 'John Doe' });
  expect(await users.deleteUser({ userId })).toMatchObject({ succeeded: true });
});

test('the official SDK takes refused fields for its validation error', async () => {
  await using mock = await startWithSdk();
  const error = await errorOf(mock.users.createUser({ ...mock.user, email: 'john' }));
  expect(error).toBeInstanceOf(GHLValidationError);
  expect(error).toMatchObject({
    code: 'VALIDATION',
    statusCode: 422,
    response: { message: ['email must be an email'], error: 'Unprocessable Entity' },
  });
});

test('the official SDK takes an email that is taken for its validation error', async () => {
  await using mock = await startWithSdk();
  await mock.users.createUser(mock.user);
  const error = await errorOf(mock.users.createUser(mock.user));
  expect(error).toBeInstanceOf(GHLValidationError);
  expect(error).toMatchObject({ statusCode: 400, message: 'A user with this email already exists' });
});

test('the official SDK takes a company of others for its forbidden error', async () => {
  await using mock = await startWithSdk();
  const error = await errorOf(mock.users.createUser({ ...mock.user, companyId: 'another' }));
  expect(error).toBeInstanceOf(GHLForbiddenError);
  expect(error).toMatchObject({ code: 'FORBIDDEN', statusCode: 403 });
});

test('the official SDK takes a refused token for its authentication error', async () => {
  await using mock = await startWithSdk({ wrongToken: 'pit-of-nobody' });
  const error = await errorOf(mock.users.createUser(mock.user));
  expect(error).toBeInstanceOf(GHLAuthenticationError);
  expect(error).toMatchObject({ statusCode: 401, message: 'Invalid Private Integration token' });
});
