import { expect, test } from 'vitest';
import { startUnderstudy } from '../../src/app/understudy.ts';
import { send } from '../../src/provider-tests/send.ts';

const health = '/_understudy/health';

test.each([
  ['127.0.0.1:4010'],
  ['localhost'],
  ['LOCALHOST.:80'],
  ['app.localhost:3000'],
  ['127.8.9.1'],
  ['[::1]:4010'],
])('the admin API answers under the loopback Host %s', async (Host) => {
  await using understudy = await startUnderstudy();
  expect((await send(understudy, 'GET', health, { headers: { Host } })).status).toBe(200);
});

test.each([
  ['evil.example'],
  ['127.0.0.1.evil.example'],
  ['localhost.evil.example'],
  ['192.168.0.1:4010'],
  ['0.0.0.0'],
])('the admin API refuses the foreign Host "%s"', async (Host) => {
  await using understudy = await startUnderstudy();
  for (const path of [health, `/~one${health}`]) {
    const reply = await send(understudy, 'GET', path, { headers: { Host } });
    expect([reply.status, reply.headers['x-understudy-error']]).toEqual([403, 'foreign-host']);
  }
});

test.each([
  [{ Origin: 'https://evil.example' }],
  [{ Origin: 'null' }],
  [{ Origin: 'http://localhost:3000' }],
  [{ 'Sec-Fetch-Site': 'cross-site' }],
])('the admin API refuses a web page that sends %j', async (headers) => {
  await using understudy = await startUnderstudy();
  const reply = await send(understudy, 'POST', '/_understudy/reset', { headers });
  expect([reply.status, reply.headers['x-understudy-error']]).toEqual([403, 'foreign-origin']);
  expect(Object.keys(reply.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
});

test('the admin API takes its own origin and an allowed Host', async () => {
  await using understudy = await startUnderstudy({ allowedHosts: ['mock.internal'] });
  const own = { Host: 'localhost:4010', Origin: 'http://localhost:4010', 'Sec-Fetch-Site': 'same-origin' };
  expect((await send(understudy, 'GET', health, { headers: own })).status).toBe(200);
  expect((await send(understudy, 'GET', health, { headers: { Host: 'Mock.Internal:4010' } })).status).toBe(200);
});

test('an admin token replaces the check of the Host, and nothing goes without it', async () => {
  await using understudy = await startUnderstudy({ adminToken: 'curtain' });
  const get = (headers: Record<string, string>) => send(understudy, 'GET', health, { headers });
  expect((await get({ Authorization: 'Bearer curtain', Host: 'mock.internal' })).status).toBe(200);
  for (const Authorization of ['', 'Bearer', 'Bearer curtai', 'Basic curtain', 'curtain']) {
    const reply = await get({ Authorization });
    expect([reply.status, reply.headers['www-authenticate']]).toEqual([401, 'Bearer']);
  }
  expect((await get({ Authorization: 'Bearer curtain', Origin: 'https://evil.example' })).status).toBe(403);
});

test('a server beyond loopback needs an admin token', async () => {
  await expect(startUnderstudy({ host: '0.0.0.0' })).rejects.toThrow('--admin-token');
  await using understudy = await startUnderstudy({ host: '0.0.0.0', adminToken: 'curtain' });
  expect((await send({ url: `http://127.0.0.1:${understudy.port}` }, 'GET', health)).status).toBe(401);
});

test.each([
  ['api.leeloo.ai', '/api/v2/accounts/email', 'leeloo/token'],
  ['API.LEELOO.AI:443', '/api/v2/accounts/email', 'leeloo/token'],
  ['api2.getresponse.com', '/', 'getresponse/protocol'],
  ['api.getresponse360.pl', '/client', 'getresponse/protocol'],
  ['services.leadconnectorhq.com', '/users/', 'leadconnector/version-missing'],
  ['apinie.sensorpro.net', '/~one/auth/sys/signin', 'sensorpro/signin-refused'],
])('under the Host %s a provider answers at %s without its prefix', async (Host, path, rule) => {
  await using understudy = await startUnderstudy();
  const reply = await send(understudy, 'POST', path, {
    headers: { Host, 'Content-Type': 'application/json' },
    body: {},
  });
  expect(reply.headers['x-understudy-rule']).toBe(rule);
});

test.each([
  '/_understudy/health',
  '/~one/_understudy/health',
  '/sensorpro/auth/sys/signin',
  '/leeloo/api/v2/accounts/email',
])('under a provider Host nothing else is reachable: %s', async (path) => {
  await using understudy = await startUnderstudy();
  const reply = await send(understudy, 'POST', path, { headers: { Host: 'api.leeloo.ai' } });
  expect([reply.status, reply.headers['x-understudy-rule']]).toEqual([404, 'leeloo/unknown-route']);
});

test('two different session ids in one request are refused, equal ones are not', async () => {
  await using understudy = await startUnderstudy();
  const get = (path: string, id: string) => send(understudy, 'GET', path, { headers: { 'X-Understudy-Session': id } });
  expect((await get('/~one/_understudy/health', 'two')).headers['x-understudy-error']).toBe('conflicting-sessions');
  expect((await get('/~one/_understudy/health', 'one')).status).toBe(200);
  expect((await get('/%7Eone/_understudy/health', 'one')).status).toBe(200);
});
