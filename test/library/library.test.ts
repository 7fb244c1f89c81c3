import { expect, test } from 'vitest';
import { StateError, startUnderstudy } from '../../src/index.ts';

async function createAccount(baseUrl: string, token: string, email: string): Promise<unknown> {
  const reply = await fetch(`${baseUrl}/api/v2/accounts/email`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Leeloo-AuthToken': token },
    body: JSON.stringify({ data: [{ email }], connection_id: '5cfa283a2e9096000b440d51' }),
  });
  return reply.json();
}

test('plays all providers on a free port of the loopback, and stops when it is disposed of', async () => {
  let url = '';
  {
    await using understudy = await startUnderstudy();
    url = understudy.url;
    expect(url).toBe(`http://127.0.0.1:${understudy.port}`);
    expect((await fetch(`${url}/_understudy/health`)).status).toBe(200);
  }
  await expect(fetch(`${url}/_understudy/health`)).rejects.toThrow('fetch failed');
});

test('a session has its own URL, credentials, journal and state', async () => {
  await using understudy = await startUnderstudy();
  const [mine, other] = [understudy.session(), understudy.session()];
  expect(mine.id).not.toBe(other.id);
  expect(mine.url('leeloo')).toBe(`${understudy.url}/~${mine.id}/leeloo`);
  const reply = await createAccount(mine.url('leeloo'), mine.credentials.leeloo.token, 'revolt@xmpl.net');
  expect(reply).toEqual({ data: { count_to_process: 1 }, status: 1 });
  expect(mine.requests('leeloo')).toHaveLength(1);
  expect(mine.requests('sensorpro')).toEqual([]);
  expect(mine.state('leeloo').accounts.map(({ email }) => email)).toEqual(['revolt@xmpl.net']);
  expect(other.requests()).toEqual([]);
  expect(other.state('leeloo')).toMatchObject({ accounts: [] });
  mine.reset();
  expect(mine.state('leeloo')).toMatchObject({ accounts: [] });
});

test('a session is seeded with typed records, and refuses wrong ones', async () => {
  await using understudy = await startUnderstudy();
  const session = understudy.session('seeded');
  const accounts = [
    { email: 'revolt@xmpl.net', name: 'Robin', connection_id: session.credentials.leeloo.connection_id },
  ];
  session.seed('leeloo', { accounts });
  expect(session.state('leeloo')).toMatchObject({ accounts });
  // @ts-expect-error a state has accounts
  expect(() => session.seed('leeloo', { users: [] })).toThrow(StateError);
  expect(session.state('leeloo')).toMatchObject({ accounts });
});

test('a session has its own clock', async () => {
  await using understudy = await startUnderstudy();
  const { clock } = understudy.session();
  clock.set('2030-01-01T00:00:00Z');
  clock.advance(90);
  expect(clock.now().toISOString()).toBe('2030-01-01T00:01:30.000Z');
  expect(() => clock.set('not a time')).toThrow(RangeError);
  expect(understudy.session().clock.now().getFullYear()).toBe(new Date().getFullYear());
});

test('two servers with one seed answer with the same bytes, another seed with others', async () => {
  const tokens: unknown[] = [];
  for (const seed of [7, 7, 8]) {
    await using understudy = await startUnderstudy({ seed });
    const session = understudy.session();
    const { api_key, organization, user, password } = session.credentials.sensorpro;
    const reply = await fetch(`${session.url('sensorpro')}/auth/sys/signin`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'x-apikey': api_key },
      body: JSON.stringify({ Organization: organization, User: user, Password: password }),
    });
    tokens.push(Object(await reply.json()).Token);
  }
  expect(tokens[0]).toBe(tokens[1]);
  expect(tokens[0]).not.toBe(tokens[2]);
});

test.each([
  [{ port: -1 }, RangeError],
  [{ port: 1.5 }, RangeError],
  [{ seed: Number.NaN }, RangeError],
  [{ host: '192.168.0.1' }, TypeError],
])('refuses the options %j', async (options, error) => {
  await expect(startUnderstudy(options)).rejects.toThrow(error);
});

test('refuses a session id and a provider that cannot be', async () => {
  await using understudy = await startUnderstudy();
  expect(() => understudy.session('a/b')).toThrow(TypeError);
  // @ts-expect-error only providers have URLs
  expect(() => understudy.session().url('leelo')).toThrow('Did you mean leeloo?');
});

test('sessions begin with what they are seeded with, and are there again after a reset', async () => {
  const account = { email: 'robin@sherwood.example', name: 'Robin', connection_id: '5cfa283a2e9096000b440d51' };
  await using understudy = await startUnderstudy({ seeds: { leeloo: { accounts: [account] } } });
  const session = understudy.session();
  expect(session.state('leeloo').accounts).toEqual([account]);
  session.seed('leeloo', { accounts: [] });
  expect(session.state('leeloo').accounts).toEqual([]);
  session.reset();
  expect(session.state('leeloo').accounts).toEqual([account]);
  expect(understudy.session().state('leeloo').accounts).toEqual([account]);
});

test('a Node that is too old is told what the command line tells it', async () => {
  const { versions } = process;
  Object.defineProperty(process, 'versions', { value: { ...versions, node: '20.20.2' }, configurable: true });
  try {
    await expect(startUnderstudy()).rejects.toThrow('Cannot run on Node 20.20.2: Node 22.18.0 or later is needed.');
  } finally {
    Object.defineProperty(process, 'versions', { value: versions, configurable: true });
  }
});

test('a seed that cannot be stored, and an option that is unknown, are refused', async () => {
  await expect(startUnderstudy({ seeds: { leeloo: { accounts: [{}] } } as never })).rejects.toThrow(StateError);
  await expect(startUnderstudy({ seeds: { leelo: {} } as never })).rejects.toThrow(/Did you mean leeloo\?/);
  // @ts-expect-error a misspelled option
  await expect(startUnderstudy({ prot: 5 })).rejects.toThrow(
    /^Cannot start with the option "prot": there is none of this name\. Did you mean port\?/,
  );
});
