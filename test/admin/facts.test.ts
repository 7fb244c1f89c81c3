import { expect, test } from 'vitest';
import { startUnderstudy, type Understudy } from '../../src/app/understudy.ts';
import { createGetResponseClient, createLeadConnectorClient, createLeelooClient } from '../../src/clients/index.ts';
import { send } from '../../src/provider-tests/send.ts';
import { errorOf } from '../support/client-stand-in.ts';
import { sampleAccount, sampleUser } from '../support/sample-bodies.ts';

const id = (last: string) => last.padStart(24, '0');

function put(understudy: Understudy, provider: string, body: unknown) {
  return send(understudy, 'PUT', `/_understudy/state/${provider}`, { body });
}

test('Leeloo has the connections and tags of its state, and its own again after a reset', async () => {
  await using understudy = await startUnderstudy();
  const session = understudy.session();
  const { token, connection_id } = session.credentials.leeloo;
  const client = createLeelooClient({ baseUrl: session.url('leeloo'), token });
  const before = session.state('leeloo');
  expect(before.connections).toContainEqual({ id: connection_id });
  session.seed('leeloo', { accounts: [], connections: [{ id: id('c') }], tags: [{ id: id('1') }, { id: id('2') }] });
  const data = [{ email: 'revolt@xmpl.net' }];
  expect(await client.createEmailAccounts({ data, connection_id: id('c'), tags: id('2') })).toMatchObject({});
  expect(await errorOf(client.createEmailAccounts({ data, connection_id, tags: id('3') }))).toMatchObject({
    fields: { connection_id: 'WRONG_ID', tags: 'WRONG_ID' },
  });
  const snapshot = session.snapshot();
  session.reset();
  expect(session.state('leeloo')).toEqual(before);
  session.restore(snapshot);
  expect(session.state('leeloo').connections).toEqual([{ id: id('c') }]);
});

test('LeadConnector’s tokens own the first company of its state, and the locations of that', async () => {
  await using understudy = await startUnderstudy();
  const session = understudy.session();
  const { token, company_id, location_id } = session.credentials.leadconnector;
  const client = createLeadConnectorClient({ baseUrl: session.url('leadconnector'), token });
  session.seed('leadconnector', {
    users: [],
    companies: [{ id: 'own' }, { id: 'other' }],
    locations: [
      { id: 'here', companyId: 'own' },
      { id: 'there', companyId: 'other' },
    ],
  });
  const user = { ...sampleUser, companyId: 'own', locationIds: ['here'] };
  expect(await client.createUser(user)).toMatchObject({ roles: { locationIds: ['here'] } });
  const strangers = [
    { ...user, locationIds: ['there'] },
    { ...user, companyId: 'other', locationIds: ['there'] },
    { ...user, companyId: company_id, locationIds: [location_id] },
  ];
  for (const stranger of strangers) {
    expect(await errorOf(client.createUser({ ...stranger, email: 'mary@deo.com' }))).toMatchObject({ status: 403 });
  }
});

test('GetResponse takes and lists the confirmation messages of its state', async () => {
  await using understudy = await startUnderstudy();
  const session = understudy.session();
  const apiKey = session.credentials.getresponse.api_key;
  const client = createGetResponseClient({ baseUrl: session.url('getresponse'), apiKey });
  session.seed('getresponse', {
    accounts: [],
    confirmation_subjects: [{ id: 'Own1', content: 'Please', language_code: 'EN' }],
  });
  expect(await client.getConfirmationSubjects()).toEqual({ Own1: { content: 'Please', language_code: 'EN' } });
  expect(await errorOf(client.addAccount(sampleAccount))).toMatchObject({ message: /Missing confirmation subject/ });
  const campaign = { ...sampleAccount.campaign, confirmation_subject: 'Own1' };
  expect(await client.addAccount({ ...sampleAccount, campaign })).toMatchObject({ added: 1 });
});

const connection_id = '5cfa283a2e9096000b440d51';
const account = { email: 'revolt@xmpl.net', name: 'Robin', connection_id };
const user = {
  id: 'a'.repeat(20),
  ...{ companyId: 've9EPM428h8vShlRW1KT', firstName: 'A', lastName: 'B', email: 'a@b.example' },
  ...{ type: 'account', role: 'user', locationIds: [], permissions: {}, scopes: [], scopesAssignedToOnly: [] },
  ...{ twilioPhone: {}, platformLanguage: 'de' },
};
const campaign = { ...sampleAccount.campaign, optin: 'double' };
const { password: _, campaign: _campaign, ...fields } = sampleAccount;

test.each([
  [
    'leeloo',
    { accounts: [], connections: [{ id: id('1') }, { id: id('1') }] },
    '/connections/1 has the id of an earlier one',
  ],
  ['leeloo', { accounts: [], connections: [{ id: 'short' }] }, '/connections/0/id must match pattern'],
  ['leeloo', { accounts: [account], connections: [] }, '/accounts/0 has a connection_id that no connection has'],
  ['leeloo', { accounts: [{ ...account, tags: id('7') }] }, '/accounts/0 has a tag that is not there'],
  [
    'leadconnector',
    { users: [], companies: [{ id: 'x' }, { id: 'x' }] },
    '/companies/1 has the id of an earlier company',
  ],
  ['leadconnector', { users: [], companies: [{ id: 'x' }] }, '/companies leaves the location without its company'],
  [
    'leadconnector',
    { users: [], locations: [{ id: 'y', companyId: 'x' }] },
    '/locations/0 has a companyId that no company has',
  ],
  ['leadconnector', { users: [], locations: [{ id: 'y' }] }, "/locations/0 must have required property 'companyId'"],
  ['leadconnector', { users: [{ ...user, companyId: 'x' }] }, '/users/0 has a companyId that no company has'],
  ['leadconnector', { users: [{ ...user, locationIds: ['x'] }] }, '/users/0 has a location that its company has not'],
  ['leadconnector', { users: [user], deletedUsers: [user] }, '/deletedUsers/0 has the id of an earlier user'],
  [
    'getresponse',
    { accounts: [], confirmation_bodies: [{ id: 'x' }] },
    "/confirmation_bodies/0 must have required property 'plain'",
  ],
  [
    'getresponse',
    { accounts: [{ ACCOUNT_ID: 'x', ...fields, campaign: { ...campaign, confirmation_body: 'no' } }] },
    '/accounts/0 has a confirmation_body that is not there',
  ],
  ['leeloo', { accounts: [], connection: [] }, '/ must not have the member "connection"'],
])('a state of %s names only what is there: %j', async (provider, state, complaint) => {
  await using understudy = await startUnderstudy();
  const before = (await send(understudy, 'GET', `/_understudy/state/${provider}`)).text;
  const refused = await put(understudy, provider, state);
  expect(refused.status).toBe(400);
  expect(Object(refused.json()).error).toMatchObject({
    code: 'invalid-state',
    message: expect.stringContaining(complaint),
  });
  expect((await send(understudy, 'GET', `/_understudy/state/${provider}`)).text).toBe(before);
});

test('a key that is put masked is the one that its account had', async () => {
  await using understudy = await startUnderstudy();
  const session = understudy.session();
  const API_KEY = '0123456789abcdef0123456789abcdef';
  session.seed('getresponse', { accounts: [{ ACCOUNT_ID: 'a1', ...fields, API_KEY }] });
  session.seed('getresponse', session.state('getresponse'));
  const client = createGetResponseClient({ baseUrl: session.url('getresponse'), apiKey: API_KEY });
  expect(await client.getAccountInfo()).toMatchObject({ email: fields.email });
  const other = understudy.session();
  other.seed('getresponse', session.state('getresponse'));
  const stranger = createGetResponseClient({ baseUrl: other.url('getresponse'), apiKey: API_KEY });
  expect(await errorOf(stranger.getAccountInfo())).toMatchObject({ name: 'GetResponseError' });
});
