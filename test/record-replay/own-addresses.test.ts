import { expect, test } from 'vitest';
import { startUnderstudy } from '../../src/index.ts';
import { type Content, send } from '../../src/provider-tests/send.ts';
import { mocks } from '../support/providers.ts';
import { ownersEnv, startRealApis } from '../support/stand-in/real-apis.ts';
import { recordings, replayed } from '../support/upstream-exchange.ts';
import { startStandIn } from '../support/upstream-stand-in.ts';

const { api_key, organization, user, password } = mocks.sensorpro.credentials;
const signIn = {
  headers: { 'x-apikey': api_key, 'Content-Type': 'application/json' },
  body: { Organization: organization, User: user, Password: password },
} satisfies Content;

test('the base URL that Sensorpro names is its own in a recording, and that of the server in a replay', async () => {
  await using folder = await recordings();
  await using apis = await startRealApis();
  await using server = await startUnderstudy({
    env: ownersEnv,
    upstreams: apis.urls,
    recordings: folder.folder,
    modes: { sensorpro: 'record' },
  });
  const atReal = await send(server, 'POST', '/~one/sensorpro/auth/sys/signin', signIn);
  expect(atReal.json()).toMatchObject({ ExpiresIn: 3600, APIEndpoint: 'https://apinie.sensorpro.net/' });
  await send(server, 'PUT', '/_understudy/providers/sensorpro/mode', { body: { mode: 'replay' } });
  const atReplay = await send(server, 'POST', '/~one/sensorpro/auth/sys/signin', signIn);
  expect(await folder.text()).toContain('"APIEndpoint": "https://apinie.sensorpro.net/"');
  expect(atReplay.json()).toMatchObject({ ExpiresIn: 3600, APIEndpoint: `${server.url}/~one/sensorpro/` });
});

test('only the base URL changes: a byte-order mark, numbers, white space and what else is like it stay', async () => {
  await using folder = await recordings();
  const sketch = {
    provider: mocks.sensorpro,
    operation: 'sign-in',
    path: '/auth/sys/signin',
    request: { body: signIn.body },
  };
  const text = (url: string) =>
    `\ufeff{ "apiendpoint":\t"${url}", "Price": 0.00, "Other": "https://real.example/", "List": [{"APIEndpoint" : "${url}"}, {"APIEndpoint": ""}, {"APIEndpoint": 7}] }`;
  await folder.record({ ...sketch, reply: { body: text('https://real.example/') } });
  const answer = await folder.replayer().replay(replayed(sketch));
  expect('body' in answer && answer.body.toString()).toBe(text('http://127.0.0.1/'));
});

/** Records one reply of LeadConnector, and plays it to a client of a session. */
async function playedWith(headers: Readonly<Record<string, string>>, body: string) {
  await using folder = await recordings();
  await using api = await startStandIn((response) => response.writeHead(307, headers).end(body));
  const upstream = `${api.url}/v2`;
  await using server = await startUnderstudy({
    upstreams: { leadconnector: upstream },
    recordings: folder.folder,
    modes: { leadconnector: 'record' },
  });
  const address = '/~one/leadconnector/users/';
  await send(server, 'POST', address, { body: {} });
  await send(server, 'PUT', '/_understudy/providers/leadconnector/mode', { body: { mode: 'replay' } });
  const reply = await send(server, 'POST', address, { body: {} });
  const own = `${server.url}/~one/leadconnector/`;
  const neutral = (text: string) => text.replaceAll(own, 'OWN/').replaceAll('/~one/leadconnector/', 'PATH/');
  return { headers: reply.headers, body: neutral(reply.text), neutral, api: api.url };
}

test.each([
  ['location', 'https://services.leadconnectorhq.com/users/7?a=b#c', 'OWN/users/7?a=b#c'],
  ['location', 'http://SERVICES.leadconnectorhq.com:80/users/7', 'OWN/users/7'],
  ['location', '//services.leadconnectorhq.com/users/7', 'OWN/users/7'],
  ['location', '/v2/users/7', 'PATH/users/7'],
  ['location', '/v2', 'PATH/'],
  ['location', '/v22/users', 'PATH/v22/users'],
  ['location', '/elsewhere', 'PATH/elsewhere'],
  ['content-location', '/v2/users/%7e7', 'PATH/users/%7e7'],
  ['location', 'users/7', 'users/7'],
  ['location', '?page=2', '?page=2'],
  ['location', 'https://cdn.example/users/7', 'https://cdn.example/users/7'],
  ['location', 'https://services.leadconnectorhq.com.example/x', 'https://services.leadconnectorhq.com.example/x'],
  [
    'link',
    '</v2/users?page=2>; rel="next", <https://cdn.example/x>; rel="help"',
    '<PATH/users?page=2>; rel="next", <https://cdn.example/x>; rel="help"',
  ],
  ['refresh', '5; url=https://services.leadconnectorhq.com/wait', '5; url=OWN/wait'],
  ['refresh', '5', '5'],
])('a replayed %s of %s leads to %s', async (name, value, expected) => {
  const { headers, neutral } = await playedWith({ [name]: value }, '');
  expect(neutral(String(headers[name]))).toBe(expected);
});

test('addresses of the real API in a replayed body lead here, and nothing else changes', async () => {
  const real = 'https:\\/\\/services.leadconnectorhq.com';
  const text = `{ "next": "${real}/users/?skip=1", "list" : ["${real}", 1.50], "note": "see ${real}/x", "cdn":"https://cdn.example/" }`;
  const { body } = await playedWith({ 'content-type': 'application/json' }, text);
  expect(body).toBe(
    `{ "next": "OWN/users/?skip=1", "list" : ["OWN/", 1.50], "note": "see ${real}/x", "cdn":"https://cdn.example/" }`,
  );
});

const long = 'x'.repeat(1_100_000);

test.each(['proxy', 'record', 'compare'] as const)(
  'on request, replies in the mode %s lead here, too',
  async (mode) => {
    await using folder = await recordings();
    const real = 'https://services.leadconnectorhq.com/users';
    const bodies = [`{ "next": "${real}/?skip=1",\n"a": 1.0 }`, `{"next":"${real}","long":"${long}"}`, `see ${real}`];
    await using api = await startStandIn((response, { headers }) => {
      const body = bodies[api.received.length - 1] ?? '';
      const type = body.startsWith('{') ? 'application/json' : 'text/plain';
      const head = { location: `${real}/7`, 'content-type': type, 'content-length': Buffer.byteLength(body) };
      response.writeHead(headers['accept-encoding'] === 'identity' ? 201 : 500, head).end(body);
    });
    await using server = await startUnderstudy({
      upstreams: { leadconnector: api.url },
      recordings: folder.folder,
      modes: { leadconnector: mode },
      rewriteBaseUrls: true,
    });
    const ask = () =>
      send(server, 'GET', '/~one/leadconnector/users/7', { headers: { 'Accept-Encoding': 'gzip, br' } });
    const own = `${server.url}/~one/leadconnector/users`;
    const first = await ask();
    expect([first.status, first.headers.location]).toEqual([201, `${own}/7`]);
    expect(first.text).toBe(`{ "next": "${own}/?skip=1",\n"a": 1.0 }`);
    expect((await ask()).text).toBe(bodies[1]);
    expect((await ask()).text).toBe(bodies[2]);
    await server.close();
    const recorded = await folder.text();
    expect(recorded).not.toContain(own);
    expect(recorded.includes(`${real}/?skip=1`)).toBe(mode === 'record');
  },
);
