import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startUnderstudy } from '../../src/index.ts';
import { send } from '../../src/provider-tests/send.ts';
import { mocks } from '../support/providers.ts';
import { runCommand } from '../support/run-command.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { changingApi, type Said } from './changing-api.ts';
import { prove } from './proving.ts';

const { getresponse, sensorpro } = mocks;

/** Rules whose replies are assumed, or known from elsewhere than the document. */
const planted = [
  'getresponse/unknown-route',
  'getresponse/api-key-shape',
  'getresponse/params-hash',
  'getresponse/mandatory',
  'getresponse/campaign-name',
  'getresponse/confirmation-body',
  'getresponse/optin',
  'getresponse/confirmation-lists',
  'sensorpro/unknown-route',
  'sensorpro/broken-json',
  'sensorpro/company-format',
  'sensorpro/token',
];

test('twelve drifts that were planted are found, corrected, and gone', async () => {
  using folder = temporaryFolder();
  for (const provider of [getresponse, sensorpro]) {
    await using api = await changingApi(provider.name, plant);
    await prove(provider, api.url, folder.path);
  }
  expect(rulesIn(await drift(folder.path))).toEqual(planted.toSorted());
  const dry = await learn(folder.path, '--dry-run');
  expect([dry.code, dry.stdout.includes('would be written'), existsSync(join(folder.path, 'corrections'))]).toEqual([
    0,
    true,
    false,
  ]);
  const { stdout } = await learn(folder.path, '--json');
  const summary = stdout.trim().split('\n').at(-1) ?? '';
  expect(JSON.parse(summary)).toMatchObject({ event: 'summary', left: 0 });
  expect(rulesIn(await drift(folder.path))).toEqual([]);

  const { stdout: evidence } = await runCommand(['evidence', '--json', ...where(folder.path)]);
  const rows = evidence
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  for (const rule of planted)
    expect(rows.find((row) => row.rule === rule)?.correction).toMatch(/^(getresponse|sensorpro)\/[\w-]+\.json$/);
  const shown = await runCommand(['rules', 'sensorpro/token', '--corrections', join(folder.path, 'corrections')]);
  expect(shown.stdout).toMatch(/corrected by sensorpro\/[\w-]+\.json/);
  const patch = await learn(folder.path, '--patch', '--corrections', join(folder.path, 'others'));
  expect(patch.stdout).toMatch(/mocks\/sensorpro\/rules\.json: sensorpro\/token, with this basis:/);
  expect(patch.stdout).toMatch(/mocks\/sensorpro\/[\w/-]+\.ts:\d+/);
});

test('a server answers as the corrections say, and tells which one did', async () => {
  using folder = temporaryFolder({});
  const file = correction(folder.path, 'text', {
    operation: 'ping',
    rule: 'getresponse/ping',
    changes: [{ place: '/result/ping', from: 'pong', to: 'PONG' }],
  });
  await using understudy = await startUnderstudy({ corrections: folder.path });
  const session = understudy.session();
  const body = { jsonrpc: '2.0', id: 1, method: 'ping', params: [getresponse.credentials.api_key] };
  const reply = await send(understudy, 'POST', `/~${session.id}/getresponse/`, { body });
  expect([reply.json(), reply.headers['x-understudy-corrected'], reply.headers['x-understudy-rule']]).toEqual([
    { jsonrpc: '2.0', id: 1, result: { ping: 'PONG' } },
    file,
    'getresponse/ping',
  ]);
  expect(session.requests()[0]).toMatchObject({ corrected: file, source: 'mock' });
});

test('a correction that a newer recording contradicts is a finding', async () => {
  using folder = temporaryFolder();
  correction(folder.path, 'text', {
    operation: 'ping',
    rule: 'getresponse/ping',
    changes: [{ place: '/result/ping', from: 'pong', to: 'PONG' }],
  });
  await using api = await changingApi('getresponse');
  const flags = ['--rule', 'getresponse/ping', '--corrections', folder.path];
  const { code, stdout } = await prove(getresponse, api.url, join(folder.path, 'recordings'), ...flags);
  expect([code, stdout]).toEqual([1, expect.stringContaining('/result/ping: the mock has "PONG", the API "pong"')]);
});

test('a reply that names what was sent is general as far as the mock names it, too', async () => {
  using folder = temporaryFolder();
  correction(folder.path, 'named', {
    operation: 'create-user',
    rule: 'leadconnector/created',
    provider: 'leadconnector',
    changes: [{ place: '/email', from: '{{/email}}', to: 'mailto:{{/email}}' }],
  });
  await using understudy = await startUnderstudy({ corrections: folder.path });
  const { token, company_id, location_id } = mocks.leadconnector.credentials;
  const user = {
    companyId: company_id,
    firstName: 'Robin',
    lastName: 'Hood',
    password: 'Longbow-1190',
    type: 'account',
    role: 'user',
    locationIds: [location_id],
  };
  const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}`, Version: '2021-07-28' };
  for (const email of ['robin@sherwood.example', 'marian@sherwood.example']) {
    const reply = await send(understudy, 'POST', '/leadconnector/users/', { headers, body: { ...user, email } });
    expect(reply.json()).toMatchObject({ email: `mailto:${email}` });
  }
});

test('a correction that names what was not sent changes nothing', async () => {
  using folder = temporaryFolder();
  correction(folder.path, 'named', {
    operation: 'ping',
    rule: 'getresponse/ping',
    changes: [{ place: '/result/ping', from: 'pong', to: 'pong {{/nobody/sent/this}}' }],
  });
  await using understudy = await startUnderstudy({ corrections: folder.path });
  const body = { jsonrpc: '2.0', id: 1, method: 'ping', params: [getresponse.credentials.api_key] };
  const reply = await send(understudy, 'POST', '/getresponse/', { body });
  expect([reply.json(), reply.headers['x-understudy-corrected']]).toEqual([
    { jsonrpc: '2.0', id: 1, result: { ping: 'pong' } },
    undefined,
  ]);
});

test('a reply for one request alone is given to that one alone', async () => {
  using folder = temporaryFolder();
  const body = { data: [{ email: 'a@b.example' }], connection_id: mocks.leeloo.credentials.connection_id };
  correction(folder.path, 'alone', {
    provider: 'leeloo',
    operation: 'create-email-account',
    rule: 'leeloo/created',
    when: { method: 'POST', path: '/api/v2/accounts/email', body },
    reply: { status: 409, body: { taken: true } },
  });
  await using understudy = await startUnderstudy({ corrections: folder.path });
  const headers = { 'Content-Type': 'application/json', 'X-Leeloo-AuthToken': mocks.leeloo.credentials.token };
  const sent = async (each: object) =>
    (await send(understudy, 'POST', '/leeloo/api/v2/accounts/email', { headers, body: each })).status;
  expect([await sent(body), await sent({ ...body, data: [{ email: 'c@d.example' }] })]).toEqual([409, 200]);
});

test('a rule that is too strict can be switched off, and where nothing can be done without it, it refuses after all', async () => {
  using folder = temporaryFolder();
  const off = (rule: string) =>
    correction(folder.path, rule, {
      provider: 'leeloo',
      operation: 'create-email-account',
      rule: `leeloo/${rule}`,
      off: true,
    });
  off('email-format');
  off('data-required');
  await using understudy = await startUnderstudy({ corrections: folder.path });
  const headers = { 'Content-Type': 'application/json', 'X-Leeloo-AuthToken': mocks.leeloo.credentials.token };
  const { connection_id } = mocks.leeloo.credentials;
  const ruleOf = async (body: object) =>
    (await send(understudy, 'POST', '/leeloo/api/v2/accounts/email', { headers, body })).headers['x-understudy-rule'];
  expect(await ruleOf({ data: [{ email: 'no email' }], connection_id })).toBe('leeloo/created');
  expect(await ruleOf({ connection_id })).toBe('leeloo/data-required');
});

test('what is no correction is told at the start, a line each, and the rest is used', async () => {
  using folder = temporaryFolder();
  const file = correction(folder.path, 'good', {
    operation: 'ping',
    rule: 'getresponse/ping',
    changes: [{ place: '/result/ping', from: 'pong', to: 'x' }],
  });
  correction(folder.path, 'rule', { operation: 'ping', rule: 'getresponse/pong', off: true });
  correction(folder.path, 'shape', { operation: 'ping', rule: 'getresponse/ping', changes: [] });
  correction(folder.path, 'operation', { operation: 'pong', rule: 'getresponse/ping', off: true });
  writeFileSync(join(folder.path, 'getresponse/torn.json'), '{"rule": ');
  writeFileSync(join(folder.path, 'getresponse/ümlaut.json'), '{}');
  const { stdout, stderr } = await runCommand(['evidence', 'getresponse', '--json', '--corrections', folder.path]);
  const [operation, rule, shape, torn, ...more] = stderr.trim().split('\n');
  expect(operation).toContain('operation.json: getresponse has no operation "pong". Did you mean ping?');
  expect(rule).toContain('rule.json: getresponse has no rule "getresponse/pong". Did you mean getresponse/ping?');
  expect(shape).toContain('shape.json: /changes must NOT have fewer than 1 items. Mend it, or learn it again.');
  expect(torn).toContain('torn.json: it is cut short or no JSON. Mend it, or learn it again.');
  expect(more).toEqual([expect.stringContaining('its name has other characters than letters')]);
  expect(stdout).toContain(file);
});

test('a folder that is named and not there is told, before anything starts', async () => {
  const { code, stderr } = await runCommand(['drift', '--corrections', '/nowhere/at/all']);
  expect([code, stderr]).toEqual([
    2,
    'Cannot use the corrections in /nowhere/at/all: there is no such folder. Name another, or learn some first.\n',
  ]);
});

/** Each planted rule says it in other words. */
function plant({ status, body }: Said, rule: string): Said {
  if (!planted.includes(rule)) return { status, body };
  return { status, body: body.replace(/"(message|Description)":"([^"]*)"/, '"$1":"$2 (really)"') };
}

function where(folder: string): string[] {
  const corrections = join(folder, 'corrections');
  return ['--recordings', folder, ...(existsSync(corrections) ? ['--corrections', corrections] : [])];
}

async function drift(folder: string) {
  return await runCommand(['drift', '--json', ...where(folder)]);
}

function learn(folder: string, ...flags: readonly string[]) {
  return runCommand(['learn', '--recordings', folder, '--corrections', join(folder, 'corrections'), ...flags]);
}

function rulesIn({ stdout }: { readonly stdout: string }): string[] {
  const events = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  return [...new Set<string>(events.flatMap(({ event, rule }) => (event === 'finding' ? [rule] : [])))].sort();
}

/** Writes a correction by hand; gives its file. */
function correction(
  folder: string,
  name: string,
  content: { readonly provider?: string; readonly [name: string]: unknown },
): string {
  const { provider = 'getresponse' } = content;
  const file = `${provider}/${name}.json`;
  mkdirSync(join(folder, provider), { recursive: true });
  const whole = { provider, recording: `${provider}/x.json`, because: 'a test says so', ...content };
  writeFileSync(join(folder, file), JSON.stringify(whole));
  return file;
}
