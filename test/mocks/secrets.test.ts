import { afterAll, beforeAll, expect, test } from 'vitest';
import { startUnderstudy, type Understudy } from '../../src/app/understudy.ts';
import type { Provider } from '../../src/kit/provider.ts';
import { canaries } from '../../src/provider-tests/canaries.ts';
import { readableIn } from '../../src/provider-tests/secret-leaks.ts';
import { send } from '../../src/provider-tests/send.ts';
import { sendTo, storedState, validCall } from '../../src/provider-tests/valid-calls.ts';
import { mocks } from '../support/providers.ts';
import '../../src/provider-tests/to-be-none.ts';

let understudy: Understudy;
const logged: string[] = [];
beforeAll(async () => {
  const note = (...said: unknown[]) => logged.push(JSON.stringify(said));
  understudy = await startUnderstudy({ logger: { debug: note, info: note, warn: note, error: note } });
});
afterAll(() => understudy.close());

/** Expects that no text spells a secret. */
function expectNone(core: string, texts: readonly string[]): void {
  const found = readableIn(core, texts);
  expect(found).toBeNone('A secret can be read here. Say where it stands in the schema, by the annotation of secrets.');
}

/** What can be read of a session: the journal, what is stored, the log. */
async function readAll(sessionId: string, provider: Provider): Promise<string[]> {
  const journal = await send(understudy, 'GET', `/~${sessionId}/_understudy/requests`);
  return [journal.text, await storedState(understudy, sessionId, provider), ...logged];
}

/** A valid call in a session, with another body. */
async function call(sessionId: string, provider: Provider, operation: string, body?: unknown) {
  const valid = validCall(provider, operation);
  const { method, path, headers } = valid;
  return (await sendTo(understudy, sessionId, provider, { method, path, headers, body: body ?? valid.body(1) })).text;
}

test('new secrets reach the client and nobody else', async () => {
  const { sensorpro, getresponse } = mocks;
  const { id } = understudy.session();
  logged.length = 0;
  await call(id, getresponse, 'add-account');
  const told = [
    await call(id, sensorpro, 'sign-in'),
    await call(id, sensorpro, 'add-sub-organization'),
    await call(id, getresponse, 'get-accounts'),
  ].join();
  const secrets = [...told.matchAll(/"(?:Token|APIKey|API_KEY)":"([^"]+)"/g)].map(([, secret = '']) => secret);
  expect(secrets).toHaveLength(3);
  const kept = [...(await readAll(id, sensorpro)), ...(await readAll(id, getresponse))];
  for (const secret of secrets) expectNone(secret, kept);
});

test.each([
  ['sensorpro', { organizations: [{ Company: 'A', APIKey: 'SECRET', Parent: '', more: 'SECRET' }], users: ['SECRET'] }],
  ['sensorpro', { organizations: [], users: [{ Organization: 'A', User: 'SECRET', Password: ['SECRET'], Role: 1 }] }],
  ['getresponse', { accounts: [{ API_KEY: 'SECRET', email: 'SECRET', campaign: { optin: 'SECRET' } }] }],
  ['leadconnector', { users: [{ password: 'SECRET', email: 'SECRET', role: 'SECRET', type: 'SECRET' }] }],
  ['leeloo', { accounts: [{ token: 'SECRET', email: 'SECRET' }], token: 'SECRET' }],
])('a refused state of %s quotes no values', async (name, state) => {
  const { core } = canaries.key();
  logged.length = 0;
  const body = JSON.stringify(state).replaceAll('SECRET', core);
  for (const sent of [body, body.slice(0, -1)]) {
    const { status, text } = await send(understudy, 'PUT', `/_understudy/state/${name}`, { body: sent });
    expect(status).toBe(400);
    expectNone(core, [text, ...logged]);
  }
});

test('a seeded secret is masked in the state, and still opens what it opened', async () => {
  const { id, ...session } = understudy.session();
  const { key: newKey, password } = { key: canaries.key().core, password: canaries.password() };
  const user = { FirstName: 'Robin', LastName: 'Hood', Email: 'robin@sherwood.example', Password: password.secret };
  await call(id, mocks.sensorpro, 'add-update-user', {
    User: user.Email,
    ...user,
    PasswordCnf: user.Password,
    APIUser: true,
  });
  const added = session.state('sensorpro').users.at(-1);
  if (!added) throw new Error('Cannot seed a user: none was added.');
  const seed = {
    organizations: [
      { Company: 'SHERWOOD', APIKey: newKey, Parent: '', ShareCredit: false, CopyAuthorizedSenderEmail: false },
    ],
    users: [{ ...added, Organization: 'SHERWOOD', Password: password.secret }],
  };
  const shown = await send(understudy, 'PUT', `/~${id}/_understudy/state/sensorpro`, { body: seed });
  const headers = { 'content-type': 'application/json', 'x-apikey': newKey };
  const body = { Organization: 'SHERWOOD', User: user.Email, Password: password.secret };
  const signIn = await sendTo(understudy, id, mocks.sensorpro, {
    method: 'POST',
    path: '/auth/sys/signin',
    headers,
    body,
  });
  expect(signIn.json()).toMatchObject({ ExpiresIn: 3622 });
  const kept = [shown.text, ...(await readAll(id, mocks.sensorpro))];
  for (const core of [newKey, password.core]) expectNone(core, kept);
});

test('errors of the toolkit quote neither paths, queries, headers nor bodies', async () => {
  const { core, secret } = canaries.key();
  logged.length = 0;
  const content = { headers: { authorization: `Bearer ${secret}`, 'x-note': secret }, body: `{"password":"${secret}"` };
  const paths = ['/leelo/', '/', '/_understudy/', '/_understudy/state/', '/_understudy/schemas/leeloo/', '/~a/~b/'];
  const queries = ['/_understudy/requests?provider=', '/_understudy/requests?limit=', '/_understudy/requests?'];
  for (const path of [
    ...paths.map((each) => each + secret),
    ...queries.map((each) => each + secret),
    '/_understudy/clock',
  ]) {
    for (const method of ['GET', 'PUT', 'POST']) {
      const { headers, text } = await send(understudy, method, path, content);
      expectNone(core, [JSON.stringify(headers), text, ...logged]);
    }
  }
  const session = await send(understudy, 'GET', '/leeloo/', {
    headers: { 'x-understudy-session': `${secret} ${secret}` },
  });
  expectNone(core, [session.text, ...logged]);
});

test('an admin token is told to no one', async () => {
  const { core, secret } = canaries.token();
  await using guarded = await startUnderstudy({ adminToken: secret });
  const headers = { authorization: `Bearer ${secret}` };
  const replies = [
    await send(guarded, 'GET', '/_understudy/health', { headers }),
    await send(guarded, 'GET', '/_understudy/health'),
    await send(guarded, 'GET', '/leadconnector/users/1', { headers }),
    await send(guarded, 'GET', '/_understudy/requests', { headers }),
  ];
  expect(replies.map(({ status }) => status)).toEqual([200, 401, 401, 200]);
  expectNone(
    core,
    replies.map((reply) => JSON.stringify(reply.headers) + reply.text),
  );
});
