import { createLeelooClient } from 'api-understudy/clients';
import { createTest, test } from 'api-understudy/vitest';
import { expect } from 'vitest';

test('the session has received what a client sent', async ({ session }) => {
  const { token, connection_id } = session.credentials.leeloo;
  const client = createLeelooClient({ baseUrl: session.url('leeloo'), token });
  await client.createEmailAccounts({ data: [{ email: 'robin@sherwood.example' }], connection_id });
  expect(session).toHaveReceived('leeloo/create-email-account', { times: 1, status: 200 });
});

createTest({ seed: 7 })('a test made with options has a session, too', ({ session }) => {
  expect(session.requests()).toEqual([]);
});
