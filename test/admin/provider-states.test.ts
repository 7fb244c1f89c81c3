import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { contracted } from '../../contracts/pact-files.ts';
import { startUnderstudy, type Understudy } from '../../src/app/understudy.ts';
import { applyStates, findProviderState, type WantedState, wantedState } from '../../src/kit/world/provider-state.ts';
import { send } from '../../src/provider-tests/send.ts';
import { MemoryStore } from '../../src/stores/memory.ts';
import { providers } from '../support/providers.ts';
import '../../src/provider-tests/to-be-none.ts';

const path = '/_understudy/provider-states';
const json = { 'Content-Type': 'application/json' };
const email = 'robin@sherwood.example';
const exists = 'a Leeloo account exists';

function setUp(understudy: Understudy, body: unknown, query = '') {
  return send(understudy, 'POST', path + query, { headers: json, body });
}

async function storedEmails(understudy: Understudy): Promise<string[]> {
  return understudy
    .session('default')
    .state('leeloo')
    .accounts.map((account) => account.email);
}

async function ask(understudy: Understudy): Promise<void> {
  await send(understudy, 'POST', '/leeloo/api/v2/accounts/email', { headers: json, body: {} });
}

test('no two providers have a state of the same name, and each name says whose it is', () => {
  const names = providers.flatMap(({ providerStates }) => providerStates.map(({ name }) => name));
  expect(names).toEqual([...new Set(names)]);
  const astray = providers.flatMap(({ title, providerStates }) =>
    providerStates.filter(({ name }) => !name.includes(title)).map(({ name }) => name),
  );
  expect(astray).toBeNone('Name the provider by its title in the names of its states, in its provider-states.ts.');
});

test.each(providers.flatMap((provider) => provider.providerStates.map(({ name }) => [name, provider] as const)))(
  'sets up "%s" with its defaults, once and again',
  async (name, provider) => {
    await using understudy = await startUnderstudy();
    const first = await setUp(understudy, { action: 'setup', state: name, params: {} });
    expect(first.status).toBe(200);
    const stored = await send(understudy, 'GET', `/_understudy/state/${provider.name}`);
    const again = await setUp(understudy, { action: 'setup', state: name, params: {} });
    expect(again.json()).toEqual(first.json());
    expect((await send(understudy, 'GET', `/_understudy/state/${provider.name}`)).text).toBe(stored.text);
  },
);

test('answers with the values of the state', async () => {
  await using understudy = await startUnderstudy();
  const { leeloo } = understudy.session('default').credentials;
  const reply = await setUp(understudy, { action: 'setup', state: exists, params: { email } });
  expect(reply.json()).toEqual({ email, connection_id: leeloo.connection_id });
  expect(await storedEmails(understudy)).toEqual([email]);
});

test('adds up the states of one interaction, and the next interaction begins anew', async () => {
  await using understudy = await startUnderstudy();
  const { clock } = understudy.session('default');
  clock.set('2030-01-01T00:00:00Z');
  await setUp(understudy, { action: 'setup', state: exists, params: { email: 'one@sherwood.example' } });
  await setUp(understudy, { action: 'setup', state: exists, params: { email: 'two@sherwood.example' } });
  expect(await storedEmails(understudy)).toEqual(['one@sherwood.example', 'two@sherwood.example']);
  expect(clock.now().getFullYear()).toBe(2030);
  await ask(understudy);
  await setUp(understudy, { action: 'setup', state: exists, params: { email } });
  expect(await storedEmails(understudy)).toEqual([email]);
  expect(understudy.session('default').requests()).toEqual([]);
  expect(clock.now().getFullYear()).toBe(new Date().getFullYear());
});

test('begins anew after a teardown, and keeps the journal until then', async () => {
  await using understudy = await startUnderstudy();
  await setUp(understudy, { action: 'setup', state: exists, params: { email } });
  await ask(understudy);
  const teardown = await setUp(understudy, { action: 'teardown', state: exists, params: { email } });
  expect(teardown.json()).toEqual({});
  expect(understudy.session('default').requests()).toHaveLength(1);
  await setUp(understudy, { action: 'setup', state: '', params: {} });
  expect(await storedEmails(understudy)).toEqual([]);
});

test('begins anew after a teardown without a request', async () => {
  await using understudy = await startUnderstudy();
  await setUp(understudy, { action: 'setup', state: exists, params: { email } });
  await setUp(understudy, { action: 'teardown', state: exists, params: { email } });
  await setUp(understudy, { action: 'setup', state: 'a Leeloo tag exists' });
  expect(await storedEmails(understudy)).toEqual([]);
});

test('keeps what was seeded after a reset', async () => {
  await using understudy = await startUnderstudy();
  const session = understudy.session('default');
  await ask(understudy);
  session.reset();
  const account = { email, name: 'Robin', connection_id: session.credentials.leeloo.connection_id };
  session.seed('leeloo', { accounts: [account] });
  await setUp(understudy, { action: 'setup', state: 'the Leeloo token is accepted', params: {} });
  expect(session.state('leeloo').accounts).toEqual([account]);
});

test.each([
  ['no action', { consumer: 'shop', state: exists, params: { email } }],
  ['a list of states', { consumer: 'shop', states: [exists], params: { email } }],
  ['params that are null', { action: 'setup', state: 'no Leeloo account exists', params: null }],
  ['no state', { action: 'setup', state: null, params: {} }],
])('understands a verifier that sends %s', async (_what, body) => {
  await using understudy = await startUnderstudy();
  expect((await setUp(understudy, body)).status).toBe(200);
  expect(await storedEmails(understudy)).toEqual(
    'params' in body && body.params && 'email' in body.params ? [email] : [],
  );
});

test('understands a verifier that sends its calls as queries', async () => {
  await using understudy = await startUnderstudy();
  const query = new URLSearchParams({ action: 'setup', state: exists, email });
  await send(understudy, 'POST', `${path}?${query}`);
  expect(await storedEmails(understudy)).toEqual([email]);
  const owner = new URLSearchParams({ action: 'setup', state: 'the GetResponse API key is accepted', owner: 'false' });
  const reply = await send(understudy, 'POST', `${path}?${owner}`);
  expect(reply.json()).toEqual({ api_key: understudy.session().credentials.getresponse.non_owner_api_key });
});

test('sets up states in the session of the path', async () => {
  await using understudy = await startUnderstudy();
  const body = { action: 'setup', state: exists, params: { email } };
  await send(understudy, 'POST', `/~mine${path}`, { headers: json, body });
  expect(understudy.session('mine').state('leeloo').accounts).toHaveLength(1);
  expect(await storedEmails(understudy)).toEqual([]);
});

test('gives free values beside those that an earlier state took', async () => {
  await using understudy = await startUnderstudy();
  const taken = await setUp(understudy, { state: 'a GetResponse account exists', params: {} });
  const free = await setUp(understudy, { state: 'no GetResponse account exists', params: {} });
  expect(taken.json()).toMatchObject({ taken_email: 'john.doe@example.mail', taken_campaign_name: 'trains' });
  expect(free.json()).toEqual({ email: 'john.doe.2@example.mail', campaign_name: 'trains_2' });
});

test('lists the known states, the nearest first, where one is unknown', async () => {
  await using understudy = await startUnderstudy();
  const reply = await setUp(understudy, { action: 'setup', state: 'a Lelo account exists', params: {} });
  expect(reply.status).toBe(404);
  expect(reply.headers['x-understudy-error']).toBe('unknown-provider-state');
  expect(reply.text).toContain(
    'Did you mean \\"a Leeloo account exists\\"? There are \\"the Leeloo token is accepted\\",',
  );
});

test.each([
  [{ state: exists, params: { mail: email } }, 'it has no param "mail". It takes email, connection_id.'],
  [{ state: exists, params: { email: ['x'] } }, 'its param "email" is no string. Send "revolt@xmpl.net".'],
  [
    { state: exists, params: { connection_id: 'x' } },
    'there is no connection of that id. Send one that the state has.',
  ],
  [{ state: 'the GetResponse API key is accepted', params: { owner: 'no' } }, 'its param "owner" is no boolean.'],
  [{ state: 'GetResponse confirmation messages exist', params: { language_code: 'XX' } }, 'there are none in "XX".'],
  [{ state: 7 }, '"state" is no text'],
  [{ action: 'begin', state: exists }, '"action" is neither "setup" nor "teardown"'],
  [[], 'the body is no JSON object'],
  [undefined, 'there is no body'],
])('refuses %j', async (body, problem) => {
  await using understudy = await startUnderstudy();
  const reply = await setUp(understudy, body);
  expect(reply.status).toBe(400);
  expect(Object(reply.json()).error).toEqual({
    code: 'invalid-provider-state',
    message: expect.stringContaining(problem),
  });
  expect(await storedEmails(understudy)).toEqual([]);
});

test('keeps the faults of the session from interaction to interaction', async () => {
  await using understudy = await startUnderstudy();
  const session = understudy.session('default');
  session.fault('leeloo', { fault: 'status', status: 503, times: 2 });
  for (const _interaction of [1, 2]) {
    await setUp(understudy, { action: 'setup', state: 'the Leeloo token is accepted', params: {} });
    await ask(understudy);
    expect(session.requests().map(({ response }) => response.status)).toEqual([503]);
  }
});

test('contracts are told of every state with its params', () => {
  const page = readFileSync(new URL('../../contracts/STATES.md', import.meta.url), 'utf8');
  const rows = page.split('\n').filter((line) => line.startsWith('| `'));
  const listed = rows.map((row) => {
    const [, state = '', params = ''] = row.split('|');
    const names = [...params.matchAll(/`(\w+)` \(/g)].map(([, name]) => name);
    return { state: state.trim().replaceAll('`', ''), params: names };
  });
  const known = contracted.flatMap(({ providerStates }) =>
    providerStates.map(({ name, params }) => ({ state: name, params: Object.keys(params) })),
  );
  expect(listed).toEqual(known);
});

test.each([
  [
    '250,000 states',
    { states: Array.from({ length: 250_000 }, () => exists) },
    'it names 250000 states, and 100 is the most',
  ],
  ['101 states', { state: Array.from({ length: 101 }, () => exists) }, 'it names 101 states'],
  [
    'a name that is none behind a good one',
    { states: [exists, 'a Leeloo acount exists'] },
    'there is none of this name',
  ],
  ['a name that is no text', { states: [exists, 5] }, 'is no text'],
  ['a param that is none', { states: [exists], params: { mail: email } }, 'it has no param "mail"'],
  [
    'a param that only one of them has',
    { states: [exists, 'a Leeloo tag exists'], params: { email } },
    'It takes none.',
  ],
])('%s are refused in one call, and leave everything as it was', async (_what, body, found) => {
  await using understudy = await startUnderstudy();
  const session = understudy.session('default');
  await setUp(understudy, { state: exists, params: { email: 'before@sherwood.example' } });
  // So that a call that is taken would begin anew.
  await ask(understudy);
  const reply = await setUp(understudy, { action: 'setup', ...body });
  expect(reply.status).toBeGreaterThanOrEqual(400);
  expect(reply.text.length).toBeLessThan(5_000);
  expect(reply.text.replaceAll('\\', '')).toContain(found);
  expect(await storedEmails(understudy)).toEqual(['before@sherwood.example']);
  expect(session.requests()).toHaveLength(1);
});

test('states of one call that cannot be stored leave nothing, of other providers neither', () => {
  const session = new MemoryStore({ seed: 1, rateLimits: false, digestKey: Buffer.alloc(32) }).load('x');
  const wanted = (name: string, given: object): WantedState => {
    const found = findProviderState(providers, name);
    if (typeof found === 'string') throw new Error(found);
    return wantedState(found.provider, found.state, given);
  };
  const good = [wanted(exists, { email }), wanted('a Sensorpro organization exists', { company: 'Sub' })];
  const bad = wanted('a Sensorpro user exists', { user: 'no email' });
  const stored = () => providers.map((provider) => provider.state.dump(session.world(provider).stores));
  const before = stored();
  expect(() => applyStates([...good, bad], (provider) => session.world(provider))).toThrow(
    'Cannot set up the provider state "a Sensorpro organization exists", "a Sensorpro user exists": its params give a record whose',
  );
  expect(stored()).toEqual(before);
  const values = applyStates(good, (provider) => session.world(provider));
  expect(values).toMatchObject({ email, company: 'Sub' });
  expect(stored()).not.toEqual(before);
});
