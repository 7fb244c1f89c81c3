import { expect, test } from 'vitest';
import { answerJson, errorOf, startClientStandIn } from '../../../test/support/client-stand-in.ts';
import { sampleAccount } from '../../../test/support/sample-bodies.ts';
import { startUnderstudy } from '../../app/understudy.ts';
import { createGetResponseClient, GetResponseError, UnexpectedReplyError } from '../index.ts';

async function startMock() {
  const understudy = await startUnderstudy();
  const session = understudy.session();
  const { api_key, confirmation_subject, confirmation_body } = session.credentials.getresponse;
  const account = { ...sampleAccount, campaign: { name: 'trains', confirmation_subject, confirmation_body } };
  const client = createGetResponseClient({ baseUrl: session.url('getresponse'), apiKey: api_key });
  return { session, account, client, [Symbol.asyncDispose]: () => understudy.close() };
}

test('adds an account', async () => {
  await using mock = await startMock();
  const { ACCOUNT_ID } = await mock.client.addAccount(mock.account);
  expect(mock.session.state('getresponse').accounts).toMatchObject([{ ACCOUNT_ID, email: mock.account.email }]);
});

test('makes an error of a refusal, which comes with HTTP 200', async () => {
  await using mock = await startMock();
  await mock.client.addAccount(mock.account);
  const error = await errorOf(mock.client.addAccount(mock.account));
  expect(error).toBeInstanceOf(GetResponseError);
  expect(error).toMatchObject({ code: -1, reason: 'Email already taken', data: undefined, status: 200 });
  expect(error.message).toContain('refused POST http');
});

test('reads what confirmation messages there are, in one language', async () => {
  await using mock = await startMock();
  const polish = { language_code: { EQUALS: 'PL' } };
  const subjects = await mock.client.getConfirmationSubjects(polish);
  expect(Object.values(subjects)).toMatchObject([{ language_code: 'PL' }]);
  const bodies = await mock.client.getConfirmationBodies(polish);
  expect(Object.values(bodies)).toMatchObject([{ language_code: 'PL' }]);
  expect(Object.keys(await mock.client.getConfirmationBodies())).not.toHaveLength(1);
});

test('reads the account of its key, its from fields and its campaigns', async () => {
  await using mock = await startMock();
  const { email } = await mock.client.getAccountInfo();
  expect(Object.values(await mock.client.getAccountFromFields())).toMatchObject([{ email }]);
  const all = await mock.client.getCampaigns();
  expect(Object.values(all)).toMatchObject([{ is_default: 'yes', from_email: email, reply_to_email: email }]);
  expect(await mock.client.getCampaigns({ name: { EQUALS: 'no_such' } })).toEqual({});
  const [campaign = ''] = Object.keys(all);
  expect(await mock.client.getCampaign({ campaign })).toEqual(all);
});

test('makes an error of a campaign that is unknown', async () => {
  await using mock = await startMock();
  const error = await errorOf(mock.client.getCampaign({ campaign: 'none' }));
  expect(error).toMatchObject({ name: 'GetResponseError', code: -1, reason: 'Missing campaign' });
});

test.each([
  ['an account', { login: 'bbkr' }, 'getAccountInfo'],
  ['from fields', { F1: { email: 'a@b.example' } }, 'getAccountFromFields'],
  ['campaigns', { C1: { name: 'trains' } }, 'getCampaigns'],
] as const)('takes no result for %s that lacks members', async (_what, result, method) => {
  await using provider = await startClientStandIn((_request, response) =>
    answerJson(response, { jsonrpc: '2.0', result, id: 1 }),
  );
  const client = createGetResponseClient({ baseUrl: provider.url, apiKey: 'key' });
  expect(await errorOf(client[method]())).toBeInstanceOf(UnexpectedReplyError);
});

test('takes no two campaigns for one', async () => {
  const texts = { optin: 'single', from_name: 'A', from_email: 'a@b.example', reply_to_email: 'a@b.example' };
  const campaign = { name: 'trains', is_default: 'no', created_on: '2010-01-01 00:00:00', ...texts };
  const reply = { jsonrpc: '2.0', result: { C1: campaign, C2: campaign }, id: 1 };
  await using provider = await startClientStandIn((_request, response) => answerJson(response, reply));
  const client = createGetResponseClient({ baseUrl: provider.url, apiKey: 'key' });
  expect(await errorOf(client.getCampaign({ campaign: 'C1' }))).toBeInstanceOf(UnexpectedReplyError);
});

test('pings at the name of a GetResponse360 client, too', async () => {
  await using mock = await startMock();
  const { api_key } = mock.session.credentials.getresponse;
  const client = createGetResponseClient({ baseUrl: `${mock.session.url('getresponse')}/acme`, apiKey: api_key });
  expect(await client.ping()).toEqual({ ping: 'pong' });
  expect(mock.session.requests('getresponse').map(({ request }) => request.path)).toEqual(['/acme']);
});

test('keeps what an error says besides its message', async () => {
  const error = { code: -32602, message: 'Invalid params', data: 'Attribute params must be reference to hash' };
  await using provider = await startClientStandIn((_request, response) =>
    answerJson(response, { jsonrpc: '2.0', error, id: 1 }),
  );
  const client = createGetResponseClient({ baseUrl: provider.url, apiKey: 'key' });
  expect(await errorOf(client.ping())).toMatchObject({ code: -32602, data: error.data });
});

test('takes an error whose id GetResponse could not read', async () => {
  const error = { code: -32600, message: 'Invalid Request' };
  await using provider = await startClientStandIn((_request, response) =>
    answerJson(response, { error, id: null }, 413),
  );
  const client = createGetResponseClient({ baseUrl: provider.url, apiKey: 'key' });
  expect(await errorOf(client.ping())).toMatchObject({ name: 'GetResponseError', code: -32600, status: 413 });
});

test('takes no reply to another call for its own', async () => {
  const reply = { jsonrpc: '2.0', result: { ping: 'pong' }, id: 7 };
  await using provider = await startClientStandIn((_request, response) => answerJson(response, reply));
  const client = createGetResponseClient({ baseUrl: provider.url, apiKey: 'key' });
  expect(await errorOf(client.ping())).toBeInstanceOf(UnexpectedReplyError);
});

test('numbers its calls', async () => {
  await using mock = await startMock();
  await mock.client.ping();
  await mock.client.ping();
  const ids = mock.session.requests('getresponse').map(({ request }) => request.body);
  expect(ids).toMatchObject([{ id: 1 }, { id: 2 }]);
});
