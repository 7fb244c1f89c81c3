// What a project with node:test runs: a server for the file, a session for the test.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startUnderstudy } from 'api-understudy';
import { createLeelooClient } from 'api-understudy/clients';

let understudy;
before(async () => {
  understudy = await startUnderstudy();
});
after(() => understudy.close());

test('the session has received what a client sent', async () => {
  const session = understudy.session();
  const { token, connection_id } = session.credentials.leeloo;
  const client = createLeelooClient({ baseUrl: session.url('leeloo'), token });
  await client.createEmailAccounts({ data: [{ email: 'robin@sherwood.example' }], connection_id });
  assert.equal(session.requests('leeloo/create-email-account').length, 1);
});
