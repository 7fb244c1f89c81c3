import { describe, expect, test } from 'vitest';
import { startUnderstudy } from '../../src/index.ts';
import { send } from '../../src/provider-tests/send.ts';
import { mocks } from '../support/providers.ts';
import { startStandIn } from '../support/upstream-stand-in.ts';

const env = {
  UNDERSTUDY_LEELOO_TOKEN: 'real-leeloo-token',
  UNDERSTUDY_GETRESPONSE_API_KEY: '0123456789abcdef0123456789abcdef',
  UNDERSTUDY_LEADCONNECTOR_TOKEN: 'pit-real',
  UNDERSTUDY_SENSORPRO_API_KEY: 'real-sensorpro-key',
  UNDERSTUDY_SENSORPRO_ORGANIZATION: 'REAL "ORG"\\',
  UNDERSTUDY_SENSORPRO_USER: 'real@user.example',
  UNDERSTUDY_SENSORPRO_PASSWORD: 'pässwörd',
};

/** A server in front of one stand-in that plays all the real APIs. */
async function startProxying(settings: { env?: Record<string, string> } = {}) {
  const upstream = await startStandIn((response) => response.end('{}'));
  const { url } = upstream;
  const understudy = await startUnderstudy({
    env,
    modes: { leeloo: 'proxy', getresponse: 'proxy', leadconnector: 'proxy', sensorpro: 'proxy' },
    upstreams: { leeloo: url, getresponse: url, leadconnector: url, sensorpro: url },
    ...settings,
  });
  return {
    understudy,
    credentials: understudy.session().credentials,
    async sent(method: string, path: string, headers: Record<string, string>, body?: string | Buffer) {
      await send(understudy, method, path, { headers, body: body ?? '' });
      const last = upstream.received.at(-1);
      return { headers: last?.headers ?? {}, body: last?.body.toString() ?? '', url: last?.url };
    },
    async [Symbol.asyncDispose]() {
      await understudy.close();
      await upstream[Symbol.asyncDispose]();
    },
  };
}

test('a real token takes the place of the published one in its header', async () => {
  await using proxying = await startProxying();
  const { leeloo, leadconnector } = proxying.credentials;
  const one = await proxying.sent('POST', '/leeloo/api/v2/accounts/email', { 'X-Leeloo-AuthToken': leeloo.token });
  expect(one.headers['x-leeloo-authtoken']).toBe('real-leeloo-token');
  const other = await proxying.sent('GET', '/leadconnector/users/1', {
    Authorization: `Bearer ${leadconnector.token}`,
  });
  expect(other.headers.authorization).toBe('Bearer pit-real');
});

test.each([
  ['another token', 'pit-of-the-client'],
  ['the published token that may only read', '{read_only}'],
  ['no scheme before something else', 'x{token}'],
  ['two words before it', 'Bearer of {token}'],
  ['something after it', 'Bearer {token}, Basic x'],
])('any other value passes as it is: %s', async (_name, template) => {
  await using proxying = await startProxying();
  const { token, read_only_token } = proxying.credentials.leadconnector;
  const value = template.replace('{token}', token).replace('{read_only}', read_only_token);
  const { headers } = await proxying.sent('GET', '/leadconnector/users/1', { Authorization: value });
  expect(headers.authorization).toBe(value);
});

test('a published credential of one provider is nothing to another, nor in another header', async () => {
  await using proxying = await startProxying();
  const { leeloo, leadconnector } = proxying.credentials;
  const { headers } = await proxying.sent('POST', '/leeloo/api/v2/accounts/email', {
    'X-Leeloo-AuthToken': leadconnector.token,
    Authorization: `Bearer ${leeloo.token}`,
    'X-Other': leeloo.token,
  });
  expect(headers['x-leeloo-authtoken']).toBe(leadconnector.token);
  expect(headers.authorization).toBe(`Bearer ${leeloo.token}`);
  expect(headers['x-other']).toBe(leeloo.token);
});

test('the API key of a JSON-RPC call is replaced, and every other byte stays', async () => {
  await using proxying = await startProxying();
  const key = proxying.credentials.getresponse.api_key;
  const escaped = `\\u0038${key.slice(1)}`;
  const call = (first: string) =>
    `\ufeff{ "id" : 9007199254740993, "jsonrpc":"2.0",\r\n "method": "ping", "params" : [ "${first}" , {"a":1.00, "k":"${key}", "é":"\\u00e9"} ] }\n`;
  const real = env.UNDERSTUDY_GETRESPONSE_API_KEY;
  expect((await proxying.sent('POST', '/getresponse/', {}, call(key))).body).toBe(call(real));
  expect((await proxying.sent('POST', '/getresponse/', {}, call(escaped))).body).toBe(call(real));
  const batch = `[${call(key).slice(1)},1,${call('other').slice(1)},${call(key).slice(1)}]`;
  const replaced = `[${call(real).slice(1)},1,${call('other').slice(1)},${call(real).slice(1)}]`;
  const { body, headers } = await proxying.sent('POST', '/getresponse/', {}, batch);
  expect(body).toBe(replaced);
  expect(headers['content-length']).toBe(String(Buffer.byteLength(replaced)));
});

test.each([
  '',
  'no JSON {key}',
  '{"params":"{key}"}',
  '{"params":[["{key}"]]}',
  '{"params":{"0":"{key}"}}',
  '{"params":[',
])('a body without a key in its place passes as it is: %s', async (template) => {
  await using proxying = await startProxying();
  const sent = template.replace('{key}', proxying.credentials.getresponse.api_key);
  expect((await proxying.sent('POST', '/getresponse/', {}, sent)).body).toBe(sent);
});

test('a body over 1 MiB is streamed, and no key is looked for in it', async () => {
  await using proxying = await startProxying();
  const sent = `{"params":["${proxying.credentials.getresponse.api_key}","${'x'.repeat(2_000_000)}"]}`;
  expect((await proxying.sent('POST', '/getresponse/', {}, sent)).body).toBe(sent);
  const chunked = await proxying.sent('POST', '/getresponse/', { 'Transfer-Encoding': 'chunked' }, sent);
  expect(chunked.body).toBe(sent);
});

test("a sign-in's key, organization, user and password are replaced, each by its own", async () => {
  await using proxying = await startProxying();
  const { api_key, organization, user, password } = proxying.credentials.sensorpro;
  const sign = (one: string, two: string, three: string) =>
    `{"Organization":${JSON.stringify(one)},"User":${JSON.stringify(two)},\n"Password":${JSON.stringify(three)}}`;
  const headers = { 'x-apikey': api_key };
  const path = '/sensorpro/auth/sys/signin';
  const whole = await proxying.sent('POST', path, headers, sign(organization, user, password));
  expect(whole.headers['x-apikey']).toBe('real-sensorpro-key');
  expect(whole.body).toBe(sign('REAL "ORG"\\', 'real@user.example', 'pässwörd'));
  const wrong = await proxying.sent('POST', path, headers, sign(organization, user, 'wrong'));
  expect(wrong.body).toBe(sign('REAL "ORG"\\', 'real@user.example', 'wrong'));
});

test('a published password that another call sets is no credential, and passes', async () => {
  await using proxying = await startProxying({ env });
  const { password, token } = proxying.credentials.sensorpro;
  const body = JSON.stringify({ User: 'new@user.example', Password: password, PasswordCnf: password });
  const sent = await proxying.sent('POST', `/sensorpro/api/Account/AddUpdateUser/${token}`, {}, body);
  expect(sent.body).toBe(body);
});

test('each published credential of one kind has its own real one', async () => {
  const [owner, other] = ['0123456789abcdef0123456789abcdef', 'fedcba9876543210fedcba9876543210'];
  const keys = { UNDERSTUDY_GETRESPONSE_API_KEY: owner, UNDERSTUDY_GETRESPONSE_NON_OWNER_API_KEY: other };
  await using proxying = await startProxying({
    env: { ...keys, UNDERSTUDY_LEADCONNECTOR_READ_ONLY_TOKEN: 'pit-reads' },
  });
  const { getresponse, leadconnector } = proxying.credentials;
  const ping = (key: string) => JSON.stringify([{ method: 'ping', params: [key] }]);
  for (const [published, value] of [
    [getresponse.api_key, owner],
    [getresponse.non_owner_api_key, other],
    [getresponse.ip_bound_api_key, getresponse.ip_bound_api_key],
  ] as const)
    expect((await proxying.sent('POST', '/getresponse/', {}, ping(published))).body).toBe(ping(value));
  const headers = { Authorization: `Bearer ${leadconnector.read_only_token}` };
  expect((await proxying.sent('GET', '/leadconnector/users/1', headers)).headers.authorization).toBe(
    'Bearer pit-reads',
  );
});

test('a token of the environment takes the place of the published one in the path', async () => {
  const token = 'a/b token';
  await using proxying = await startProxying({ env: { UNDERSTUDY_SENSORPRO_TOKEN: token } });
  const published = proxying.credentials.sensorpro.token;
  const path = '/api/Account/AddSubOrganization/';
  expect((await proxying.sent('POST', `/sensorpro${path}${published}`, {})).url).toBe(`${path}a%2Fb%20token`);
  expect((await proxying.sent('POST', `/sensorpro${path}other`, {})).url).toBe(`${path}other`);
  expect((await proxying.sent('POST', `/sensorpro/${published}/x`, {})).url).toBe(`/${published}/x`);
});

describe('published credentials pass as they are where no operation that is played expects them', () => {
  const { leeloo, getresponse, leadconnector, sensorpro } = mocks;
  const { api_key, organization, user, password, token } = sensorpro.credentials;
  const signIn = JSON.stringify({ Organization: organization, User: user, Password: password });
  const signInPath = '/sensorpro/auth/sys/signin';

  test.each([
    ['another path', 'POST', '/leeloo/api/v2/accounts', 'X-Leeloo-AuthToken', leeloo.credentials.token],
    ['another method', 'PUT', '/leeloo/api/v2/accounts/email', 'X-Leeloo-AuthToken', leeloo.credentials.token],
    ['another path', 'GET', '/leadconnector/contacts/1', 'Authorization', `Bearer ${leadconnector.credentials.token}`],
    ['another operation', 'POST', `/sensorpro/api/Account/AddSubOrganization/${token}`, 'x-apikey', api_key],
  ])('a header at %s: %s %s', async (_what, method, path, name, value) => {
    await using proxying = await startProxying();
    expect((await proxying.sent(method, path, { [name]: value })).headers[name.toLowerCase()]).toBe(value);
  });

  test.each([
    ['a path that is not played', 'POST', '/sensorpro/auth/sys/other', signIn],
    ['a method that is not played', 'PUT', signInPath, signIn],
    ['another operation', 'POST', `/sensorpro/api/Account/AddUpdateUser/${token}`, signIn],
    ['a list of what is no batch', 'POST', signInPath, `[${signIn}]`],
    ['a method that takes no calls', 'PUT', '/getresponse/', rpc('ping')],
    ['a call of another method', 'POST', '/getresponse/', rpc('get_contacts')],
    ['a call of no method', 'POST', '/getresponse/', rpc(1)],
  ])('a body at %s', async (_what, method, path, body) => {
    await using proxying = await startProxying();
    expect((await proxying.sent(method, path, {}, body)).body).toBe(body);
  });

  function rpc(method: string | number): string {
    return JSON.stringify({ jsonrpc: '2.0', method, params: [getresponse.credentials.api_key], id: 1 });
  }

  test('in a batch only the calls of methods that are played have their key replaced', async () => {
    await using proxying = await startProxying();
    const { body } = await proxying.sent('POST', '/getresponse/', {}, `[${rpc('ping')},${rpc('get_contacts')}]`);
    const real = rpc('ping').replace(getresponse.credentials.api_key, env.UNDERSTUDY_GETRESPONSE_API_KEY);
    expect(body).toBe(`[${real},${rpc('get_contacts')}]`);
  });

  test('a segment of a path that is not the parameter', async () => {
    await using proxying = await startProxying({ env: { UNDERSTUDY_SENSORPRO_TOKEN: 'real' } });
    for (const path of [`/api/Other/${token}`, `/${token}/api/Account/AddUpdateUser`, `/api/Account/Other/${token}`]) {
      expect((await proxying.sent('POST', `/sensorpro${path}`, {})).url).toBe(path);
    }
  });
});

test('without variables, and with empty ones, the published credentials pass as they are', async () => {
  await using proxying = await startProxying({ env: { UNDERSTUDY_LEELOO_TOKEN: ' ' } });
  const { token } = proxying.credentials.leeloo;
  const { headers } = await proxying.sent('POST', '/leeloo/api/v2/accounts/email', { 'X-Leeloo-AuthToken': token });
  expect(headers['x-leeloo-authtoken']).toBe(token);
});

test('a server that holds real credentials listens on the loopback only', async () => {
  const beyond = { host: '0.0.0.0', adminToken: 'curtain' };
  await expect(startUnderstudy({ ...beyond, env })).rejects.toThrow('Listen on 127.0.0.1');
  await using understudy = await startUnderstudy({ ...beyond, env: {} });
  expect(understudy.port).toBeGreaterThan(0);
});

test.each([
  [{ env, upstreams: { leeloo: 'http://api.example.com' } }, 'in clear'],
  [{ env: { UNDERSTUDY_LEELOO_TOKEN: 'a\nb' } }, 'UNDERSTUDY_LEELOO_TOKEN: it holds a control character'],
  [{ upstreams: { leeloo: 'api.example.com' } }, 'the upstream of leeloo: it is no http or https URL'],
  [{ upstreams: { leeloo: 'ftp://api.example.com' } }, 'it is no http or https URL'],
  [{ upstreams: { leeloo: 'https://user:word@api.example.com' } }, 'it holds a user or a password'],
  [{ upstreams: { leeloo: 'https://api.example.com/?a=1' } }, 'it holds a query or a fragment'],
  [{ upstreams: { leelo: 'https://api.example.com' } }, 'Did you mean leeloo?'],
  [{ modes: { leeloo: 'prox' } }, 'Did you mean proxy?'],
])('refuses the options %j', async (options, message) => {
  const untyped: object = options;
  await expect(startUnderstudy(untyped)).rejects.toThrow(message);
  await expect(startUnderstudy(untyped)).rejects.toThrow(TypeError);
});

test.each([
  'UNDERSTUDY_LEELOO_TOKEN',
  'UNDERSTUDY_LEADCONNECTOR_TOKEN',
  'UNDERSTUDY_LEADCONNECTOR_READ_ONLY_TOKEN',
  'UNDERSTUDY_SENSORPRO_API_KEY',
])(
  'a credential that no header can carry is refused at the start, by the name of its variable: %s',
  async (variable) => {
    for (const value of ['tokén', 'token-€', 'токен', 'a\u2028b', 'a\ud83d\ude00b', 'a\ufffdb', 'a\tb', 'a\u0000b']) {
      const starting = startUnderstudy({ env: { [variable]: value } });
      await expect(starting).rejects.toThrow(new RegExp(`^Cannot use ${variable}: [\\x20-\\x7e]+$`));
      await expect(starting).rejects.not.toThrow(value);
    }
    await using understudy = await startUnderstudy({ env: { [variable]: "a b!#$%&'*+-.^_`|~:/=" } });
    expect(understudy.port).toBeGreaterThan(0);
  },
);
