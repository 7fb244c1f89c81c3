import { expect, test } from 'vitest';
import { answerJson, errorOf, startClientStandIn } from '../../../test/support/client-stand-in.ts';
import { startUnderstudy } from '../../app/understudy.ts';
import { createLeelooClient, LeelooError, ProviderError } from '../index.ts';

async function startMock() {
  const understudy = await startUnderstudy();
  const session = understudy.session();
  const { token, connection_id } = session.credentials.leeloo;
  const client = createLeelooClient({ baseUrl: session.url('leeloo'), token });
  return { session, connection_id, client, [Symbol.asyncDispose]: () => understudy.close() };
}

test('creates accounts and tells how many items were taken', async () => {
  await using mock = await startMock();
  const data = [{ email: 'a@xmpl.net', name: 'A' }, { email: 'b@xmpl.net' }];
  const reply = await mock.client.createEmailAccounts({ data, connection_id: mock.connection_id });
  expect(reply).toEqual({ data: { count_to_process: 2 }, status: 1 });
  expect(mock.session.state('leeloo').accounts.map(({ name }) => name)).toEqual(['A', 'b@xmpl.net']);
});

test('makes an error of a refusal that comes with HTTP 200', async () => {
  await using mock = await startMock();
  const data = [{ email: 'a@xmpl.net' }, { email: 'b' }];
  const error = await errorOf(mock.client.createEmailAccounts({ data, connection_id: 'c' }));
  expect(error).toBeInstanceOf(LeelooError);
  expect(error).toBeInstanceOf(ProviderError);
  expect(error).toMatchObject({
    name: 'LeelooError',
    code: 'FORMAT_ERROR',
    fields: { 'data/1/email': 'WRONG_EMAIL', connection_id: 'WRONG_FORMAT' },
    method: 'POST',
    url: `${mock.session.url('leeloo')}/api/v2/accounts/email`,
    status: 200,
  });
  expect(error.message).toMatch(/^Cannot create email accounts: Leeloo refused POST http.+ with FORMAT_ERROR \(data/);
  expect(mock.session.state('leeloo').accounts).toEqual([]);
});

test('shows the field "token" although the token of the client is that word', async () => {
  await using mock = await startMock();
  const client = createLeelooClient({ baseUrl: mock.session.url('leeloo'), token: 'token' });
  const error = await errorOf(client.createEmailAccounts({ data: [], connection_id: mock.connection_id }));
  expect(error).toMatchObject({ code: 'WRONG_TOKEN', fields: { token: 'WRONG_TOKEN' } });
});

test('makes an error of the limit of requests, which is plain text', async () => {
  await using provider = await startClientStandIn((_request, response) =>
    response.writeHead(429).end('Too many requests, please try again later.'),
  );
  const client = createLeelooClient({ baseUrl: provider.url, token: 'company' });
  const error = await errorOf(client.createEmailAccounts({ data: [], connection_id: '' }));
  expect(error).toBeInstanceOf(LeelooError);
  expect(error).toMatchObject({ code: 'HTTP_429', status: 429, fields: {} });
});

test('takes a refusal without fields', async () => {
  await using provider = await startClientStandIn((_request, response) =>
    answerJson(response, { status: 0, error: { code: 'NOT_FOUND' } }, 404),
  );
  const client = createLeelooClient({ baseUrl: provider.url, token: 'company' });
  const error = await errorOf(client.createEmailAccounts({ data: [], connection_id: '' }));
  expect(error).toMatchObject({ name: 'LeelooError', code: 'NOT_FOUND', status: 404, fields: {} });
});
