import { expect, test } from 'vitest';
import { type Answer, answerJson, errorOf, startClientStandIn } from '../../../test/support/client-stand-in.ts';
import { createSensorproClient, UnexpectedReplyError } from '../index.ts';

const Result = { RequestId: '1', ErrorMessages: [], StatusMesssages: [], TotalStatusMessages: 0, TotalErrors: 0 };
const added = { UpdateCount: 0, AddCount: 1, FailedRequests: [], Result };
const user = { User: 'a@xmpl.net', FirstName: 'A', LastName: 'B', Email: 'a@xmpl.net' };

function signedIn(change: object = {}) {
  return { ExpiresIn: 3622, APIEndpoint: '', Token: 'token-1', Result, ...change };
}

function startSensorpro(signIn: () => object): ReturnType<typeof startClientStandIn> {
  return startClientStandIn(({ url }, response) => answerJson(response, url.endsWith('/signin') ? signIn() : added));
}

function clientOf(baseUrl: string, now = () => 0) {
  return createSensorproClient({ baseUrl, apiKey: 'key', organization: 'O', user: 'u@xmpl.net', password: 'p', now });
}

test('follows the endpoint that a sign-in names', async () => {
  await using provider = await startSensorpro(() => signedIn({ APIEndpoint: `${provider.url}/node7` }));
  const client = clientOf(`${provider.url}/base`);
  await client.addUpdateUser(user);
  await client.signOff();
  expect(provider.requests.map(({ url }) => url)).toEqual([
    '/base/auth/sys/signin',
    '/node7/api/Account/AddUpdateUser/token-1',
    '/node7/auth/sys/logoff/token-1',
  ]);
});

test('carries its token to no other origin than the one configured', async () => {
  await using elsewhere = await startSensorpro(() => signedIn());
  const withPassword = (url: string) => url.replace('://', '://user:password@');
  for (const endpoint of [
    `${elsewhere.url}/`,
    'https://apinie.sensorpro.net/',
    'nonsense',
    withPassword(elsewhere.url),
  ]) {
    await using provider = await startSensorpro(() => signedIn({ APIEndpoint: endpoint }));
    await clientOf(`${provider.url}/base`).addUpdateUser(user);
    expect(provider.requests.at(-1)?.url).toBe('/base/api/Account/AddUpdateUser/token-1');
  }
  expect(elsewhere.requests).toEqual([]);
});

test('writes a token so that it stays one segment of the path', async () => {
  await using provider = await startSensorpro(() => signedIn({ Token: 'a/b?c' }));
  await clientOf(provider.url).addUpdateUser(user);
  expect(provider.requests.at(-1)?.url).toBe('/api/Account/AddUpdateUser/a%2Fb%3Fc');
});

test('signs in with the key in a header and the rest in the body', async () => {
  await using provider = await startSensorpro(() => signedIn());
  await clientOf(provider.url).signIn();
  const [{ headers, body } = { headers: {}, body: '' }] = provider.requests;
  expect(headers).toMatchObject({ 'x-apikey': 'key', 'content-type': 'application/json' });
  expect(JSON.parse(body)).toEqual({ Organization: 'O', User: 'u@xmpl.net', Password: 'p' });
});

test('uses a token that is good for less than a minute for half of its time', async () => {
  let now = 0;
  await using provider = await startSensorpro(() => signedIn({ ExpiresIn: 40 }));
  const client = clientOf(provider.url, () => now);
  const signIns = () => provider.requests.filter(({ url }) => url.endsWith('/signin')).length;
  await client.addUpdateUser(user);
  now = 19_999;
  await client.addUpdateUser(user);
  expect(signIns()).toBe(1);
  now = 20_000;
  await client.addUpdateUser(user);
  expect(signIns()).toBe(2);
});

test.each([{ Token: '' }, { ExpiresIn: 0 }, { ExpiresIn: '3622' }, { APIEndpoint: null }])(
  'takes a sign-in with %j for no success',
  async (change) => {
    await using provider = await startSensorpro(() => signedIn(change));
    expect(await errorOf(clientOf(provider.url).signIn())).toBeInstanceOf(UnexpectedReplyError);
  },
);

test.each([
  { what: 'errors', reply: { ...added, Result: { ...Result, TotalErrors: 1 } }, name: 'SensorproError' },
  { what: 'a failed request', reply: { ...added, FailedRequests: [{}] }, name: 'SensorproError' },
  { what: 'nothing done', reply: { ...added, AddCount: 0 }, name: 'UnexpectedReplyError' },
])('takes a reply with $what for no success', async ({ reply, name }) => {
  const answer: Answer = ({ url }, response) => answerJson(response, url.endsWith('/signin') ? signedIn() : reply);
  await using provider = await startClientStandIn(answer);
  expect((await errorOf(clientOf(provider.url).addUpdateUser(user))).name).toBe(name);
});

test('one call that is aborted takes its sign-in from no other', async () => {
  const controller = new AbortController();
  const reason = new Error('changed my mind');
  const { promise: asked, resolve: tellAsked } = Promise.withResolvers<() => void>();
  await using provider = await startClientStandIn(({ url }, response) =>
    url.endsWith('/signin') ? tellAsked(() => answerJson(response, signedIn())) : answerJson(response, added),
  );
  const client = clientOf(provider.url);
  const aborted = errorOf(client.addUpdateUser(user, { signal: controller.signal }));
  const other = client.addUpdateUser(user, { signal: new AbortController().signal });
  const answerSignIn = await asked;
  controller.abort(reason);
  expect(await aborted).toBe(reason);
  answerSignIn();
  expect(await other).toMatchObject({ AddCount: 1 });
  expect(provider.requests).toHaveLength(2);
});
