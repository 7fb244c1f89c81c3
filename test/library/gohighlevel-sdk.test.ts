import { GHLAuthenticationError, GHLForbiddenError, GHLValidationError, HighLevel } from '@gohighlevel/api-client';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startUnderstudy } from '../../src/index.ts';
import { errorOf } from '../support/client-stand-in.ts';
import { sampleUser } from '../support/sample-bodies.ts';

// The SDK prints every refusal, also at its log level for none.
beforeAll(() => void vi.spyOn(console, 'error').mockImplementation(() => {}));
afterAll(() => void vi.restoreAllMocks());

/** The provider's own SDK, which knows nothing of the mock but its address. */
async function startWithSdk({ wrongToken }: { wrongToken?: string } = {}) {
  const understudy = await startUnderstudy();
  const session = understudy.session();
  const { token, company_id, location_id } = session.credentials.leadconnector;
  const sdk = new HighLevel({ privateIntegrationToken: wrongToken ?? token });
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
