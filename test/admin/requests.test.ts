import { expect, test } from 'vitest';
import { startUnderstudy, type Understudy } from '../../src/index.ts';
import { send } from '../../src/provider-tests/send.ts';
import { validCall } from '../../src/provider-tests/valid-calls.ts';
import { mocks } from '../support/providers.ts';

/** Creates an account in a session; its email is not valid when it has no `@`. */
async function create(understudy: Understudy, session: string, email: string): Promise<void> {
  const { method, path, headers } = validCall(mocks.leeloo, 'create-email-account');
  const body = { data: [{ email }], connection_id: mocks.leeloo.credentials.connection_id };
  await send(understudy, method, `/~${session}/leeloo${path}`, { headers, body });
}

const body = (partial: object) => `body=${encodeURIComponent(JSON.stringify(partial))}`;

test('requests are looked for by status, rule, body, source, method and path', async () => {
  await using understudy = await startUnderstudy();
  await create(understudy, 'a', 'robin@sherwood.example');
  await create(understudy, 'a', 'marian');
  await send(understudy, 'GET', '/~a/leeloo/nothing');
  const found = async (query: string) => {
    const { status, text } = await send(understudy, 'GET', `/~a/_understudy/requests?${query}`);
    expect(status, text).toBe(200);
    return JSON.parse(text).requests.map(({ id }: { id: string }) => id);
  };
  expect(await found('status=404')).toEqual(['3']);
  expect(await found('rule=leeloo%2Femail-format')).toEqual(['2']);
  expect(await found(body({ data: [{ email: 'marian' }] }))).toEqual(['2']);
  expect(await found(body({ data: [{}] }))).toEqual(['1', '2']);
  expect(await found(`operation=leeloo/create-email-account&status=200&${body({ data: [{}] })}&limit=1`)).toEqual([
    '2',
  ]);
  expect(await found('method=get')).toEqual(['3']);
  expect(await found('path=/nothing&source=mock')).toEqual(['3']);
  expect(await found('status=418')).toEqual([]);
});

test.each([
  ['status=4x', '"status" is no whole number up to 999'],
  ['rule=leeloo/creatd', 'Did you mean leeloo/created?'],
  ['body=%7B', '"body" is no JSON'],
  [`body=${'['.repeat(1_000)}`, '"body" is no JSON'],
  ['statuss=200', 'Did you mean status?'],
  ['timeout=5', 'the query parameter is unknown'],
])('a filter of %s is refused', async (query, message) => {
  await using understudy = await startUnderstudy();
  const reply = await send(understudy, 'GET', `/_understudy/requests?${query}`);
  expect([reply.status, reply.headers['x-understudy-error']]).toEqual([400, 'invalid-query']);
  expect(reply.text).toContain(message.replaceAll('"', '\\"'));
});

test('a wait gives a request that came before, or the next that comes', async () => {
  await using understudy = await startUnderstudy();
  const wait = (query: string) =>
    send(understudy, 'GET', `/~a/_understudy/requests/wait?operation=create-email-account&${query}`);
  const next = wait(`${body({ data: [{ email: 'marian' }] })}&timeout=60000`);
  await create(understudy, 'b', 'marian');
  await create(understudy, 'a', 'robin@sherwood.example');
  await create(understudy, 'a', 'marian');
  expect(Object((await next).json()).request).toMatchObject({ id: '2', rule: 'leeloo/email-format' });
  expect(Object((await wait('status=200')).json()).request.id).toBe('1');
});

test('a wait that is over names the nearest requests', async () => {
  await using understudy = await startUnderstudy();
  await create(understudy, 'a', 'marian');
  const reply = await send(understudy, 'GET', '/~a/_understudy/requests/wait?rule=leeloo/created&timeout=1');
  expect([reply.status, reply.headers['x-understudy-error']]).toEqual([408, 'no-request']);
  expect(reply.text).toContain('rule: \\"leeloo/created\\" was wanted');
  const wrong = await send(understudy, 'GET', '/_understudy/requests/wait?timeout=600001');
  expect([wrong.status, wrong.headers['x-understudy-error']]).toEqual([400, 'invalid-query']);
});

test('a wait ends when the server stops', async () => {
  const understudy = await startUnderstudy();
  const waiting = send(understudy, 'GET', '/_understudy/requests/wait?timeout=600000');
  await create(understudy, 'a', 'marian');
  await understudy.close();
  expect((await waiting).status).toBe(408);
});
