import { MatchersV3 } from '@pact-foundation/pact';
import { afterAll, expect, test } from 'vitest';
import type { AddSubOrganizationRequest, AddUpdateUserRequest } from '../mocks/sensorpro/generated/schemas.ts';
import { createSensorproClient, SensorproError } from '../src/clients/index.ts';
import { type Interaction, startContract, type Template } from './contract.ts';
import { fromState, state } from './from-state.ts';
import { refused } from './refused.ts';

const contract = startContract('sensorpro');
afterAll(() => contract[Symbol.dispose]());

const credentials = {
  apiKey: '7d3e9a1c5b8f42069e1d4c7ab35f8026',
  organization: 'UNDERSTUDY',
  user: 'api@understudy.example',
  password: 'Encore.2030!',
};
/** What the contract's sign-in returns; no provider knows it. */
const token = '00000000-0000-4000-8000-000000000000';
const requestId = 'fc3f87dd-ecb8-4e51-99ab-1c63b0c11a02';

const organization: AddSubOrganizationRequest = {
  Company: 'SubOrg',
  User: 'rcoady@gmail.com',
  IsAPIUser: false,
  Password: 'pass@123!G',
  CnfPassword: 'pass@123!G',
  ShareCredit: false,
  CopyAuthorizedSenderEmail: false,
};
const user: AddUpdateUserRequest = {
  User: 'rcoady@gmail.com',
  FirstName: 'richard',
  LastName: 'coady',
  Email: 'rcoady@gmailx2.com',
};

const apiUser = state('a Sensorpro API user exists');
const signedIn = state('a Sensorpro API user is signed in');
const freeCompany = state('no Sensorpro organization exists', { company: organization.Company });
const freeUser = state('no Sensorpro user exists', { user: user.User });

const companyOfStage = { ...organization, Company: fromState('company', organization.Company) };
const userOfStage = { ...user, User: fromState('user', user.User) };
const paths = {
  addSubOrganization: '/api/Account/AddSubOrganization/',
  addUpdateUser: '/api/Account/AddUpdateUser/',
  signOff: '/auth/sys/logoff/',
};

const result = {
  RequestId: MatchersV3.string(requestId),
  ErrorMessages: [],
  TotalErrors: 0,
};
/** The documents say neither text nor code of an error, so any will do. */
const oneError = {
  RequestId: MatchersV3.string(requestId),
  ErrorMessages: MatchersV3.eachLike({ Sequence: 0, Description: 'Something is wrong.', Code: 1000 }),
  TotalErrors: MatchersV3.integer(1),
};

function signInRequest(sent: { apiKey?: Template; user?: Template; password?: Template } = {}): Interaction['request'] {
  const stage = {
    apiKey: fromState('api_key', credentials.apiKey),
    user: fromState('user', credentials.user),
    password: fromState('password', credentials.password),
  };
  const { apiKey, user: User, password: Password } = { ...stage, ...sent };
  const body = { Organization: fromState('organization', credentials.organization), User, Password };
  return {
    method: 'POST',
    path: '/auth/sys/signin',
    headers: { 'Content-Type': 'application/json', 'x-apikey': apiKey },
    body,
  };
}

const signIn: Interaction = {
  given: [apiUser],
  uponReceiving: 'a request to sign in',
  request: signInRequest(),
  response: {
    status: 200,
    body: {
      ExpiresIn: MatchersV3.integer(3622),
      APIEndpoint: MatchersV3.string('https://apinie.sensorpro.net/'),
      Token: MatchersV3.regex(/.+/, token),
      Result: result,
    },
  },
};
const signInRefusal = { status: 200, body: { Token: '', ExpiresIn: 0, Result: oneError } };

function request(path: string, body: object, sentToken?: string): Interaction['request'] {
  const withToken = sentToken === undefined ? fromState('token', token, (value) => path + value) : path + sentToken;
  return { method: 'POST', path: withToken, headers: { 'Content-Type': 'application/json' }, body };
}

function client(baseUrl: string, change = {}) {
  return createSensorproClient({ baseUrl, ...credentials, ...change });
}

test('signs in', async () => {
  await contract.play([signIn], async (baseUrl) => {
    await client(baseUrl).signIn();
  });
});

const signInRefusals = [
  { what: 'a wrong password', given: [apiUser], sent: { password: 'Wrong.2030!' } },
  { what: 'an unknown API key', given: [apiUser], sent: { apiKey: '00000000000000000000000000000000' } },
];

test.each(signInRefusals)('makes an error of a sign-in with $what', async ({ what, given, sent }) => {
  const uponReceiving = `a request to sign in with ${what}`;
  const interaction = { given, uponReceiving, request: signInRequest(sent), response: signInRefusal };
  await contract.play([interaction], async (baseUrl) => {
    const error = await refused(client(baseUrl, sent).signIn(), SensorproError);
    expect(error.errorMessages).toEqual([{ Sequence: 0, Description: 'Something is wrong.', Code: 1000 }]);
    expect(error.requestId).toBe(requestId);
  });
});

test('makes an error of a sign-in by a user who is no API user', async () => {
  const person = { user: 'person@understudy.example', password: 'Encore.2031!' };
  const stage = { user: fromState('user', person.user), password: fromState('password', person.password) };
  const interaction: Interaction = {
    given: [state('a Sensorpro user who is no API user exists', person)],
    uponReceiving: 'a request to sign in by a user who is no API user',
    request: signInRequest(stage),
    response: signInRefusal,
  };
  await contract.play([interaction], async (baseUrl) => {
    expect((await refused(client(baseUrl, person).signIn(), SensorproError)).errorMessages).toHaveLength(1);
  });
});

test('signs off', async () => {
  const { method, path } = request(paths.signOff, {});
  const interaction: Interaction = {
    given: [signedIn],
    uponReceiving: 'a request to sign off',
    // Sensorpro takes no log-off that does not tell its length.
    request: { method, path, headers: { 'Content-Length': '0' } },
    response: { status: 200, body: { Result: result } },
  };
  await contract.play([signIn, interaction], async (baseUrl) => {
    const { signIn, signOff } = client(baseUrl);
    await signIn();
    await signOff();
  });
});

test('adds an organization', async () => {
  const interaction: Interaction = {
    given: [signedIn, freeCompany],
    uponReceiving: 'a request to add an organization',
    request: request(paths.addSubOrganization, companyOfStage),
    response: {
      status: 200,
      body: { APIKey: MatchersV3.regex(/.+/, '9f2c5373d713fd5b2ca60c7385e1605c'), AddCount: 1, Result: result },
    },
  };
  await contract.play([signIn, interaction], async (baseUrl) => {
    const added = await client(baseUrl).addSubOrganization(organization);
    expect(added).toMatchObject({ APIKey: '9f2c5373d713fd5b2ca60c7385e1605c', AddCount: 1 });
  });
});

test('makes an error of an organization that exists', async () => {
  const interaction: Interaction = {
    given: [signedIn, state('a Sensorpro organization exists', { company: organization.Company })],
    uponReceiving: 'a request to add an organization that exists',
    request: request(paths.addSubOrganization, companyOfStage),
    response: { status: 200, body: { AddCount: 0, Result: oneError } },
  };
  await contract.play([signIn, interaction], async (baseUrl) => {
    const error = await refused(client(baseUrl).addSubOrganization(organization), SensorproError);
    expect(error.errorMessages).toHaveLength(1);
  });
});

const organizationRefusals = [
  { what: 'a short code with a space', change: { Company: 'Sub Org' } },
  { what: 'no short code', change: { Company: '' } },
  { what: 'a user who is no email address', change: { User: 'rcoady' } },
  { what: 'a weak password', change: { Password: 'password', CnfPassword: 'password' } },
  { what: 'a password that is not confirmed', change: { CnfPassword: 'pass@123!H' } },
];

test.each(organizationRefusals)('makes an error of an organization with $what', async ({ what, change }) => {
  const interaction: Interaction = {
    given: [signedIn, freeCompany],
    uponReceiving: `a request to add an organization with ${what}`,
    request: request(paths.addSubOrganization, { ...companyOfStage, ...change }),
    response: { status: 200, body: { AddCount: 0, Result: oneError } },
  };
  await contract.play([signIn, interaction], async (baseUrl) => {
    const error = await refused(client(baseUrl).addSubOrganization({ ...organization, ...change }), SensorproError);
    expect(error.errorMessages).toHaveLength(1);
  });
});

test('adds a user with every field', async () => {
  const more = {
    UICulture: 'en-GB',
    Culture: 'en-GB',
    Password: 'pass@123!G',
    PasswordCnf: 'pass@123!G',
    Role: 'Admin',
    Menu: '*sys',
    CampaignAdmin: true,
    APIUser: false,
    EnableAdvancedEdit: false,
  };
  const interaction: Interaction = {
    given: [signedIn, freeUser],
    uponReceiving: 'a request to add a user with every field',
    request: request(paths.addUpdateUser, { ...userOfStage, ...more }),
    response: { status: 200, body: { UpdateCount: 0, AddCount: 1, FailedRequests: [], Result: result } },
  };
  await contract.play([signIn, interaction], async (baseUrl) => {
    expect(await client(baseUrl).addUpdateUser({ ...user, ...more })).toMatchObject({ AddCount: 1, UpdateCount: 0 });
  });
});

test('updates a user that exists', async () => {
  const interaction: Interaction = {
    given: [signedIn, state('a Sensorpro user exists', { user: user.User })],
    uponReceiving: 'a request to update a user',
    request: request(paths.addUpdateUser, userOfStage),
    response: { status: 200, body: { UpdateCount: 1, AddCount: 0, FailedRequests: [], Result: result } },
  };
  await contract.play([signIn, interaction], async (baseUrl) => {
    expect(await client(baseUrl).addUpdateUser(user)).toMatchObject({ AddCount: 0, UpdateCount: 1 });
  });
});

const userRefusals = [
  { what: 'no last name', change: { LastName: '' }, errors: 1 },
  { what: 'a user id that is no email address', change: { User: 'rcoady' }, errors: 1 },
  { what: 'another menu', change: { Menu: 'reports' }, errors: 1 },
  { what: 'a weak password that is not confirmed', change: { Password: 'password', PasswordCnf: 'other' }, errors: 2 },
];

test.each(userRefusals)('makes an error of a user with $what', async ({ what, change, errors }) => {
  const example = { Sequence: 0, Description: 'Something is wrong.', Code: 1000 };
  const interaction: Interaction = {
    given: [signedIn, freeUser],
    uponReceiving: `a request to add a user with ${what}`,
    request: request(paths.addUpdateUser, { ...userOfStage, ...change }),
    response: {
      status: 200,
      body: {
        UpdateCount: 0,
        AddCount: 0,
        Result: { ...oneError, ErrorMessages: MatchersV3.atLeastLike(example, errors), TotalErrors: errors },
      },
    },
  };
  await contract.play([signIn, interaction], async (baseUrl) => {
    const error = await refused(client(baseUrl).addUpdateUser({ ...user, ...change }), SensorproError);
    expect(error.errorMessages).toHaveLength(errors);
  });
});

test('makes an error of a token that is good no longer', async () => {
  const interaction: Interaction = {
    uponReceiving: 'a request to add a user with a token that is good no longer',
    request: request(paths.addUpdateUser, user, token),
    response: { status: 200, body: { UpdateCount: 0, AddCount: 0, FailedRequests: [], Result: oneError } },
  };
  await contract.play([signIn, interaction], async (baseUrl) => {
    const error = await refused(client(baseUrl).addUpdateUser(user), SensorproError);
    expect(error.errorMessages).toHaveLength(1);
  });
});

test('is the contract that is kept', async () => {
  await expect(contract.read()).toMatchFileSnapshot('pacts/api-understudy-clients-sensorpro.json');
});
