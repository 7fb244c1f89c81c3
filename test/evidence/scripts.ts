import { mocks } from '../support/providers.ts';
import { type Plant, type PlayedCall, RecordedApi } from '../support/recorded-calls.ts';
import { sampleAccount, sampleUser } from '../support/sample-bodies.ts';

type Call = (label: string, call: Omit<PlayedCall, 'label'>, minutes?: number) => Promise<never>;

/** What somebody does with an API that is played, and the facts that are there. */
interface Script {
  readonly state: Readonly<Record<string, unknown>>;
  run(call: Call): Promise<void>;
}

const connection = 'aaaaaaaaaaaaaaaaaaaaaaaa';
const leelooToken: string = mocks.leeloo.credentials.token;

const leeloo: Script = {
  state: { accounts: [], connections: [{ id: connection }], tags: [{ id: 'bbbbbbbbbbbbbbbbbbbbbbbb' }] },
  run: async (call) => {
    const create = (label: string, body: object, token = leelooToken) => {
      const headers = { 'x-leeloo-authtoken': token };
      const sent = { connection_id: connection, ...body };
      return call(label, { method: 'POST', path: '/api/v2/accounts/email', headers, body: sent });
    };
    const data = [{ email: 'robin@sherwood.example' }];
    await create('created', { data });
    await create('duplicate', { data });
    await create('tagged', { data: [{ email: 'marian@sherwood.example' }], tags: 'bbbbbbbbbbbbbbbbbbbbbbbb' });
    await create('wrong email', { data: [{ email: 'robin' }] });
    await create('nothing', {});
    await create('unknown connection', { data, connection_id: 'cccccccccccccccccccccccc' });
    await create('both unknown', { data, connection_id: 'cccccccccccccccccccccccc', tags: 'dddddddddddddddddddddddd' });
    await create('wrong token', { data }, 'nobodys-token');
    await create('created later', { data: [{ email: 'tuck@sherwood.example' }] });
  },
};

const apiKey = mocks.getresponse.credentials.api_key;

const getresponse: Script = {
  state: {
    accounts: [],
    confirmation_subjects: [{ id: 'Real1', content: 'Please', language_code: 'EN' }],
    confirmation_bodies: [{ id: 'Real2', plain: 'Please', html: '<p>Please</p>', language_code: 'EN' }],
  },
  run: async (call) => {
    const rpc = (label: string, method: string, ...params: unknown[]) =>
      call(label, { method: 'POST', path: '/', body: { jsonrpc: '2.0', method, params, id: 1 } });
    const campaign = { name: 'trains', confirmation_subject: 'Real1', confirmation_body: 'Real2' };
    const account = { ...sampleAccount, campaign };
    const add = (label: string, changes: object = {}) => rpc(label, 'add_account', apiKey, { ...account, ...changes });
    const other = { email: 'mary@example.mail', campaign: { ...campaign, name: 'boats' } };
    const { result } = (await add('added')) as { result: { ACCOUNT_ID: string } };
    await add('email taken', { campaign: { ...campaign, name: 'boats' } });
    await add('name taken', { email: 'mary@example.mail' });
    await add('wrong email', { email: 'john' });
    await add('weak password', { ...other, password: 'weak' });
    await add('wrong country', { ...other, country: 'Germany' });
    await add('unknown subject', { ...other, campaign: { ...campaign, name: 'boats', confirmation_subject: 'No1' } });
    await rpc('account', 'get_account', apiKey, { account: result.ACCOUNT_ID });
    await rpc('unknown account', 'get_account', apiKey, { account: 'nobody' });
    await rpc('subjects', 'get_confirmation_subjects', apiKey);
    await rpc('ping', 'ping', apiKey);
    await rpc('wrong key', 'ping', '00000000000000000000000000000000');
    await rpc('no such method', 'add_acount', apiKey);
    await add('added later', { ...other, email: 'tuck@example.mail' });
  },
};

const company = 'realCompany000000000';
const location = 'realLocation00000000';
const token = mocks.leadconnector.credentials.token;

const leadconnector: Script = {
  state: { users: [], companies: [{ id: company }], locations: [{ id: location, companyId: company }] },
  run: async (call) => {
    const headers = { authorization: `Bearer ${token}`, version: '2021-07-28' };
    const send = (label: string, method: string, path: string, body?: object, more: object = {}) =>
      call(label, { method, path, headers: { ...headers, ...more }, ...(body && { body }) });
    const user = { ...sampleUser, companyId: company, locationIds: [location] };
    const { id } = (await send('created', 'POST', '/users/', user)) as { id: string };
    await send('taken', 'POST', '/users/', user);
    await send('shown', 'GET', `/users/${id}`);
    await send('changed', 'PUT', `/users/${id}`, { lastName: 'Doe', scopes: ['contacts.write'] });
    await send('email changed', 'PUT', `/users/${id}`, { email: 'other@deo.com' });
    await send('wrong fields', 'POST', '/users/', { ...user, email: 'john', firstName: '' });
    await send('other company', 'POST', '/users/', { ...user, email: 'm@deo.com', companyId: 'othersCompany0000000' });
    await send('wrong token', 'GET', `/users/${id}`, undefined, { authorization: 'Bearer nobody' });
    await send('no version', 'GET', `/users/${id}`, undefined, { version: '' });
    await send('searched', 'GET', `/users/search?companyId=${company}&query=deo`);
    await send('found', 'POST', '/users/search/filter-by-email', { companyId: company, emails: user.email });
    await send('never was', 'GET', '/users/00000000000000000000');
    await send('deleted', 'DELETE', `/users/${id}`);
    await send('gone', 'GET', `/users/${id}`);
    await send('created later', 'POST', '/users/', { ...user, email: 'tuck@deo.com' });
  },
};

const { api_key, organization, user: apiUser, password } = mocks.sensorpro.credentials;

const sensorpro: Script = {
  state: { organizations: [], users: [] },
  run: async (call) => {
    const post = (label: string, path: string, body: object) =>
      call(label, { method: 'POST', path, headers: { 'x-apikey': api_key ?? '' }, body });
    const signIn = { Organization: organization, User: apiUser, Password: password };
    const { Token } = (await post('signed in', '/auth/sys/signin', signIn)) as { Token: string };
    const person = { User: 'ann@acme.example', FirstName: 'Ann', LastName: 'Acme', Email: 'ann@acme.example' };
    const path = `/api/Account/AddUpdateUser/${Token}`;
    await post('user added', path, person);
    await post('user updated', path, { ...person, LastName: 'Other' });
    await post('weak password', path, { ...person, Password: 'weak', PasswordCnf: 'weak' });
    await post('no name', path, { User: 'bob@acme.example' });
    const sub = { Company: 'acme', User: 'owner@acme.example', IsAPIUser: true, Password: 'Known.123' };
    const whole = { ...sub, CnfPassword: 'Known.123', ShareCredit: false, CopyAuthorizedSenderEmail: false };
    await post('company added', `/api/Account/AddSubOrganization/${Token}`, whole);
    await post('company taken', `/api/Account/AddSubOrganization/${Token}`, whole);
    await post('wrong company', `/api/Account/AddSubOrganization/${Token}`, { ...whole, Company: 'a b' });
    await post('wrong password', '/auth/sys/signin', { ...signIn, Password: 'Wrong.123' });
    await post('wrong token', '/api/Account/AddUpdateUser/34f10088-0000-4530-86f6-f6607dbc0345', person);
    await post('user added later', path, { ...person, User: 'tuck@acme.example' });
  },
};

export const scripts = { leeloo, getresponse, leadconnector, sensorpro };
export type Scripted = keyof typeof scripts;
export const scripted = Object.keys(scripts) as Scripted[];

/** Plays a provider's real API, with what has drifted, and gives recordings of all that its script does. */
export async function record(name: Scripted, plant?: Plant, minutes = 1): Promise<RecordedApi> {
  const { state, run } = scripts[name];
  const api = new RecordedApi(mocks[name], { state, ...(plant && { plant }) });
  await run(async (label, call) => (await api.call({ label, ...call }, minutes)) as never);
  return api;
}
