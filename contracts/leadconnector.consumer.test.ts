import { MatchersV3 } from '@pact-foundation/pact';
import { afterAll, expect, test } from 'vitest';
import type { CreateUserRequest } from '../mocks/leadconnector/generated/schemas.ts';
import { createLeadConnectorClient, LeadConnectorError } from '../src/clients/index.ts';
import { sampleUser } from '../test/support/sample-bodies.ts';
import { type Interaction, startContract, type Template } from './contract.ts';
import { fromState, state } from './from-state.ts';
import { refused } from './refused.ts';

const contract = startContract('leadconnector');
afterAll(() => contract[Symbol.dispose]());

const token = 'pit-3d2b6c1a-8f4e-4b7d-9c05-1e6a7f8b9d20';
const id = '0IHuJvc2ofPAAA8GzTRi';
const unknownId = '00000000000000000000';

const user: CreateUserRequest = sampleUser;
const { email } = user;

const accepted = state('the LeadConnector token is accepted', { may_write_users: true });
const free = state('no LeadConnector user exists', { email });
const existing = state('a LeadConnector user exists', { email, first_name: 'John', last_name: 'Deo' });

const tokenOfStage = fromState('token', token, (value) => `Bearer ${value}`);
const pathOfStage = fromState('user_id', id, (value) => `/users/${value}`);
const userOfStage = {
  ...user,
  email: fromState('email', email),
  companyId: fromState('company_id', user.companyId),
  locationIds: [fromState('location_id', 'C2QujeCh8ZnC7al2InWR')],
};

interface Sent {
  readonly authorization?: Template;
  readonly version?: string;
  readonly query?: Readonly<Record<string, Template>>;
  readonly body?: object;
}

function request(
  method: Interaction['request']['method'],
  path: Template,
  { authorization = tokenOfStage, version = '2021-07-28', query, body }: Sent = {},
): Interaction['request'] {
  const headers = { Authorization: authorization, Version: version };
  const address = { method, path, ...(query && { query }) };
  if (!body) return { ...address, headers };
  return { ...address, headers: { ...headers, 'Content-Type': 'application/json' }, body };
}

/** What the client reads of a user; the flags of permissions are for whoever knows them. */
const shown = {
  id: MatchersV3.string(id),
  name: 'John Deo',
  firstName: 'John',
  lastName: 'Deo',
  email: MatchersV3.string(email),
  permissions: MatchersV3.like({ contactsEnabled: true }),
  scopes: MatchersV3.like([]),
  roles: {
    type: MatchersV3.string('account'),
    role: MatchersV3.string('admin'),
    locationIds: MatchersV3.eachLike('C2QujeCh8ZnC7al2InWR'),
  },
};

/** What the client reads of one of many users, who may be any. */
const anyUser = {
  ...shown,
  name: MatchersV3.string('John Deo'),
  firstName: MatchersV3.string('John'),
  lastName: MatchersV3.string('Deo'),
};

/** The form of a refusal that holds one message; whether it also holds the status is no matter to the client. */
function refusal(status: number, message: string): Interaction['response'] {
  return { status, body: { message } };
}

function client(baseUrl: string, options = {}) {
  return createLeadConnectorClient({ baseUrl, token, ...options });
}

test('creates a user with every field', async () => {
  const more = {
    phone: '+18832327657',
    permissions: { contactsEnabled: true, campaignsReadOnly: true },
    scopes: ['contacts.write', 'campaigns.readonly'],
    scopesAssignedToOnly: ['contacts.write'],
    profilePhoto: 'https://img.png',
    twilioPhone: { C2QujeCh8ZnC7al2InWR: '+18832327657' },
    platformLanguage: 'es',
  } satisfies Partial<CreateUserRequest>;
  const { phone, permissions, scopes, platformLanguage } = more;
  const interaction: Interaction = {
    given: [accepted, free],
    uponReceiving: 'a request to create a user with every field',
    request: request('POST', '/users/', { body: { ...userOfStage, ...more } }),
    response: { status: 201, body: { ...shown, phone, permissions, scopes, platformLanguage } },
  };
  await contract.play([interaction], async (baseUrl) => {
    const created = await client(baseUrl).createUser({ ...user, ...more });
    expect(created).toMatchObject({ id, email, name: 'John Deo', phone, permissions, scopes, platformLanguage });
  });
});

test('creates a user with the required fields', async () => {
  const interaction: Interaction = {
    given: [accepted, free],
    uponReceiving: 'a request to create a user with the required fields',
    request: request('POST', '/users/', { body: userOfStage }),
    response: { status: 201, body: { ...shown, roles: { ...shown.roles, type: 'account', role: 'admin' } } },
  };
  await contract.play([interaction], async (baseUrl) => {
    const created = await client(baseUrl).createUser(user);
    expect(created.roles).toEqual({ type: 'account', role: 'admin', locationIds: user.locationIds });
  });
});

test('makes an error of an email that is taken', async () => {
  const message = 'A user with this email already exists';
  const interaction: Interaction = {
    given: [accepted, existing],
    uponReceiving: 'a request to create a user with an email that is taken',
    request: request('POST', '/users/', { body: userOfStage }),
    response: refusal(400, message),
  };
  await contract.play([interaction], async (baseUrl) => {
    const error = await refused(client(baseUrl).createUser(user), LeadConnectorError);
    expect({ status: error.status, messages: error.messages }).toEqual({ status: 400, messages: [message] });
  });
});

test('makes an error of every field that is refused', async () => {
  const change = { firstName: '', email: 'john', scopes: [], twilioPhone: { C2QujeCh8ZnC7al2InWR: '555' } };
  const messages = [
    'firstName should not be empty',
    'email must be an email',
    'each value in twilioPhone must be a valid phone number',
  ];
  const traceId = 'c52d66dd-73af-4d12-9857-ced02ac75031';
  const interaction: Interaction = {
    given: [accepted],
    uponReceiving: 'a request to create a user with fields that are refused',
    request: request('POST', '/users/', { body: { ...userOfStage, ...change } }),
    response: {
      status: 422,
      body: { message: messages, error: 'Unprocessable Entity', traceId: MatchersV3.string(traceId) },
    },
  };
  await contract.play([interaction], async (baseUrl) => {
    const error = await refused(client(baseUrl).createUser({ ...user, ...change }), LeadConnectorError);
    expect({ ...error }).toMatchObject({ status: 422, messages, error: 'Unprocessable Entity', traceId });
  });
});

test('makes an error of a company of others', async () => {
  const message = 'The token does not have access to this location.';
  const change = { companyId: 'no-company-of-the-token' };
  const interaction: Interaction = {
    given: [accepted, free],
    uponReceiving: 'a request to create a user in a company of others',
    request: request('POST', '/users/', { body: { ...userOfStage, ...change } }),
    response: refusal(403, message),
  };
  await contract.play([interaction], async (baseUrl) => {
    const error = await refused(client(baseUrl).createUser({ ...user, ...change }), LeadConnectorError);
    expect({ status: error.status, messages: error.messages }).toEqual({ status: 403, messages: [message] });
  });
});

test('makes an error of a token that may only read', async () => {
  const message = 'The token is not authorized for this scope.';
  const interaction: Interaction = {
    given: [state('the LeadConnector token is accepted', { may_write_users: false }), free],
    uponReceiving: 'a request to create a user with a token that may only read',
    request: request('POST', '/users/', { body: userOfStage }),
    response: refusal(401, message),
  };
  await contract.play([interaction], async (baseUrl) => {
    expect((await refused(client(baseUrl).createUser(user), LeadConnectorError)).messages).toEqual([message]);
  });
});

const headerRefusals = [
  { what: 'an unknown access token', options: { token: 'no-token' }, message: 'Invalid JWT' },
  {
    what: 'an unknown private integration token',
    options: { token: 'pit-00000000-0000-4000-8000-000000000000' },
    message: 'Invalid Private Integration token',
  },
  { what: 'an unknown version', options: { version: '1999-12-31' }, message: 'version header is invalid' },
];

test.each(headerRefusals)('makes an error of $what', async ({ what, options, message }) => {
  const { token: wrongToken, version = '2021-07-28' } = { token: undefined, ...options };
  const authorization = wrongToken === undefined ? tokenOfStage : `Bearer ${wrongToken}`;
  const interaction: Interaction = {
    given: wrongToken === undefined ? [accepted] : [],
    uponReceiving: `a request to get a user with ${what}`,
    request: request('GET', `/users/${unknownId}`, { authorization, version }),
    response: refusal(401, message),
  };
  await contract.play([interaction], async (baseUrl) => {
    const error = await refused(client(baseUrl, options).getUser(unknownId), LeadConnectorError);
    expect({ status: error.status, messages: error.messages }).toEqual({ status: 401, messages: [message] });
  });
});

test('gets a user', async () => {
  const interaction: Interaction = {
    given: [accepted, existing],
    uponReceiving: 'a request to get a user',
    request: request('GET', pathOfStage),
    response: { status: 200, body: shown },
  };
  await contract.play([interaction], async (baseUrl) => {
    expect(await client(baseUrl).getUser(id)).toMatchObject({ id, name: 'John Deo', email });
  });
});

test('updates a user', async () => {
  const changes = { firstName: 'Johnny', scopes: ['contacts.write'] } satisfies Partial<CreateUserRequest>;
  const interaction: Interaction = {
    given: [accepted, existing],
    uponReceiving: 'a request to update a user',
    request: request('PUT', pathOfStage, { body: changes }),
    response: { status: 200, body: { ...shown, ...changes, name: 'Johnny Deo' } },
  };
  await contract.play([interaction], async (baseUrl) => {
    expect(await client(baseUrl).updateUser(id, changes)).toMatchObject({ id, name: 'Johnny Deo', ...changes });
  });
});

test('makes an error of another email on update', async () => {
  const interaction: Interaction = {
    given: [accepted, existing],
    uponReceiving: 'a request to update the email of a user',
    request: request('PUT', pathOfStage, { body: { email: 'other@deo.com' } }),
    response: { status: 422, body: { message: ['email can not be changed'] } },
  };
  await contract.play([interaction], async (baseUrl) => {
    const error = await refused(client(baseUrl).updateUser(id, { email: 'other@deo.com' }), LeadConnectorError);
    expect({ status: error.status, messages: error.messages }).toEqual({
      status: 422,
      messages: ['email can not be changed'],
    });
  });
});

test('deletes a user', async () => {
  const message = 'Queued deleting user with e-mail john@deo.com and name John Deo. Will take effect in a few minutes.';
  const interaction: Interaction = {
    given: [accepted, existing],
    uponReceiving: 'a request to delete a user',
    request: request('DELETE', pathOfStage),
    response: { status: 200, body: { succeded: true, message: MatchersV3.string(message) } },
  };
  await contract.play([interaction], async (baseUrl) => {
    expect(await client(baseUrl).deleteUser(id)).toEqual({ succeded: true, message });
  });
});

const locationOfStage = fromState('location_id', 'C2QujeCh8ZnC7al2InWR');
const companyOfStage = fromState('company_id', user.companyId);

test('lists the users of a location', async () => {
  const interaction: Interaction = {
    given: [accepted, existing],
    uponReceiving: 'a request to list the users of a location',
    request: request('GET', '/users/', { query: { locationId: locationOfStage } }),
    response: { status: 200, body: { users: MatchersV3.eachLike(anyUser) } },
  };
  await contract.play([interaction], async (baseUrl) => {
    const { users } = await client(baseUrl).listUsers('C2QujeCh8ZnC7al2InWR');
    expect(users).toMatchObject([{ id, name: 'John Deo', email }]);
  });
});

test.each([{ version: '2021-07-28' }, { version: 'v3' }])('searches users by version $version', async ({ version }) => {
  const query = { companyId: companyOfStage, query: fromState('email', email), limit: '1' };
  const interaction: Interaction = {
    given: [accepted, existing],
    uponReceiving: `a request to search users by version ${version}`,
    request: request('GET', '/users/search', { version, query }),
    response: { status: 200, body: { users: MatchersV3.eachLike(anyUser), count: MatchersV3.integer(1) } },
  };
  await contract.play([interaction], async (baseUrl) => {
    const wanted = { companyId: user.companyId, query: email, limit: 1 };
    const { users, count } = await client(baseUrl, { version }).searchUsers(wanted);
    expect({ users, count }).toMatchObject({ users: [{ id, email }], count: 1 });
  });
});

test('finds users by their emails', async () => {
  const interaction: Interaction = {
    given: [accepted, existing],
    uponReceiving: 'a request to find users by their emails',
    request: request('POST', '/users/search/filter-by-email', {
      body: { companyId: companyOfStage, emails: fromState('email', email) },
    }),
    response: {
      status: 200,
      body: {
        users: MatchersV3.eachLike({ id: MatchersV3.string(id), email: MatchersV3.string(email) }),
        count: MatchersV3.integer(1),
      },
    },
  };
  await contract.play([interaction], async (baseUrl) => {
    const found = await client(baseUrl).filterUsersByEmail({ companyId: user.companyId, emails: email });
    expect(found).toEqual({ users: [{ id, email }], count: 1 });
  });
});

test('makes an error of a search that names no company', async () => {
  const interaction: Interaction = {
    given: [accepted],
    uponReceiving: 'a request to search users without a company',
    request: request('GET', '/users/search', { query: { companyId: '' } }),
    response: { status: 422, body: { message: MatchersV3.eachLike('companyId should not be empty') } },
  };
  await contract.play([interaction], async (baseUrl) => {
    const error = await refused(client(baseUrl).searchUsers({ companyId: '' }), LeadConnectorError);
    expect(error.messages).toEqual(['companyId should not be empty']);
  });
});

test('makes an error of a weak password with version v3', async () => {
  const interaction: Interaction = {
    given: [accepted, free],
    uponReceiving: 'a request to create a user with a weak password by version v3',
    request: request('POST', '/users/', { version: 'v3', body: { ...userOfStage, password: 'weak' } }),
    response: { status: 422, body: { message: MatchersV3.eachLike('password is not strong enough') } },
  };
  await contract.play([interaction], async (baseUrl) => {
    const weak = client(baseUrl, { version: 'v3' }).createUser({ ...user, password: 'weak' });
    expect((await refused(weak, LeadConnectorError)).messages).toEqual(['password is not strong enough']);
  });
});

test('deletes a user by version v3', async () => {
  const message = 'Queued deleting user with e-mail john@deo.com and name John Deo. Will take effect in a few minutes.';
  const interaction: Interaction = {
    given: [accepted, existing],
    uponReceiving: 'a request to delete a user by version v3',
    request: request('DELETE', pathOfStage, { version: 'v3' }),
    response: { status: 200, body: { succeeded: true, message: MatchersV3.string(message) } },
  };
  await contract.play([interaction], async (baseUrl) => {
    expect(await client(baseUrl, { version: 'v3' }).deleteUser(id)).toEqual({ succeeded: true, message });
  });
});

const unknownUser = [
  { what: 'get', method: 'GET' },
  { what: 'update', method: 'PUT' },
  { what: 'delete', method: 'DELETE' },
] as const;

test.each(unknownUser)('makes an error of a user to $what that does not exist', async ({ what, method }) => {
  const message = 'The user does not exist.';
  const interaction: Interaction = {
    given: [accepted],
    uponReceiving: `a request to ${what} a user that does not exist`,
    request: request(method, `/users/${unknownId}`, method === 'PUT' ? { body: { firstName: 'John' } } : {}),
    response: { status: 401, body: { message, error: 'Unauthorized' } },
  };
  await contract.play([interaction], async (baseUrl) => {
    const { getUser, updateUser, deleteUser } = client(baseUrl);
    const calls = {
      get: () => getUser(unknownId),
      update: () => updateUser(unknownId, { firstName: 'John' }),
      delete: () => deleteUser(unknownId),
    };
    const error = await refused(calls[what](), LeadConnectorError);
    expect({ ...error }).toMatchObject({ status: 401, messages: [message], error: 'Unauthorized' });
  });
});

test('is the contract that is kept', async () => {
  await expect(contract.read()).toMatchFileSnapshot('pacts/api-understudy-clients-leadconnector.json');
});
