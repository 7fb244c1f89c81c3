import { expect } from 'vitest';
import { NoRequestError, type SessionHandle } from '../../src/index.ts';
import { test } from '../../src/vitest/index.ts';

function create(session: SessionHandle, email: unknown, name?: string): Promise<Response> {
  const { token, connection_id } = session.credentials.leeloo;
  return fetch(`${session.url('leeloo')}/api/v2/accounts/email`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Leeloo-AuthToken': token },
    body: JSON.stringify({ data: [{ email, ...(name && { name }) }], connection_id }),
  });
}

function signIn(session: SessionHandle, password: string): Promise<Response> {
  const { api_key, organization, user } = session.credentials.sensorpro;
  return fetch(`${session.url('sensorpro')}/auth/sys/signin`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'x-apikey': api_key },
    body: JSON.stringify({ Organization: organization, User: user, Password: password }),
  });
}

/** The message of a failing expectation. */
function failureOf(expectation: () => void): string {
  try {
    expectation();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('The expectation did not fail.');
}

test('finds requests by provider, operation, rule, status, path and a part of the body', async ({ session }) => {
  await create(session, 'robin@sherwood.example', 'Robin');
  await create(session, 'nobody');
  await signIn(session, 'wrong');
  const ids = (...query: Parameters<typeof session.requests>) => session.requests(...query).map(({ id }) => id);
  expect(ids()).toEqual(['1', '2', '3']);
  expect(ids('leeloo')).toEqual(['1', '2']);
  expect(ids('leeloo/create-email-account')).toEqual(['1', '2']);
  expect(ids({ operation: 'sign-in' })).toEqual(['3']);
  expect(ids({ provider: 'leeloo', operation: 'leeloo/create-email-account' })).toEqual(['1', '2']);
  expect(ids({ rule: 'leeloo/email-format' })).toEqual(['2']);
  expect(ids({ status: 200, source: 'mock', method: 'post', path: /^\/api\/v2/g })).toEqual(['1', '2']);
  expect(ids({ path: '/auth/sys/signin' })).toEqual(['3']);
  expect(ids({ body: { data: [{ email: 'robin@sherwood.example' }] } })).toEqual(['1']);
  expect(ids({ body: { data: [{ email: expect.stringContaining('@') }] } })).toEqual(['1']);
  expect(ids({ body: { data: [] } })).toEqual([]);
  expect(ids({ body: { data: [{ email: undefined }] } })).toEqual([]);
});

test.for([
  [{ provider: 'leelo' }, 'Did you mean leeloo'],
  ['leelo', 'Did you mean leeloo'],
  ['leeloo/create-email-acount', 'Did you mean create-email-account'],
  [{ operation: 'sing-in' }, 'Did you mean sign-in'],
  [{ provider: 'sensorpro', operation: 'leeloo/create-email-account' }, 'is none of sensorpro'],
  [{ operaton: 'sign-in' }, 'Did you mean operation'],
  [{ rule: 'leeloo/email-formt' }, 'Did you mean leeloo/email-format'],
  [{ body: { Password: 'secret-of-mine' } }, 'body/Password is a secret'],
  [{ provider: 'getresponse', body: { params: ['secret-of-mine'] } }, 'body/params/0 is a secret'],
])('refuses the filter %j with what is allowed, and repeats no secret', async ([query, word], { session }) => {
  // Callers without types can ask for anything.
  const loose: { requests(query: unknown): unknown } = session;
  expect(() => loose.requests(query)).toThrow(TypeError);
  const message = failureOf(() => loose.requests(query));
  expect(message).toMatch(/^Cannot look for requests: /);
  expect(message).toContain(word);
  expect(message).not.toContain('secret-of-mine');
});

test('waits for a request that comes later, and takes one that came', async ({ session }) => {
  const waiting = session.waitForRequest({ operation: 'sign-in', status: 200 }, { timeoutMs: 60_000 });
  await create(session, 'robin@sherwood.example');
  await signIn(session, session.credentials.sensorpro.password);
  expect((await waiting).id).toBe('2');
  expect((await session.waitForRequest('leeloo', { timeoutMs: 0 })).id).toBe('1');
});

test('says after the wait which requests were nearest, and what differed', async ({ session }) => {
  const wanted = { operation: 'leeloo/create-email-account', body: { data: [{ name: 'Robin' }] } } as const;
  await expect(session.waitForRequest(wanted, { timeoutMs: 1 })).rejects.toThrow(NoRequestError);
  await signIn(session, 'wrong-canary');
  await create(session, 'marian@sherwood.example', 'Marian');
  const error = await session.waitForRequest(wanted, { timeoutMs: 1 }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(NoRequestError);
  expect(String(error)).toBe(
    [
      'NoRequestError: Cannot find a request to leeloo/create-email-account with body {"data":[{"name":"Robin"}]}: none came within 1 ms. The others, nearest first:',
      '  #2 leeloo/create-email-account: 200 leeloo/created',
      '    body/data/0/name: "Robin" was wanted, "Marian" came',
      '  #1 sensorpro/sign-in: 200 sensorpro/signin-refused',
      '    provider: "leeloo" was wanted, "sensorpro" came',
      '    operation: "create-email-account" was wanted, "sign-in" came',
      '    body/data: [{"name":"Robin"}] was wanted, nothing came',
    ].join('\n'),
  );
  await expect(session.waitForRequest('leeloo', { timeoutMs: Number.NaN })).rejects.toThrow(RangeError);
});

test('toHaveReceived passes by the count, by the body and by other members', async ({ session }) => {
  expect(session).not.toHaveReceived('leeloo');
  await create(session, 'robin@sherwood.example');
  await create(session, 'robin@sherwood.example');
  expect(session).toHaveReceived('leeloo');
  expect(session).toHaveReceived('leeloo/create-email-account', { times: 2 });
  expect(session).toHaveReceived('leeloo/create-email-account', { times: 1, rule: 'leeloo/created' });
  expect(session).toHaveReceived({ operation: 'create-email-account' }, { body: { data: [expect.anything()] } });
  expect(session).not.toHaveReceived('leeloo', { status: 500 });
  expect(session).toHaveReceived('sensorpro', { times: 0 });
});

test('a failing toHaveReceived lists what fits, the nearest requests and the difference, secrets masked', async ({
  session,
}) => {
  await create(session, 'nobody');
  await signIn(session, 'wrong-canary');
  const failure = failureOf(() =>
    expect(session).toHaveReceived('sensorpro/sign-in', { times: 2, body: { User: 'robin@sherwood.example' } }),
  );
  expect(failure).toBe(
    [
      'The session has received none that fit; asked was for a request to sensorpro/sign-in with body {"User":"robin@sherwood.example"}, 2 times in all.',
      'The others, nearest first:',
      '  #2 sensorpro/sign-in: 200 sensorpro/signin-refused',
      '    body/User: "robin@sherwood.example" was wanted, "api@understudy.example" came',
      '  #1 leeloo/create-email-account: 200 leeloo/email-format (/data/0/email leeloo/email-format)',
      '    provider: "sensorpro" was wanted, "leeloo" came',
      '    operation: "sign-in" was wanted, "create-email-account" came',
      '    body/User: "robin@sherwood.example" was wanted, nothing came',
    ].join('\n'),
  );
  expect(failureOf(() => expect(session).not.toHaveReceived('leeloo'))).toContain('#1 leeloo/create-email-account');
  const masked = failureOf(() =>
    expect(session).toHaveReceived('sensorpro', { body: { Password: expect.any(Number) } }),
  );
  expect(masked).toContain('"Any<Number>" was wanted, "***" came');
  expect(masked).not.toContain('wrong-canary');
});

test('toHaveReceived refuses what is no session, and counts that cannot be', async ({ session }) => {
  expect(() => expect({}).toHaveReceived('leeloo')).toThrow('no session of Understudy');
  for (const times of [-1, 1.5]) expect(() => expect(session).toHaveReceived('leeloo', { times })).toThrow(TypeError);
  // @ts-expect-error there is no such operation
  expect(() => expect(session).toHaveReceived('leeloo/create-account')).toThrow('Did you mean create-email-account');
});
