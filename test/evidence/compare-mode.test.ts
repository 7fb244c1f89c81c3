import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startUnderstudy } from '../../src/index.ts';
import { send } from '../../src/provider-tests/send.ts';
import library from '../plug-ins/library/provider.ts';
import { mocks } from '../support/providers.ts';
import { recordedFiles } from '../support/recorded-files.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { startStandIn } from '../support/upstream-stand-in.ts';

const path = '/leeloo/api/v2/accounts/email';
const { connection_id, token } = mocks.leeloo.credentials;
const headers = { 'content-type': 'application/json', 'x-leeloo-authtoken': token };
const accountOf = (email: string) => ({ connection_id, data: [{ email }] });
const taken = '{"data":{"count_to_process":1},"status":1}';

type Answer = Parameters<typeof startStandIn>[0];

/** A server that compares an API, which answers like this, with the mock of Leeloo. */
async function compare(answer: Answer, options: Parameters<typeof startUnderstudy>[0] = {}) {
  const api = await startStandIn(answer);
  const understudy = await startUnderstudy({
    ...options,
    modes: { leeloo: 'compare' },
    upstreams: { leeloo: api.url },
  });
  const create = (email: string, session = '') =>
    send(understudy, 'POST', `${session}${path}`, { headers, body: accountOf(email) });
  const ask = async (what: string, session = '') =>
    Object(await (await send(understudy, 'GET', `${session}/_understudy/${what}`)).json());
  return {
    api,
    understudy,
    create,
    ask,
    [Symbol.asyncDispose]: async () => {
      await understudy.close();
      await api[Symbol.asyncDispose]();
    },
  };
}

const json = (text: string, status = 200): Answer => {
  return (response) => response.writeHead(status, { 'content-type': 'application/json' }).end(text);
};

test('the client gets the very reply of the API, and the session what the mock made of the request', async () => {
  const text = '{ "status": 1,  "data": {"count_to_process": 1} }';
  await using compared = await compare(json(text));
  const reply = await compared.create('robin@sherwood.example');
  expect([reply.status, reply.text, reply.headers['x-understudy-source']]).toEqual([200, text, 'upstream']);
  const [entry] = (await compared.ask('requests')).requests;
  expect(entry.drift).toEqual({ verdict: 'agrees', rule: 'leeloo/created', findings: [] });
  expect((await compared.ask('state/leeloo')).accounts).toMatchObject([{ email: 'robin@sherwood.example' }]);
});

test('what the API answers otherwise stands in the journal, in the report and in the line', async () => {
  const lines: unknown[] = [];
  const info = (message: string, details?: object) => message === 'request' && lines.push(details);
  await using compared = await compare(json('{"status":1,"data":{"count_to_process":"1"}}'), {
    logger: { debug() {}, info, warn() {}, error() {} },
  });
  await compared.create('robin@sherwood.example');
  await compared.create('marian@sherwood.example');
  const finding = {
    rule: 'leeloo/created',
    culprit: 'mock',
    basis: 'documented',
    kind: 'type',
    place: '/data/count_to_process',
    expected: 1,
    found: '1',
  };
  const report = await compared.ask('drift');
  expect(report).toMatchObject({ compared: 2, agree: 0, drifted: 2, findings: [{ request: '1', count: 2 }] });
  const [entry] = (await compared.ask('requests')).requests;
  expect(entry.drift).toMatchObject({ verdict: 'drifted', rule: 'leeloo/created' });
  expect(Object.keys(entry.drift.findings[0])).toEqual(expect.arrayContaining(Object.keys(finding)));
  expect(entry.drift.findings[0]).toMatchObject({
    kind: 'type',
    place: '/data/count_to_process',
    expected: 1,
    found: '1',
  });
  expect(lines[0]).toMatchObject({ source: 'upstream', drift: 'drifted', driftRules: 'leeloo/created' });
});

test.each([
  ['a failure', json('{"error":"down"}', 503), 'the API failed (503)'],
  ['too many requests', json('{}', 429), 'the API had too many requests'],
  ['a gateway page', json('<html>Sign in</html>'), 'its body is no JSON: something between answered'],
  ['a reply that breaks off', ((response) => response.destroy()) as Answer, 'the API did not answer to the end'],
])('%s is not judged', async (_, answer, reason) => {
  await using compared = await compare(answer);
  await compared.create('robin@sherwood.example');
  expect(await compared.ask('drift')).toEqual({
    compared: 0,
    agree: 0,
    drifted: 0,
    notJudged: [{ request: '1', reason }],
    findings: [],
  });
});

test('an account of the API that the mock refuses to make is not made, and one that the API refused neither', async () => {
  await using compared = await compare(json('{"status":0,"error":{"fields":{},"code":"LIMIT_REACHED"}}'));
  await compared.create('robin@sherwood.example');
  const { findings } = await compared.ask('drift');
  expect(findings).toMatchObject([
    { kind: 'outcome', rule: 'leeloo/created', says: expect.stringContaining('refuses') },
  ]);
});

test('a session can be compared by itself, and others are not', async () => {
  await using api = await startStandIn(json(taken));
  await using understudy = await startUnderstudy({ upstreams: { leeloo: api.url } });
  const session = understudy.session('one');
  session.mode('leeloo', 'compare');
  const create = (prefix: string) =>
    send(understudy, 'POST', `${prefix}${path}`, { headers, body: accountOf('robin@sherwood.example') });
  expect((await create('/~one')).headers['x-understudy-source']).toBe('upstream');
  expect((await create('/~two')).headers['x-understudy-source']).toBe('mock');
  const drift = async (prefix: string) =>
    Object((await send(understudy, 'GET', `${prefix}/_understudy/drift`)).json()).compared;
  expect([await drift('/~one'), await drift('/~two')]).toEqual([1, 0]);
  expect(api.received).toHaveLength(1);
});

test('a session that is begun anew while the API answers has nothing of it', async () => {
  await using compared = await compare(async (response) => {
    await sleep(100);
    json(taken)(response, undefined as never);
  });
  const creating = compared.create('robin@sherwood.example');
  while (compared.api.received.length === 0) await sleep(5);
  await send(compared.understudy, 'POST', '/_understudy/reset');
  await creating;
  const { notJudged } = await compared.ask('drift');
  expect(notJudged).toEqual([{ request: '1', reason: 'the session was begun anew meanwhile' }]);
  expect((await compared.ask('state/leeloo')).accounts).toEqual([]);
});

test('many calls at once are all compared', async () => {
  await using compared = await compare(json(taken));
  const emails = Array.from({ length: 60 }, (_, index) => `robin.${index}@sherwood.example`);
  await Promise.all(emails.map((email) => compared.create(email)));
  expect(await compared.ask('drift')).toMatchObject({ compared: 60, agree: 60 });
  expect((await compared.ask('state/leeloo')).accounts).toHaveLength(60);
});

test('no real credential stands in what is noted', async () => {
  const real = 'real-token-of-leeloo-0123456789';
  await using compared = await compare(json(`{"status":0,"error":{"fields":{"token":"${real}"},"code":"${real}"}}`), {
    env: { UNDERSTUDY_LEELOO_TOKEN: real },
  });
  await compared.create('robin@sherwood.example');
  const texts = [JSON.stringify(await compared.ask('drift')), JSON.stringify(await compared.ask('requests'))];
  expect(compared.api.received[0]?.headers['x-leeloo-authtoken']).toBe(real);
  expect(texts[0]).toContain('"drifted":1');
  for (const text of texts) expect(text).not.toContain(real);
});

test('recordings are kept when they are wanted', async () => {
  using folder = temporaryFolder();
  await using compared = await compare(json(taken), { record: true, recordings: folder.path });
  await compared.create('robin@sherwood.example');
  await compared.understudy.close();
  expect(recordedFiles(folder.path)).toHaveLength(1);
});

test('without the wish nothing is kept', async () => {
  using folder = temporaryFolder();
  await using compared = await compare(json(taken), { recordings: folder.path });
  await compared.create('robin@sherwood.example');
  await compared.understudy.close();
  expect(readdirSync(folder.path)).toEqual([]);
});

test('the admin API shows what proves each rule, of all providers or of one', async () => {
  await using understudy = await startUnderstudy();
  const rulesAt = async (at: string) =>
    Object((await send(understudy, 'GET', `/_understudy/evidence${at}`)).json()).rules as { provider: string }[];
  const all = await rulesAt('');
  expect(new Set(all.map(({ provider }) => provider))).toEqual(new Set(Object.keys(mocks)));
  expect(await rulesAt('/leeloo')).toEqual(all.filter(({ provider }) => provider === 'leeloo'));
  expect(all[0]).toMatchObject({ rule: 'leeloo/unknown-route', recording: null, pacts: 0, drift: 0 });
  const unknown = await send(understudy, 'GET', '/_understudy/evidence/leelo');
  expect([unknown.status, unknown.text]).toEqual([404, expect.stringContaining('Did you mean leeloo?')]);
});

test('a mock that makes a mistake hurts no client, and is told in the log', async () => {
  const errors: unknown[] = [];
  const logger = { debug() {}, info() {}, warn() {}, error: (message: string) => errors.push(message) };
  const stateBefore = () => {
    throw new Error('a mistake');
  };
  const broken = { ...library, realFacts: { stateBefore } };
  await using api = await startStandIn(json('{}'));
  await using understudy = await startUnderstudy({
    logger,
    providers: [broken],
    modes: { library: 'compare' },
    upstreams: { library: api.url },
  });
  const [{ method, path: address } = { method: 'GET', path: '/' }] = library.protocol.endpoints;
  const reply = await send(understudy, method, `/library${address}`, { body: '{}' });
  expect([reply.status, reply.text]).toEqual([200, '{}']);
  const { notJudged } = Object((await send(understudy, 'GET', '/_understudy/drift')).json());
  expect(notJudged).toEqual([{ request: '1', reason: 'the mock made a mistake, which the log tells' }]);
  expect(errors).toEqual(['internal error']);
});
