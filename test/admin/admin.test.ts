import { expect, test } from 'vitest';
import { startUnderstudy } from '../../src/app/understudy.ts';
import { send } from '../../src/provider-tests/send.ts';
import { providers } from '../support/providers.ts';

const json = { 'Content-Type': 'application/json' };
const create = {
  headers: { ...json, 'X-Leeloo-AuthToken': 'understudy-leeloo-0c1d2e3f4a5b6c7d' },
  body: { data: [{ email: 'revolt@xmpl.net', name: 'Robin Hood' }], connection_id: '5cfa283a2e9096000b440d51' },
};
const createPath = '/leeloo/api/v2/accounts/email';

test('tells what it plays', async () => {
  await using understudy = await startUnderstudy();
  const { status, headers, json: body } = await send(understudy, 'GET', '/_understudy/health');
  expect(status).toBe(200);
  expect(headers['x-understudy-source']).toBeUndefined();
  expect(body()).toEqual({
    status: 'ok',
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    providers: providers.map(({ name, upstream }) => ({
      name,
      mode: 'mock',
      baseUrl: `${understudy.url}/${name}`,
      upstream,
    })),
  });
});

test('keeps a journal with the rule, the masked token and the parsed bodies', async () => {
  await using understudy = await startUnderstudy();
  await send(understudy, 'POST', createPath, create);
  const { json: body } = await send(understudy, 'GET', '/_understudy/requests');
  expect(body()).toEqual({
    requests: [
      {
        id: '1',
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        provider: 'leeloo',
        operation: 'create-email-account',
        source: 'mock',
        rule: 'leeloo/created',
        rules: ['leeloo/created'],
        request: {
          method: 'POST',
          path: '/api/v2/accounts/email',
          headers: expect.objectContaining({ 'x-leeloo-authtoken': '***', 'content-type': 'application/json' }),
          body: create.body,
        },
        response: {
          status: 200,
          headers: { 'Content-Type': 'application/json; charset=utf-8' },
          body: { data: { count_to_process: 1 }, status: 1 },
        },
        durationMs: expect.any(Number),
        violations: [],
      },
    ],
  });
});

test('lists the violations of a refused request, and the nearest routes of an unknown one', async () => {
  await using understudy = await startUnderstudy();
  const session = understudy.session();
  await send(understudy, 'POST', `/~${session.id}${createPath}`, { ...create, body: { data: [{ email: 'nobody' }] } });
  await send(understudy, 'POST', `/~${session.id}/leeloo/api/v2/account/email`);
  const [refused, unknown] = session.requests('leeloo');
  expect(refused?.violations).toEqual([
    { path: '/data/0/email', keyword: 'format', rule: 'leeloo/email-format' },
    { path: '/connection_id', keyword: 'required', rule: 'leeloo/connection-required' },
  ]);
  expect(unknown?.nearest).toEqual(['POST /api/v2/accounts/email']);
});

test('filters the journal by provider, operation and number, and says what there is to filter by', async () => {
  await using understudy = await startUnderstudy();
  for (const path of [createPath, '/sensorpro/auth/sys/signin', createPath]) await send(understudy, 'POST', path);
  const count = async (query: string) => {
    const { json: body } = await send(understudy, 'GET', `/_understudy/requests?${query}`);
    return (body() as { requests: unknown[] }).requests.length;
  };
  expect(await count('provider=leeloo')).toBe(2);
  expect(await count('operation=sign-in')).toBe(1);
  expect(await count('operation=leeloo/create-email-account&limit=1')).toBe(1);
  expect(await count('limit=0')).toBe(0);
  const wrong = await send(understudy, 'GET', '/_understudy/requests?operation=sign-inn');
  expect(wrong.status).toBe(400);
  expect(wrong.json()).toMatchObject({
    error: { code: 'invalid-query', message: expect.stringContaining('Did you mean sign-in?') },
  });
  for (const query of ['limit=-1', 'limit=1.5', 'provider=leelo', 'providr=leeloo']) {
    expect((await send(understudy, 'GET', `/_understudy/requests?${query}`)).status).toBe(400);
  }
  expect((await send(understudy, 'DELETE', '/_understudy/requests')).json()).toEqual({ deleted: 3 });
  expect(await count('')).toBe(0);
});

test('seeds a state, shows it, and refuses a wrong one with the place of the mistake', async () => {
  await using understudy = await startUnderstudy();
  const account = { email: 'revolt@xmpl.net', name: 'Robin', connection_id: '5cfa283a2e9096000b440d51' };
  const put = (body: unknown) => send(understudy, 'PUT', '/_understudy/state/leeloo', { headers: json, body });
  expect((await put({ accounts: [account] })).json()).toMatchObject({ accounts: [account] });
  const duplicate = await send(understudy, 'POST', createPath, create);
  expect(duplicate.headers['x-understudy-rule']).toBe('leeloo/duplicate-ignored');
  for (const [wrong, place] of [
    [{ accounts: [{ ...account, email: 5 }] }, '/accounts/0/email'],
    [{ accounts: [account, account] }, '/accounts/1'],
    [{ account: [] }, 'accounts'],
    [[], '/'],
    [undefined, '/'],
  ] as const) {
    const refused = await put(wrong);
    expect(refused.status).toBe(400);
    expect(refused.json()).toMatchObject({ error: { code: 'invalid-state', message: expect.stringContaining(place) } });
  }
  expect((await send(understudy, 'GET', '/_understudy/state/leeloo')).json()).toMatchObject({ accounts: [account] });
  expect((await send(understudy, 'GET', '/_understudy/state/leelo')).json()).toMatchObject({
    error: { code: 'unknown-provider', message: expect.stringContaining('Did you mean leeloo?') },
  });
});

test('freezes and moves the clock, and refuses times it cannot show', async () => {
  await using understudy = await startUnderstudy();
  const put = (body: unknown) => send(understudy, 'PUT', '/_understudy/clock', { headers: json, body });
  expect((await send(understudy, 'GET', '/_understudy/clock')).json()).toMatchObject({ frozen: false });
  expect((await put({ now: '2030-01-01T00:00:00Z' })).json()).toEqual({
    now: '2030-01-01T00:00:00.000Z',
    frozen: true,
  });
  expect((await put({ advance: 3700 })).json()).toEqual({ now: '2030-01-01T01:01:40.000Z', frozen: true });
  for (const wrong of [
    {},
    { now: 5 },
    { now: 'soon' },
    { now: '1969-12-31T00:00:00Z' },
    { advance: 'x' },
    { advance: 1e15 },
    { now: '2030-01-01T00:00:00Z', advance: 1 },
    { later: 1 },
    undefined,
  ]) {
    const refused = await put(wrong);
    expect(refused.status).toBe(400);
    expect(refused.headers['x-understudy-error']).toBe('invalid-clock');
  }
  expect((await send(understudy, 'GET', '/_understudy/clock')).json()).toEqual({
    now: '2030-01-01T01:01:40.000Z',
    frozen: true,
  });
});

test('resets a session and no other', async () => {
  await using understudy = await startUnderstudy();
  for (const id of ['one', 'two']) await send(understudy, 'POST', `/~${id}${createPath}`, create);
  await send(understudy, 'PUT', '/~one/_understudy/clock', { headers: json, body: { now: '2030-01-01T00:00:00Z' } });
  expect(
    (await send(understudy, 'POST', '/_understudy/reset', { headers: { 'X-Understudy-Session': 'one' } })).json(),
  ).toEqual({ session: 'one', status: 'reset' });
  expect(understudy.session('one').state('leeloo')).toMatchObject({ accounts: [] });
  expect(understudy.session('one').requests()).toEqual([]);
  expect(understudy.session('one').clock.now().getFullYear()).toBe(new Date().getFullYear());
  expect(understudy.session('two').state('leeloo').accounts).toHaveLength(1);
  expect(understudy.session('two').requests()).toHaveLength(1);
});

test('serves credentials, rules, schemas and OpenAPI descriptions', async () => {
  await using understudy = await startUnderstudy();
  const get = async (path: string) => (await send(understudy, 'GET', `/_understudy/${path}`)).json();
  expect(Object.keys(Object(await get('credentials')))).toEqual(providers.map(({ name }) => name));
  expect(await get('rules')).toMatchObject({
    rules: expect.arrayContaining([expect.objectContaining({ id: 'leeloo/created', provider: 'leeloo' })]),
  });
  expect(await get('schemas/leeloo/create-email-account.request.json')).toMatchObject({
    title: 'CreateEmailAccountRequest',
  });
  for (const { name } of providers)
    expect(await get(`openapi/${name}.json`)).toMatchObject({ openapi: expect.stringMatching(/^3\.1\./) });
  expect(JSON.stringify(await get('openapi/leadconnector.json?version=v3'))).toContain('LeadConnectorV3Request');
});

test.each([
  ['GET', '/_understudy/healt', 404, 'unknown-call', 'health'],
  ['GET', '/_understudy', 404, 'unknown-call', 'health'],
  ['POST', '/_understudy/health', 405, 'method-not-allowed', 'GET'],
  ['GET', '/_understudy/openapi/leadconnector.json?version=v9', 400, 'invalid-query', 'There are 2021-07-28, v3.'],
  ['GET', '/_understudy/schemas/leeloo/nothing.json', 404, 'unknown-schema', 'create-email-account.request'],
  ['GET', '/_understudy/schemas/leeloo/..%2F..%2F..%2Fpackage.json', 404, 'unknown-schema', 'state'],
  ['GET', '/_understudy/schemas/__proto__/state.json', 404, 'unknown-provider', 'leeloo'],
  ['GET', '/', 404, 'unknown-provider', '/leeloo/'],
  ['GET', '/leelo/api', 404, 'unknown-provider', 'Did you mean /leeloo/?'],
  ['PUT', '/_understudy/clock', 400, 'invalid-json', 'JSON', '{'],
])('%s %s is a %i toolkit error that says what there is', async (method, path, status, code, word, body?: string) => {
  await using understudy = await startUnderstudy();
  const reply = await send(understudy, method, path, { body });
  expect(reply.status).toBe(status);
  expect(reply.headers['x-understudy-error']).toBe(code);
  expect(reply.headers['x-understudy-source']).toBeUndefined();
  expect(reply.json()).toEqual({ error: { code, message: expect.stringContaining(word) } });
});
