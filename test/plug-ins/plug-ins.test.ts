import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, expectTypeOf, test } from 'vitest';
import { startUnderstudy } from '../../src/index.ts';
import { mockStandIn } from './mock-stand-in.ts';
import '../../src/vitest/index.ts';
import { send } from '../../src/provider-tests/send.ts';
import { runCommand } from '../support/run-command.ts';
import { startCommand } from '../support/run-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import bells from './bells/provider.ts';
import { plugInProject } from './plug-in-project.ts';

const headers = { 'Content-Type': 'application/json', 'X-Key': bells.credentials.api_key };

/** Rings a bell. */
function ring(url: string, name: string, more: Readonly<Record<string, string>> = {}) {
  return fetch(`${url}/bells`, { method: 'POST', headers: { ...headers, ...more }, body: JSON.stringify({ name }) });
}

test('a plug-in is played beside the others, with state, journal, clock, faults and snapshots', async () => {
  await using understudy = await startUnderstudy({ providers: [bells] });
  const session = understudy.session();
  session.clock.set('2031-05-01T12:00:00Z');
  const reply = await ring(session.url('bells'), 'Great Tom');
  expect([reply.status, reply.headers.get('x-understudy-rule')]).toEqual([201, 'bells/rung']);
  const rung = { bells: [{ name: 'Great Tom', rung_at: '2031-05-01T12:00:00.000Z' }] };
  expect(session.state('bells')).toEqual(rung);
  const [entry] = session.requests('bells/ring-bell');
  expect(entry).toMatchObject({ provider: 'bells', rules: ['bells/rung'], request: { headers: { 'x-key': '***' } } });
  const snapshot = session.snapshot();
  session.seed('bells', { bells: [] });
  session.restore(snapshot);
  expect(session.state('bells')).toEqual(rung);
  session.fault('bells', { fault: 'status', status: 503, times: 1 });
  expect([(await ring(session.url('bells'), 'Tom')).status, (await ring(session.url('bells'), 'Tom')).status]).toEqual([
    503, 201,
  ]);
  expect(session).toHaveReceived('bells/ring-bell', { times: 3 });
  expect(session.credentials.bells.api_key).toBe('made-up-bell-key');
});

test('a plug-in that refuses leaves nothing behind', async () => {
  await using understudy = await startUnderstudy({ providers: [bells] });
  const session = understudy.session();
  const replies = [await ring(session.url('bells'), ''), await ring(session.url('bells'), 'Tom', { 'X-Key': 'no' })];
  expect(replies.map(({ status }) => status)).toEqual([400, 401]);
  expect(session.state('bells')).toEqual({ bells: [] });
  expect(session.requests({ rule: 'bells/name' })).toHaveLength(1);
});

test('the admin API knows a plug-in as it knows the others', async () => {
  await using understudy = await startUnderstudy({ providers: [bells] });
  const get = async (path: string) => (await send(understudy, 'GET', `/_understudy/${path}`)).json();
  expect(await get('health')).toMatchObject({
    providers: expect.arrayContaining([expect.objectContaining({ name: 'bells', mode: 'mock' })]),
  });
  expect(await get('credentials')).toMatchObject({ bells: bells.credentials });
  expect(
    Object(await get('rules')).rules.filter(({ provider }: { provider: string }) => provider === 'bells'),
  ).toHaveLength(6);
  expect(await get('openapi/bells.json')).toMatchObject({
    paths: { '/bells': { post: { operationId: 'ring-bell' } } },
  });
  expect(await get('schemas/bells/bell.json')).toEqual(bells.schemas.read('bell'));
  expect(await get('state/bells')).toEqual({ bells: [] });
  expect((await send(understudy, 'GET', '/belfry/')).text).toContain('Use /leeloo/');
});

test('the host of a plug-in leads to it', async () => {
  await using understudy = await startUnderstudy({ providers: [bells] });
  const reply = await send(understudy, 'POST', '/bells', {
    headers: { host: 'api.bells.example', ...headers },
    body: '{"name":"Tom"}',
  });
  expect(reply.status).toBe(201);
});

test('types know the names, states, credentials, operations and rules of plug-ins', async () => {
  await using understudy = await startUnderstudy({ providers: [bells], modes: { bells: 'mock' } });
  const session = understudy.session();
  expectTypeOf(session.credentials.bells.api_key).toEqualTypeOf<string>();
  expectTypeOf(session.credentials.leeloo.token).toExtend<string>();
  session.requests({ provider: 'bells', operation: 'ring-bell', rule: 'bells/rung' });
  // @ts-expect-error a misspelled provider
  expect(() => session.url('bell')).toThrow(/Did you mean bells\?/);
  // @ts-expect-error a misspelled operation
  expect(() => session.requests('bells/ring')).toThrow(/Did you mean ring-bell\?/);
  // @ts-expect-error a misspelled rule
  expect(() => session.requests({ rule: 'bells/rang' })).toThrow(/Did you mean bells\/rung\?/);
  // @ts-expect-error a state of another form
  expect(() => session.seed('bells', { towers: [] })).toThrow(/towers/);
});

test('a plug-in is recorded and replayed, without its secrets', async () => {
  using folder = temporaryFolder();
  const key = 'a-real-key-8d3f2a917c5b';
  await using real = await mockStandIn(bells, key);
  const options = { providers: [bells], recordings: folder.path };
  {
    const env = { UNDERSTUDY_BELLS_API_KEY: key };
    await using recording = await startUnderstudy({
      ...options,
      env,
      modes: { bells: 'record' },
      upstreams: { bells: real.url },
    });
    expect((await ring(`${recording.url}/bells`, 'Tom')).status).toBe(201);
  }
  expect(real.received).toEqual([expect.stringContaining(`"x-key":"${key}"`)]);
  expect(readdirSync(join(folder.path, 'bells/ring-bell'))).toHaveLength(1);
  await using replaying = await startUnderstudy({ ...options, modes: { bells: 'replay' } });
  const replies = [await ring(`${replaying.url}/bells`, 'Tom'), await ring(`${replaying.url}/bells`, 'Ben')];
  expect(replies.map(({ status }) => status)).toEqual([201, 501]);
  const scanned = await runCommand(
    ['recordings', 'scan', '--recordings', folder.path, '--provider', './test/plug-ins/bells'],
    { UNDERSTUDY_BELLS_API_KEY: key },
  );
  expect(scanned).toMatchObject({ code: 0, stdout: expect.stringContaining('Scanned 1 file: 0 findings.') });
  const checked = await runCommand([
    'recordings',
    'check',
    '--recordings',
    folder.path,
    '--provider',
    './test/plug-ins/bells',
  ]);
  expect(checked).toMatchObject({ code: 0, stdout: 'Checked 1 file: 0 errors, 0 warnings.\n' });
});

const pact = {
  consumer: { name: 'ringer' },
  provider: { name: 'bells' },
  interactions: [
    {
      description: 'rings a bell',
      request: { method: 'POST', path: '/bells', headers, body: { name: 'Tom' } },
      response: { status: 201, body: { name: 'Tom' } },
    },
  ],
  metadata: { pactSpecification: { version: '2.0.0' } },
};

test('pacts with a plug-in are verified', async () => {
  using folder = temporaryFolder({ 'ringer-bells.json': pact });
  const { code, stdout } = await runCommand(['verify', folder.path, '--provider', './test/plug-ins/bells/provider.ts']);
  expect(stdout).toContain('ringer');
  expect(code).toBe(0);
});

test('a project of somebody else starts with its plug-in, and asks for its rules, description and samples', async () => {
  using project = plugInProject();
  await using started = await startCommand(
    [
      process.execPath,
      'node_modules/api-understudy/src/main.ts',
      'start',
      '--port',
      '0',
      '--json',
      '--provider',
      './bells',
    ],
    {},
    project.path,
  );
  expect(started.listening.providers.map(({ name }: { name: string }) => name)).toContain('bells');
  expect(started.listening.loaded.providers).toBe(5);
  expect((await ring(`${started.listening.url}/bells`, 'Tom')).status).toBe(201);
  const given = ['--provider', project.module];
  const rules = await runCommand(['rules', 'bells', ...given]);
  const description = await runCommand(['openapi', 'bells', ...given]);
  const sample = await runCommand(['sample', 'bells/ring-bell', ...given]);
  expect([rules, description, sample].map(({ code }) => code)).toEqual([0, 0, 0]);
  expect(rules.stdout).toContain('bells/rung');
  expect(JSON.parse(description.stdout).info.title).toBe('The bells of a tower');
  expect(JSON.parse(sample.stdout)).toEqual({ name: expect.any(String) });
});
