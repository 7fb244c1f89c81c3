import { expect, test } from 'vitest';
import { startUnderstudy } from '../../src/index.ts';
import { send } from '../../src/provider-tests/send.ts';
import { mocks } from '../support/providers.ts';
import { runCommand } from '../support/run-command.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { startStandIn } from '../support/upstream-stand-in.ts';

const path = '/leeloo/api/v2/accounts/email';
const { connection_id, token } = mocks.leeloo.credentials;
const account = { connection_id, data: [{ email: 'robin@sherwood.example' }] };
const allowed = 'https://app.example';

type Server = Parameters<typeof send>[0];

function preflight(server: Server, origin: string, at = path, headers: object = {}) {
  return send(server, 'OPTIONS', at, {
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,x-leeloo-authtoken',
      ...headers,
    },
  });
}

function create(server: Server, origin: string, at = path) {
  const headers = { origin, 'content-type': 'application/json', 'x-leeloo-authtoken': token };
  return send(server, 'POST', at, { headers, body: account });
}

test.each(['http://localhost:3000', 'http://127.0.0.1:5173', 'https://[::1]:8443', allowed])(
  'a page of %s may call a mock and read its reply',
  async (origin) => {
    await using understudy = await startUnderstudy({ cors: [allowed] });
    const asked = await preflight(understudy, origin);
    expect([asked.status, asked.text]).toEqual([204, '']);
    expect(asked.headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'content-type,x-leeloo-authtoken',
      'access-control-max-age': '600',
      vary: 'Origin',
    });
    const reply = await create(understudy, origin);
    expect(reply.status).toBe(200);
    expect(reply.headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-expose-headers': expect.stringContaining('X-Understudy-Rule'),
      vary: 'Origin',
    });
    const requests = Object((await send(understudy, 'GET', '/_understudy/requests')).json()).requests;
    expect(requests).toHaveLength(1);
  },
);

test.each([
  'https://evil.example',
  'null',
  'http://localhost.evil.example',
  'http://127.0.0.1@evil.example',
  `${allowed}:8443`,
])('a page of %s may not read', async (origin) => {
  await using understudy = await startUnderstudy({ cors: [allowed] });
  const [asked, reply] = [await preflight(understudy, origin), await create(understudy, origin)];
  expect(asked.status).not.toBe(204);
  for (const { headers } of [asked, reply]) expect(headers).not.toHaveProperty('access-control-allow-origin');
});

test('a program, which has no origin, is answered as ever', async () => {
  await using understudy = await startUnderstudy();
  const reply = await send(understudy, 'OPTIONS', path);
  expect(reply.headers).not.toHaveProperty('access-control-allow-origin');
  expect(reply.headers['x-understudy-rule']).toBe('leeloo/unknown-route');
});

test('a browser that asks for a private network is told that it may', async () => {
  await using understudy = await startUnderstudy({ cors: [allowed] });
  const asked = await preflight(understudy, allowed, path, { 'access-control-request-private-network': 'true' });
  expect(asked.headers['access-control-allow-private-network']).toBe('true');
});

test.each(['proxy', 'record', 'compare'] as const)(
  'where real credentials could be used, as in %s, no page may',
  async (mode) => {
    using folder = temporaryFolder();
    await using api = await startStandIn((response) => response.end('{}'));
    await using understudy = await startUnderstudy({
      modes: { leeloo: mode },
      upstreams: { leeloo: api.url },
      cors: [allowed],
      recordings: folder.path,
    });
    for (const origin of [allowed, 'http://localhost:3000']) {
      for (const { status, headers } of [await preflight(understudy, origin), await create(understudy, origin)]) {
        expect([status, headers['x-understudy-error']]).toEqual([403, 'foreign-origin']);
        expect(headers).not.toHaveProperty('access-control-allow-origin');
      }
    }
    expect(api.received).toHaveLength(0);
  },
);

test('recordings may be read, without what the API itself let pages do; not where a miss would be recorded', async () => {
  using folder = temporaryFolder();
  await using api = await startStandIn((response) =>
    response
      .writeHead(200, {
        'content-type': 'application/json',
        'access-control-allow-origin': '*',
        'access-control-allow-credentials': 'true',
      })
      .end('{"status":1}'),
  );
  await using recorder = await startUnderstudy({
    modes: { leeloo: 'record' },
    upstreams: { leeloo: api.url },
    recordings: folder.path,
  });
  await send(recorder, 'POST', path, {
    headers: { 'content-type': 'application/json', 'x-leeloo-authtoken': token },
    body: account,
  });
  await recorder.close();
  const settings = { modes: { leeloo: 'replay' }, cors: [allowed], recordings: folder.path } as const;
  await using understudy = await startUnderstudy(settings);
  expect((await preflight(understudy, allowed)).status).toBe(204);
  const reply = await create(understudy, allowed);
  expect([reply.status, reply.headers['x-understudy-source']]).toEqual([200, 'recording']);
  expect(reply.headers['access-control-allow-origin']).toBe(allowed);
  expect(reply.headers).not.toHaveProperty('access-control-allow-credentials');
  await using recording = await startUnderstudy({ ...settings, onMiss: 'record', upstreams: { leeloo: api.url } });
  expect((await create(recording, allowed)).headers['x-understudy-error']).toBe('foreign-origin');
});

test('a preflight follows the mode of its path: that of the session, or the default', async () => {
  await using api = await startStandIn((response) => response.end('{}'));
  await using understudy = await startUnderstudy({ modes: { leeloo: 'proxy' }, upstreams: { leeloo: api.url } });
  understudy.session('mocked').mode('leeloo', 'mock');
  const origin = 'http://localhost:3000';
  expect((await preflight(understudy, origin, `/~mocked${path}`)).status).toBe(204);
  expect((await preflight(understudy, origin)).status).toBe(403);
});

test('no page may call the admin API, whatever its origin', async () => {
  await using understudy = await startUnderstudy({ cors: [allowed] });
  for (const origin of [allowed, 'http://localhost:3000']) {
    const replies = [
      await preflight(understudy, origin, '/_understudy/reset'),
      await send(understudy, 'GET', '/_understudy/credentials', { headers: { origin } }),
    ];
    for (const { status, headers } of replies) {
      expect(status).toBe(403);
      expect(headers).not.toHaveProperty('access-control-allow-origin');
    }
  }
});

test('an error of the toolkit can be read by the page that caused it', async () => {
  await using understudy = await startUnderstudy();
  const origin = 'http://localhost:3000';
  understudy.session('default').override('leeloo', 'create-email-account', () => {
    throw new Error('no');
  });
  const reply = await create(understudy, origin);
  expect([reply.status, reply.headers['access-control-allow-origin']]).toEqual([500, origin]);
});

test.each(['*', 'app.example', 'https://app.example/path', 'null', 'https://user@app.example'])(
  '%s is no origin that could be allowed',
  async (cors) => {
    const { code, stderr, stdout } = await runCommand(['start', '--port', '0', '--cors', cors]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`Cannot allow pages of the origin "${cors}"`);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  },
);
