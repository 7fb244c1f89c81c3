import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { findVerifier } from '../../src/verify/verifier-binary.ts';
import { endWithTheTests } from '../support/end-with-the-tests.ts';
import { runCommand } from '../support/run-command.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { creation, creation4, pact } from './pact-fixtures.ts';

function verify(...args: readonly string[]) {
  return runCommand(['verify', ...args]);
}

const exists = { name: 'a Leeloo account exists', params: { email: 'revolt@xmpl.net' } };
const wrongToken = {
  ...creation4,
  description: 'refuses a token',
  providerStates: [exists],
  request: { ...creation4.request, headers: { 'Content-Type': 'application/json', 'X-Leeloo-AuthToken': 'made up' } },
  response: {
    status: 401,
    headers: { 'X-Request-Id': '1' },
    body: {
      content: { status: 0, error: { code: 'NO_TOKEN', hint: 'x' } },
      contentType: 'application/json',
      encoded: false,
    },
  },
};

test('verifies pacts of every version, of files and folders', async () => {
  using folder = temporaryFolder({
    'two.json': pact('2.0.0', [
      { ...creation, providerState: exists.name },
      { ...creation, description: 'again' },
    ]),
    'three.json': pact('3.0.0', [{ ...creation, providerStates: [exists] }], { provider: { name: 'Leeloo' } }),
  });
  using other = temporaryFolder({ 'four.json': pact('4.0', [creation4], { provider: { name: 'accounts' } }) });
  const named = await verify(folder.path);
  expect(named.stderr).toBe('');
  expect(named.stdout).toContain(`shop → leeloo ${join(folder.path, 'two.json')}\n  ✓ creates an account\n  ✓ again\n`);
  expect(named.stdout).toContain('3 passed, 0 failed, in 2 pacts.');
  expect(named.code).toBe(0);
  expect(await verify(join(other.path, 'four.json'), '--provider', 'leeloo')).toMatchObject({ code: 0, stderr: '' });
});

test('tells how a reply differs, and which rule chose it', async () => {
  using folder = temporaryFolder({ 'pact.json': pact('4.0', [creation4, wrongToken]) });
  const { code, stdout, stderr } = await verify(folder.path);
  expect(stdout).toContain(
    [
      '  ✓ creates an account',
      '  ✗ refuses a token',
      '      given a Leeloo account exists',
      '      status: expected 401, came 200',
      "      header X-Request-Id: Expected a header 'X-Request-Id' but was missing",
      '      $.error: Actual map is missing the following keys: hint',
      '      $.error.code: expected "NO_TOKEN", came "WRONG_TOKEN"',
      '      OpenAPI: response.status: Response status code not defined in spec file: 401',
      '      POST /api/v2/accounts/email was answered 200 by the rule leeloo/token:',
    ].join('\n'),
  );
  expect(stdout).not.toContain('made up');
  expect(stderr).toBe('Verification failed: 1 of 1 pacts do not hold.\n');
  expect(code).toBe(1);
});

test('prints one JSON object a line', async () => {
  const pending = { ...wrongToken, description: 'will refuse a token', pending: true };
  using folder = temporaryFolder({ 'pact.json': pact('4.0', [creation4, wrongToken, pending]) });
  const { code, stdout } = await verify(folder.path, '--json');
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const facts = { file: join(folder.path, 'pact.json'), consumer: 'shop', provider: 'leeloo' };
  const answered = { method: 'POST', path: '/api/v2/accounts/email', status: 200, says: expect.any(String) };
  expect(lines).toMatchObject([
    {
      event: 'interaction',
      ...facts,
      result: 'passed',
      differences: [],
      answered: { ...answered, rule: 'leeloo/created' },
    },
    {
      event: 'interaction',
      description: 'refuses a token',
      states: [exists.name],
      result: 'failed',
      answered: { ...answered, rule: 'leeloo/token' },
    },
    { event: 'interaction', description: 'will refuse a token', result: 'pending' },
    { event: 'pact', ...facts, version: '4.0', verified: false, passed: 1, failed: 1, pending: 1 },
    { event: 'verified', verified: false, pacts: 1, passed: 1, failed: 1, pending: 1 },
  ]);
  expect(lines[1].differences).toMatchObject([
    { place: 'status', expected: 401, actual: 200 },
    { place: 'header X-Request-Id', expected: '1', actual: '' },
    { place: '$.error', expected: ['code', 'hint'], actual: ['code', 'fields'] },
    { place: '$.error.code', expected: 'NO_TOKEN', actual: 'WRONG_TOKEN' },
  ]);
  expect(code).toBe(1);
});

test('takes a pact without interactions for a failure', async () => {
  using folder = temporaryFolder({ 'pact.json': pact('4.0', []) });
  const { code, stdout } = await verify(folder.path);
  expect(stdout).toContain('✗ It has no interactions, so it proves nothing.');
  expect(code).toBe(1);
});

test('verifies nothing when anything that was named cannot be verified, and tells all of it', async () => {
  using folder = temporaryFolder({
    'good.json': pact('4.0', [creation4]),
    'broken.json': '{',
    'foreign.json': pact('4.0', [creation4], { provider: { name: 'lelo' } }),
  });
  const files = ['none', 'good.json', 'broken.json', 'foreign.json'].map((name) => join(folder.path, name));
  const { code, stdout, stderr } = await verify(...files);
  expect(stdout).toBe('');
  expect(stderr.trim().split('\n')).toEqual([
    expect.stringContaining('none: there is no such file or folder.'),
    expect.stringContaining('broken.json: it is broken JSON.'),
    expect.stringContaining(
      'foreign.json: its provider is "lelo". Did you mean leeloo? There are leeloo, getresponse,',
    ),
  ]);
  expect(code).toBe(2);
});

test('verifies nothing when a state is unknown or cannot be set up', async () => {
  const unknown = { ...creation4, providerStates: [{ name: 'a Leelo account exists' }] };
  const wrong = { ...creation4, providerStates: [{ name: exists.name, params: { mail: 'x' } }] };
  using folder = temporaryFolder({ 'pact.json': pact('4.0', [creation4, unknown, unknown, wrong]) });
  const { code, stdout, stderr } = await verify(join(folder.path, 'pact.json'));
  const start = `Cannot verify ${join(folder.path, 'pact.json')}: Cannot set up the provider state`;
  expect(stdout).toBe('');
  expect(stderr.trim().split('\n')).toEqual([
    expect.stringContaining(
      `${start} "a Leelo account exists": there is none of this name. Did you mean "${exists.name}"?`,
    ),
    `${start} "${exists.name}": it has no param "mail". It takes email, connection_id.`,
  ]);
  expect(stderr).not.toContain('Sensorpro');
  expect(code).toBe(2);
});

test('each file of a folder is a result of its own: what cannot be verified fails itself, what is with others is not ours', async () => {
  const unknown = { ...creation4, providerStates: [{ name: 'a Leelo account exists' }] };
  using folder = temporaryFolder({
    'good.json': pact('4.0', [creation4]),
    'broken.json': '{',
    'unknown.json': pact('4.0', [unknown]),
    'foreign.json': pact('4.0', [creation4], { provider: { name: 'billing' } }),
  });
  const at = (name: string) => join(folder.path, name);
  const { code, stdout, stderr } = await verify(folder.path, '--json');
  const lines = stdout
    .trim()
    .split('\n')
    .map((line): Record<string, unknown> => JSON.parse(line));
  expect(lines.filter(({ event }) => event === 'not-ours')).toEqual([
    { event: 'not-ours', file: at('foreign.json'), consumer: 'shop', provider: 'billing' },
  ]);
  expect(lines.filter(({ event }) => event === 'pact')).toEqual([
    { event: 'pact', file: at('broken.json'), verified: false, problem: expect.stringContaining('broken JSON') },
    { event: 'pact', file: at('unknown.json'), verified: false, problem: expect.stringContaining('none of this name') },
    expect.objectContaining({ file: at('good.json'), verified: true, passed: 1 }),
  ]);
  expect(lines.at(-1)).toMatchObject({ event: 'verified', verified: false, pacts: 3, broken: 2, passed: 1 });
  expect([code, stderr]).toEqual([1, 'Verification failed: 2 of 3 pacts cannot be verified.\n']);
  const people = await verify(folder.path);
  expect(people.stdout).toContain(`Not ours:\n  ${at('foreign.json')}, with billing`);
  expect(people.stdout).toContain('1 passed, 0 failed, in 1 pacts; 2 more cannot be verified.');
});

test('a folder of which nothing is ours is a mistake', async () => {
  using folder = temporaryFolder({ 'foreign.json': pact('4.0', [creation4], { provider: { name: 'billing' } }) });
  const { code, stdout, stderr } = await verify(folder.path);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('the pacts are with billing, and there are leeloo, getresponse,');
});

test('404 at an address that no mock has holds with a warning, and fails where warnings do', async () => {
  const missing = {
    ...creation4,
    request: { method: 'GET', path: '/api/v2/acounts/email' },
    response: { status: 404 },
  };
  using folder = temporaryFolder({ 'pact.json': pact('4.0', [missing]) });
  const lenient = await verify(folder.path);
  expect(lenient.code).toBe(0);
  expect(lenient.stdout).toContain('warning: it expects 404 at GET /api/v2/acounts/email');
  expect(lenient.stdout).toContain('The nearest is POST /api/v2/accounts/email.');
  const strict = await verify(folder.path, '--strict');
  expect([strict.code, strict.stdout]).toEqual([1, expect.stringContaining('0 passed, 1 failed')]);
});

test('pacts of which only pending interactions were tried say that nothing held', async () => {
  const pending = { ...creation4, pending: true, response: { status: 201 } };
  using folder = temporaryFolder({ 'pact.json': pact('4.0', [pending]) });
  const { code, stdout } = await verify(folder.path);
  expect(code).toBe(0);
  expect(stdout).toContain('Nothing held: what was tried is pending, and failed.');
});

test('the verifier takes a pact that begins with a byte-order mark', async () => {
  using folder = temporaryFolder({ 'pact.json': `\uFEFF${JSON.stringify(pact('4.0', [creation4]))}` });
  expect((await verify(folder.path)).code).toBe(0);
});

test('a query member without a value is one', async () => {
  const query = { ...creation4, request: { ...creation4.request, query: { flag: [null] } } };
  using folder = temporaryFolder({ 'pact.json': pact('4.0', [query]) });
  const { code, stdout, stderr } = await verify(folder.path);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('1 passed');
});

test.each([
  [[], 'Cannot verify anything: there are no pacts'],
  [['x.json', '--provider', 'lelo'], 'Did you mean leeloo?'],
  [['x.json', '--against', 'stub'], 'Allowed choices are mock, replay, real.'],
])('refuses the command line %j', async (args, problem) => {
  const { code, stderr } = await verify(...args);
  expect(stderr).toContain(problem);
  expect(stderr.trim()).not.toContain('\n');
  expect(code).toBe(2);
});

test('ends at once when it is interrupted, and leaves nothing behind', async () => {
  const many = Array.from({ length: 400 }, (_, index) => ({ ...creation4, description: `creates account ${index}` }));
  using folder = temporaryFolder({ 'a.json': pact('4.0', [creation4]), 'b.json': pact('4.0', many) });
  using temporary = temporaryFolder({});
  const child = endWithTheTests(
    spawn(process.execPath, ['src/main.ts', 'verify', folder.path], {
      env: { ...process.env, TMPDIR: temporary.path },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
  const exited = once(child, 'exit');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  const stderr = text(child.stderr);
  await once(child.stdout, 'data');
  child.kill('SIGINT');
  const [code] = await exited;
  expect(await stderr).toBe('Cannot go on verifying: it was interrupted.\n');
  expect(code).toBe(1);
  expect(readdirSync(temporary.path).filter((name) => name.startsWith('understudy'))).toEqual([]);
});

test('tells what to install where the verifier is missing', () => {
  expect(() => findVerifier(['/'])).toThrow(
    /is not installed for .*Run npm install --save-dev @pact-foundation\/pact-cli@18\./,
  );
});
