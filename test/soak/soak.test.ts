import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { request, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { providers } from '../support/providers.ts';
import { type Received, startStandIn } from '../support/upstream-stand-in.ts';
import { Canaries } from './canaries.ts';
import { checkOutcome } from './check-outcome.ts';
import type { Outcome } from './client.ts';
import { leaksIn, memoryReport, slope } from './memory.ts';
import { Recordings } from './recordings.ts';
import { Script } from './script.ts';
import { Server } from './server.ts';
import { soak } from './soak.ts';
import type { Step } from './step.ts';
import { startUpstream } from './upstream.ts';
import { Violations } from './violations.ts';
import { runWorkers, Tally } from './workers.ts';
import '../../src/provider-tests/to-be-none.ts';

const canaries = new Canaries(1);
const load = { seed: 1, workers: 2, sessions: 8, signal: new AbortController().signal };

// A machine that is busy with other things needs its time.
test('a short soak of the server finds nothing, and reaches every source of replies', {
  timeout: 180_000,
}, async () => {
  const report = await soak({ ...load, seed: 4, workers: 4, requests: 500 }, () => {});
  expect(report.violations).toBeNone('Run npm run test:soak -- --seed 4 --workers 4 to see more of these.');
  expect(report.requests).toBe(500);
  const sources = new Set(Object.keys(report.outcomes).map((outcome) => outcome.split(' ')[0]));
  expect([...sources]).toEqual(
    expect.arrayContaining(['mock', 'upstream', 'recording', 'fault', 'admin', 'toolkit', 'left']),
  );
  const kinds = ['spelled', 'formed', 'dotted', 'page', 'pipelined', 'revisit', 'many-members', 'batch', 'planted'];
  expect(Object.keys(report.kinds)).toEqual(expect.arrayContaining(kinds));
  expect(report.recordings.scanned).toBeGreaterThan(10);
  expect(report.sockets.after).toBeLessThanOrEqual(report.sockets.before);
});

test('the same seed draws the same requests for each worker, another one others', () => {
  const drawn = (seed: number, worker: number) => {
    const script = new Script({ seed, worker, sessions: 4 }, canaries);
    return Array.from({ length: 500 }, () => script.next());
  };
  expect(drawn(1, 0)).toEqual(drawn(1, 0));
  expect(drawn(1, 0)).not.toEqual(drawn(1, 1));
  expect(drawn(1, 0)).not.toEqual(drawn(2, 0));
});

/** What a step of the admin API does to the modes of its session. */
function follow(modes: Map<string, string>, { method, path, body, page }: Step): void {
  const [, call = ''] = /^\/~[^/]*\/_understudy\/(.*)$/.exec(path) ?? [];
  const [, provider] = /^providers\/(\w+)\/mode$/.exec(call) ?? [];
  if (page === 'admin') return;
  if (`${method} ${call}` === 'POST reset') modes.clear();
  else if (provider && method === 'PUT') modes.set(provider, JSON.parse(`${body}`).mode);
}

test('what a step says of its session is what was sent before it', () => {
  const script = new Script({ seed: 1, worker: 0, sessions: 20 }, canaries);
  const own = new Map<string, Map<string, string>>();
  const steps = Array.from({ length: 3_000 }, () => script.next());
  const said = steps.flatMap((each) => {
    const modes = own.get(each.session) ?? new Map<string, string>();
    own.set(each.session, modes);
    follow(modes, each);
    const [, , provider = ''] = each.path.split('/');
    const isAsked = each.mayBeLost !== undefined && providers.some(({ name }) => name === provider);
    const sent = [modes.size > 0, modes.get(provider) === 'mock'];
    return isAsked ? [{ said: [each.mayBeLost, each.onlyMock], sent }] : [];
  });
  expect(said.length).toBeGreaterThan(1_000);
  expect(said.filter((each) => `${each.said}` !== `${each.sent}`)).toEqual([]);
});

const secret = canaries.sent[0]?.secret ?? '';

test.each<[kind: string, answer: (response: ServerResponse, received: Received) => void]>([
  ['foreign session', (response) => response.end('{"name":"Markw9x9Z"}')],
  ['secret', (response) => response.end(`{"error":${JSON.stringify(secret)}}`)],
  ['secret', (response) => response.setHeader('X-Token', encodeURIComponent(secret)).end()],
  ['unexpected 5xx', (response) => response.writeHead(500, { 'X-Understudy-Error': 'internal-error' }).end()],
  ['unexpected 5xx', (response) => response.writeHead(502, { 'X-Understudy-Error': 'upstream-unreachable' }).end()],
  ['broken connection', (response) => response.destroy()],
])('finds a planted violation: %s', async (kind, answer) => {
  const violations = new Violations();
  await using server = await startStandIn(answer);
  await runWorkers(server, { ...load, requests: 40 }, canaries, violations, new Tally());
  // No stand-in knows pages and pipelines.
  const kinds = Object.keys(violations.counts).filter((each) => !['page', 'pipelined'].includes(each));
  expect(kinds).toEqual([kind]);
  expect(violations.kept[0]?.where).toMatch(/^worker \d, request \d+: /);
});

const step: Step = {
  kind: 'valid',
  session: 'w0-0',
  manner: 'whole',
  method: 'GET',
  path: '/~w0-0/leeloo/x',
  headers: {},
  body: '',
  behaviour: 'answer',
  mayBreak: false,
  mayHang: false,
};
const reply = (headers: Readonly<Record<string, string>>, status = 200): Outcome => ({
  kind: 'reply',
  status,
  headers,
  text: '',
});
const source = (name: string) => ({ 'x-understudy-source': name });
const error = (code: string) => ({ 'x-understudy-error': code });
const html = { ...source('recording'), 'content-type': 'text/html; charset=utf-8' };
const replies = [200, 200, 404].map((status) => `HTTP/1.1 ${status} x\r\n\r\n`);

test.each<[found: string[], planned: Partial<Step>, outcome: Outcome]>([
  [['mode lost'], {}, reply(error('mode-lost'), 409)],
  [[], { mayBeLost: true }, reply(error('mode-lost'), 409)],
  [['left the mock'], { onlyMock: true, mayBeLost: true }, reply(source('upstream'))],
  [['left the mock'], { onlyMock: true }, reply(source('recording'))],
  [[], { onlyMock: true }, reply(source('mock'))],
  [['page'], { page: 'provider' }, reply(source('recording'))],
  [[], { page: 'provider' }, reply(source('mock'))],
  [['page'], { page: 'admin' }, reply({})],
  [['page'], { page: 'admin' }, reply(error('unknown-call'), 404)],
  [[], { page: 'admin' }, reply(error('foreign-origin'), 403)],
  [['script'], {}, reply(html)],
  [[], {}, reply({ ...html, 'content-security-policy': 'sandbox' })],
  [['led away'], { session: 'w1-1' }, reply({ ...source('recording'), location: 'http://127.0.0.1:9/client/7/moved' })],
  [[], { session: 'w1-1' }, reply({ ...source('recording'), location: 'http://127.0.0.1:1/~w1-1/leeloo/moved' })],
  [['pipelined'], { times: 4 }, { kind: 'many', replies }],
  [['pipelined'], { times: 3 }, { kind: 'many', replies: replies.toReversed() }],
  [[], { times: 3 }, { kind: 'many', replies }],
  [['unexpected 5xx'], { behaviour: 'codings' }, reply(error('upstream-broken'), 502)],
  [[], { behaviour: 'reason' }, reply(error('upstream-broken'), 502)],
  [['broken connection'], { behaviour: 'html' }, { kind: 'broken', why: 'it was reset' }],
])('finds %j where %j was planned and %j came', (found, planned, outcome) => {
  expect(checkOutcome({ ...step, ...planned }, outcome, canaries).map(({ kind }) => kind)).toEqual(found);
});

test.each([
  ['/client/7/x/%2e%2e/y', 0],
  ['/client/7/..;a/8', 1],
  ['/client/7/%2e%2e/8', 1],
  ['/client/7/x\\..\\..\\..', 1],
  ['/other', 1],
])('a real API that is asked for %s tells of %i that left its path', async (path, count) => {
  const violations = new Violations();
  await using upstream = await startUpstream('token', violations);
  const { port } = new URL(upstream.url);
  const asked = request({ host: '127.0.0.1', port, path }).end();
  const [incoming] = await once(asked, 'response');
  incoming.resume();
  expect(violations.total).toBe(count);
});

test.each([
  ['as it is', (text: string) => `{"a":"x${text}y"}`],
  ['in JSON inside of JSON', (text: string) => JSON.stringify(JSON.stringify(text))],
  ['percent-encoded', encodeURIComponent],
  [
    'percent-encoded to the last letter',
    (text: string) => [...Buffer.from(text)].map((byte) => `%${byte.toString(16)}`).join(''),
  ],
  ['in base64', (text: string) => Buffer.from(`ab${text}`).toString('base64')],
  ['in base64 as the user of Basic credentials', (text: string) => Buffer.from(`u:${text}`).toString('base64')],
  ['in hexadecimal digits', (text: string) => Buffer.from(text).toString('hex')],
])('finds every secret %s', (_how, spell) => {
  const secrets = [...Object.values(canaries.environment), ...canaries.sent.map((canary) => canary.secret)];
  expect(secrets.map((each) => canaries.in(spell(each)))).not.toContain(undefined);
  expect(canaries.in(spell('0123456789abcdef01234567'))).toBeUndefined();
});

test('finds a secret in a recording, also in bytes', async () => {
  const violations = new Violations();
  await using recordings = await Recordings.create(canaries, violations);
  await mkdir(join(recordings.folder, 'leeloo/aside'), { recursive: true });
  await writeFile(join(recordings.folder, 'leeloo/one.json'), `{"body":"${encodeURIComponent(secret)}"}`);
  await writeFile(
    join(recordings.folder, 'leeloo/aside/two.json'),
    `{"base64": "${Buffer.from(secret).toString('base64')}"}`,
  );
  await writeFile(join(recordings.folder, 'leeloo/three.json'), '{}');
  await recordings.scan();
  expect(violations.counts).toEqual({ secret: 2 });
  expect(recordings.counts).toEqual({ scanned: 3, aside: 1 });
});

test('finds a server that ends by itself', async () => {
  const violations = new Violations();
  await using upstream = await startUpstream('token', violations);
  await using recordings = await Recordings.create(canaries, violations);
  const server = await Server.start(
    { seed: 1, upstream: upstream.url, recordings: recordings.folder },
    canaries,
    violations,
  );
  expect((await server.sample())?.heap).toBeGreaterThan(1_000_000);
  process.kill(server.pid ?? 0, 'SIGKILL');
  while (server.isRunning) await server.sample();
  expect(violations.counts).toEqual({ crash: 1 });
});

test('measures a slope by least squares', () => {
  expect(
    slope([
      [0, 10],
      [1, 12],
      [2, 14],
    ]),
  ).toBe(2);
  expect(
    slope([
      [0, 5],
      [1, 7],
      [2, 5],
      [3, 7],
      [4, 5],
    ]),
  ).toBe(0);
});

test('finds a heap that grows, and one that does not shrink again', () => {
  const sampled = (heapOf: (minute: number) => number, rest: number) => {
    const sample = (heap: number) => ({ heap: heap * 1_048_576, rss: 0, external: 0, resources: {} });
    const samples = Array.from({ length: 20 }, (_, minutes) => ({ ...sample(heapOf(minutes)), minutes }));
    return leaksIn(memoryReport(samples, sample(rest)));
  };
  expect(sampled(() => 50, 50)).toEqual([]);
  expect(sampled((minute) => 50 + 3 * minute, 50)).toEqual([expect.stringContaining('grows by 3 MiB')]);
  expect(sampled(() => 50, 100)).toEqual([expect.stringContaining('are 100 MiB once every session was reset')]);
});
