const { ConnectionError } = require('api-understudy/clients');
const { newSession } = require('api-understudy/jest');
const { signUp } = require('./sign-up.js');

let session;
let leeloo;
beforeEach(async () => {
  session = await newSession();
  const { token, connection_id: connectionId } = session.credentials.leeloo;
  leeloo = { baseUrl: session.url('leeloo'), token, connectionId };
});
afterEach(() => session.reset());

test('a customer gets a mail account', async () => {
  expect(await signUp(leeloo, { name: 'Robin', email: 'robin@sherwood.example' })).toBe('accepted');
  await expect(session).toHaveReceived('leeloo/create-email-account', {
    times: 1,
    body: { data: [{ email: 'robin@sherwood.example', name: expect.any(String) }] },
  });
  expect((await session.state('leeloo')).accounts).toHaveLength(1);
});

test('an address that is none is refused, and leaves no account', async () => {
  expect(await signUp(leeloo, { name: 'Robin', email: 'nobody' })).toBe('refused');
  await expect(session).toHaveReceived('leeloo', { rule: 'leeloo/email-format' });
  await expect(session).not.toHaveReceived('getresponse');
  expect((await session.state('leeloo')).accounts).toHaveLength(0);
});

test('a connection that breaks is passed on', async () => {
  await session.fault('leeloo', { fault: 'reset', times: 1 });
  await expect(signUp(leeloo, { name: 'Robin', email: 'robin@sherwood.example' })).rejects.toThrow(ConnectionError);
});
