import { expect, test } from 'vitest';
import { startUnderstudy } from '../../src/index.ts';
import { send } from '../../src/provider-tests/send.ts';
import { mocks } from '../support/providers.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { startStandIn } from '../support/upstream-stand-in.ts';

const { leadconnector, leeloo, getresponse } = mocks;
const env = {
  UNDERSTUDY_LEELOO_CONNECTION_ID: '65ffffffffff960000000001',
  UNDERSTUDY_LEADCONNECTOR_LOCATION_ID: 'rEaLlOcAtIoNiD/1',
  UNDERSTUDY_LEADCONNECTOR_COMPANY_ID: 'rEaLcOmPaNyId',
  UNDERSTUDY_GETRESPONSE_CONFIRMATION_SUBJECT: 'aB',
};
const versioned = { Version: '2021-07-28', Authorization: `Bearer ${leadconnector.credentials.token}` };
const { location_id, company_id } = leadconnector.credentials;

test('real ids take the places of published ones in bodies, paths and queries, as whole values only', async () => {
  await using upstream = await startStandIn((response) => response.end('{}'));
  const upstreams = { leadconnector: upstream.url, leeloo: upstream.url, getresponse: upstream.url };
  await using understudy = await startUnderstudy({
    env,
    modes: { leadconnector: 'proxy', leeloo: 'proxy', getresponse: 'proxy' },
    upstreams,
  });
  const sent = async (method: string, path: string, body = '') => {
    await send(understudy, method, path, { headers: versioned, body });
    const last = upstream.received.at(-1);
    return [last?.url, last?.body.toString()];
  };
  const [url] = await sent(
    'GET',
    `/leadconnector/users/search?companyId=${company_id}&locationId=${location_id}&x=a${company_id}`,
  );
  expect(url).toBe(`/users/search?companyId=rEaLcOmPaNyId&locationId=rEaLlOcAtIoNiD%2F1&x=a${company_id}`);
  expect(
    await sent('PUT', `/leadconnector/users/${location_id}`, `{"a": ["${location_id}", "${company_id} "]}`),
  ).toEqual(['/users/rEaLlOcAtIoNiD%2F1', `{"a": ["rEaLlOcAtIoNiD/1", "${company_id} "]}`]);
  const email = `{"data":[{"email":"a@b.example","connection_id":"${leeloo.credentials.connection_id}"}]}`;
  expect((await sent('POST', '/leeloo/api/v2/accounts/email', email))[1]).toContain('"65ffffffffff960000000001"');
  const { confirmation_subject } = getresponse.credentials;
  const call = (method: string) =>
    `{"jsonrpc":"2.0","id":1,"method":"${method}","params":["k",{"s":"${confirmation_subject}"}]}`;
  expect((await sent('POST', '/getresponse/', call('add_account')))[1]).toContain('{"s":"aB"}');
  // Nobody knows what it would be there.
  expect((await sent('POST', '/getresponse/', call('nobody_plays_this')))[1]).toContain(confirmation_subject);
  expect((await sent('GET', `/leadconnector/nothing/${location_id}`))[0]).toBe(`/nothing/${location_id}`);
});

test('a recording has the published ids, and plays without the environment', async () => {
  using folder = temporaryFolder();
  const reply = { users: [{ locationIds: ['rEaLlOcAtIoNiD/1'], name: 'at rEaLlOcAtIoNiD/1' }] };
  await using upstream = await startStandIn((response) => response.end(JSON.stringify(reply)));
  const path = `/leadconnector/users/?locationId=${location_id}`;
  const settings = { recordings: folder.path, upstreams: { leadconnector: upstream.url } };
  const recorded = await startUnderstudy({ ...settings, env, modes: { leadconnector: 'record' } });
  // What the real API says goes to the client as it is.
  expect((await send(recorded, 'GET', path, { headers: versioned })).json()).toEqual(reply);
  await recorded.close();
  await using replaying = await startUnderstudy({ ...settings, env: {}, modes: { leadconnector: 'replay' } });
  expect((await send(replaying, 'GET', path, { headers: versioned })).json()).toEqual({
    users: [{ locationIds: [location_id], name: 'at rEaLlOcAtIoNiD/1' }],
  });
});

test('an id alone is no reason to keep others away, and is hidden nowhere', async () => {
  await using upstream = await startStandIn((response) => response.end('{"id":"rEaLcOmPaNyId"}'));
  const settings = {
    env,
    host: '0.0.0.0',
    adminToken: 'an-admin-token',
    allowedHosts: ['0.0.0.0'],
    upstreams: { leadconnector: upstream.url },
  };
  await using understudy = await startUnderstudy({ ...settings, modes: { leadconnector: 'proxy' } });
  expect((await send(understudy, 'GET', '/leadconnector/users/1', { headers: versioned })).status).toBe(200);
  await expect.poll(() => JSON.stringify(understudy.session('default').requests())).toContain('rEaLcOmPaNyId');
});
