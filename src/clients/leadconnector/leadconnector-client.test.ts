import { expect, test } from 'vitest';
import type { CreateUserRequest } from '../../../mocks/leadconnector/generated/schemas.ts';
import { answerJson, errorOf, startClientStandIn } from '../../../test/support/client-stand-in.ts';
import { sampleUser } from '../../../test/support/sample-bodies.ts';
import { startUnderstudy } from '../../app/understudy.ts';
import { createLeadConnectorClient, LeadConnectorError } from '../index.ts';

async function startMock() {
  const understudy = await startUnderstudy();
  const session = understudy.session();
  const { token, company_id, location_id } = session.credentials.leadconnector;
  const user: CreateUserRequest = { ...sampleUser, companyId: company_id, locationIds: [location_id] };
  const client = createLeadConnectorClient({ baseUrl: session.url('leadconnector'), token });
  return { session, user, client, [Symbol.asyncDispose]: () => understudy.close() };
}

test('creates, gets, updates and deletes a user', async () => {
  await using mock = await startMock();
  const { id, name } = await mock.client.createUser({ ...mock.user, scopes: ['contacts.write'] });
  expect(name).toBe('John Deo');
  expect(await mock.client.getUser(id)).toMatchObject({ id, scopes: ['contacts.write'], email: 'john@deo.com' });
  expect(await mock.client.updateUser(id, { lastName: 'Doe', scopes: [] })).toMatchObject({
    name: 'John Doe',
    scopes: [],
  });
  expect(await mock.client.deleteUser(id)).toMatchObject({ succeded: true });
  expect(mock.session.state('leadconnector').users).toEqual([]);
});

test('finds users of a location, by a search and by their emails', async () => {
  await using mock = await startMock();
  const { companyId, locationIds } = mock.user;
  const { id, email } = await mock.client.createUser(mock.user);
  await mock.client.createUser({ ...mock.user, email: 'mary@deo.com', firstName: 'Mary' });
  const { users } = await mock.client.listUsers(locationIds[0] ?? '');
  expect(users.map(({ name }) => name)).toEqual(['John Deo', 'Mary Deo']);
  expect(await mock.client.searchUsers({ companyId, query: 'mary', limit: 1 })).toMatchObject({
    users: [{ name: 'Mary Deo', deleted: false }],
    count: 1,
  });
  expect(await mock.client.filterUsersByEmail({ companyId, emails: email })).toEqual({
    users: [{ id, email }],
    count: 1,
  });
});

test('calls version v3, which lists no users of a location', async () => {
  await using mock = await startMock();
  const { session, user } = mock;
  const { token } = session.credentials.leadconnector;
  const client = createLeadConnectorClient({ baseUrl: session.url('leadconnector'), token, version: 'v3' });
  expect(await errorOf(client.createUser(user))).toMatchObject({ messages: ['password is not strong enough'] });
  const { id } = await client.createUser({ ...user, password: 'Longbow&Arrow7' });
  expect(await errorOf(client.listUsers(user.locationIds[0] ?? ''))).toMatchObject({ status: 404 });
  expect(await client.deleteUser(id)).toEqual({ succeeded: true, message: expect.any(String) });
});

test('makes an error of every field that is refused', async () => {
  await using mock = await startMock();
  const error = await errorOf(mock.client.createUser({ ...mock.user, firstName: '', email: 'john' }));
  expect(error).toBeInstanceOf(LeadConnectorError);
  expect(error).toMatchObject({
    status: 422,
    messages: ['firstName should not be empty', 'email must be an email'],
    error: 'Unprocessable Entity',
    traceId: expect.any(String),
    method: 'POST',
  });
});

test('makes an error of a single message', async () => {
  await using mock = await startMock();
  await mock.client.createUser(mock.user);
  expect(await errorOf(mock.client.createUser(mock.user))).toMatchObject({
    status: 400,
    messages: ['A user with this email already exists'],
  });
});

test.each([
  { what: 'a status in the body', body: { statusCode: 401, message: 'Invalid JWT' } },
  { what: 'that nothing was deleted', body: { succeded: false, message: 'It is locked.' } },
  { what: 'that nothing was deleted by v3', body: { succeeded: false, message: 'It is locked.' } },
])('makes an error of a reply with HTTP 200 that says $what', async ({ body }) => {
  await using provider = await startClientStandIn((_request, response) => answerJson(response, body));
  const client = createLeadConnectorClient({ baseUrl: provider.url, token: 'pit-1' });
  expect(await errorOf(client.deleteUser('1'))).toMatchObject({
    name: 'LeadConnectorError',
    status: 200,
    messages: [body.message],
  });
});

test('writes an id so that it stays one segment of the path', async () => {
  await using provider = await startClientStandIn((_request, response) =>
    answerJson(response, { message: 'None.' }, 401),
  );
  const client = createLeadConnectorClient({ baseUrl: provider.url, token: 'pit-1' });
  await errorOf(client.getUser('../a?b#c/d'));
  expect(provider.requests.map(({ url }) => url)).toEqual(['/users/..%2Fa%3Fb%23c%2Fd']);
});

test.each(['', '.', '..'])('refuses the id "%s", which would call something else', async (id) => {
  await using provider = await startClientStandIn((_request, response) => answerJson(response, {}));
  const client = createLeadConnectorClient({ baseUrl: provider.url, token: 'pit-1' });
  for (const call of [client.getUser(id), client.updateUser(id, {}), client.deleteUser(id)]) {
    expect((await errorOf(call)).message).toBe(
      `Cannot call a user: its id is "${id}". Use the id that createUser returned.`,
    );
  }
  expect(provider.requests).toEqual([]);
});
