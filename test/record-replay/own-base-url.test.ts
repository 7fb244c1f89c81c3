import { expect, test } from 'vitest';
import { startUnderstudy } from '../../src/index.ts';
import { type Content, send } from '../../src/provider-tests/send.ts';
import { mocks } from '../support/providers.ts';
import { ownersEnv, startRealApis } from '../support/stand-in/real-apis.ts';
import { recordings, replayed } from '../support/upstream-exchange.ts';

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
