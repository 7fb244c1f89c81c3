import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { answerJson, errorOf, startClientStandIn } from '../../../test/support/client-stand-in.ts';
import { createLeelooClient, LeelooError, type ReceivedResponse, type SentRequest } from '../index.ts';

const account = { data: [{ email: 'robin@sherwood.example' }], connection_id: '5cfa283a2e9096000b440d51' };

test('hooks are told of each request and reply, its headers included, and of no secret', async () => {
  await using provider = await startClientStandIn((_request, response) => {
    response.setHeader('X-RateLimit-Remaining', '7');
    answerJson(response, { data: { count_to_process: 1 }, status: 1 });
  });
  const sent: SentRequest[] = [];
  const received: ReceivedResponse[] = [];
  const leeloo = createLeelooClient({
    baseUrl: provider.url,
    token: 's3cret-token',
    onRequest: (request) => sent.push(request),
    onResponse: (response) => received.push(response),
  });
  await leeloo.createEmailAccounts(account);
  const call = { action: 'create email accounts', method: 'POST', url: `${provider.url}/api/v2/accounts/email` };
  expect(sent).toEqual([call]);
  expect(received).toEqual([{ ...call, status: 200, headers: expect.any(Headers), durationMs: expect.any(Number) }]);
  expect(received[0]?.headers.get('x-ratelimit-remaining')).toBe('7');
  expect(inspect([sent, received], { depth: null })).not.toContain('s3cret');
});

test('a hook that throws ends the call, as it threw', async () => {
  await using provider = await startClientStandIn((_request, response) => answerJson(response, {}));
  const stop = () => {
    throw new RangeError('enough');
  };
  const before = createLeelooClient({ baseUrl: provider.url, token: 'token', onRequest: stop });
  await expect(before.createEmailAccounts(account)).rejects.toThrow(RangeError);
  expect(provider.requests).toHaveLength(0);
  const after = createLeelooClient({ baseUrl: provider.url, token: 'token', onResponse: stop });
  await expect(after.createEmailAccounts(account)).rejects.toThrow(RangeError);
});

test('a call takes headers of its own, which replace those of the client', async () => {
  await using provider = await startClientStandIn((_request, response) =>
    answerJson(response, { data: { count_to_process: 1 }, status: 1 }),
  );
  const leeloo = createLeelooClient({ baseUrl: provider.url, token: 'token' });
  await leeloo.createEmailAccounts(account, { headers: { 'X-Trace': 'a-1', accept: 'application/json; q=0.9' } });
  expect(provider.requests[0]?.headers).toMatchObject({
    'x-trace': 'a-1',
    accept: 'application/json; q=0.9',
    'x-leeloo-authtoken': 'token',
  });
});

test('a header that none can be is refused without its value', async () => {
  const leeloo = createLeelooClient({ baseUrl: 'http://127.0.0.1:9', token: 'token' });
  const error = await errorOf(leeloo.createEmailAccounts(account, { headers: { 'X-Trace': 's3cret\nX-Other: 1' } }));
  expect(error).toBeInstanceOf(TypeError);
  expect(error).toMatchObject({ message: expect.stringContaining('the header "X-Trace" is none that HTTP has') });
  expect(inspect(error)).not.toContain('s3cret');
});

test('a refusal has the headers of its reply, and does not print them', async () => {
  await using provider = await startClientStandIn((_request, response) => {
    response.setHeader('Set-Cookie', 'session=s3cret');
    answerJson(response, { status: 0, error: { code: 'WRONG_ID' } });
  });
  const leeloo = createLeelooClient({ baseUrl: provider.url, token: 'token' });
  const error = await errorOf(leeloo.createEmailAccounts(account));
  if (!(error instanceof LeelooError)) throw error;
  expect(error.headers.get('set-cookie')).toBe('session=s3cret');
  expect(inspect(error) + JSON.stringify(error)).not.toContain('s3cret');
});
