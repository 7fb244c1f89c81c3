import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startUnderstudy, type Understudy } from '../../src/index.ts';
import { runProcess } from '../support/run-process.ts';

let understudy: Understudy;
beforeAll(async () => {
  understudy = await startUnderstudy();
});
afterAll(() => understudy.close());

function isMissing(command: string, ...args: string[]): boolean {
  return spawnSync(command, args).status !== 0;
}

test('the program opens the accounts of an order', async () => {
  const { leeloo, leadconnector } = understudy.session().credentials;
  const settings = {
    LEELOO_URL: `${understudy.url}/~program/leeloo`,
    LEELOO_TOKEN: leeloo.token,
    LEELOO_CONNECTION: leeloo.connection_id,
    LEADCONNECTOR_URL: `${understudy.url}/~program/leadconnector`,
    LEADCONNECTOR_TOKEN: leadconnector.token,
    LEADCONNECTOR_COMPANY: leadconnector.company_id,
    LEADCONNECTOR_LOCATION: leadconnector.location_id,
  };
  const main = ['examples/order-to-account/main.ts', 'examples/order-to-account/order.json'];
  const { code, stdout, stderr } = await runProcess(process.execPath, main, settings);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const [user] = understudy.session('program').state('leadconnector').users;
  expect(JSON.parse(stdout)).toEqual({ order: '1190', crmUser: user?.id, mailAccount: 'open' });
});

test('its tests for node:test pass, each with a session of its own', async () => {
  const { code, stdout } = await runProcess(process.execPath, [
    '--test',
    '--test-reporter=tap',
    'examples/order-to-account/open-accounts.node-test.ts',
  ]);
  expect(stdout).toContain('# pass 2');
  expect(code).toBe(0);
});

test('its tests tell which rules they met, over all workers, and which refusals nobody provoked', async () => {
  const cli = join(dirname(fileURLToPath(import.meta.resolve('vitest/package.json'))), 'vitest.mjs');
  const { code, stdout } = await runProcess(process.execPath, [cli, 'run', '--root', 'examples/order-to-account']);
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /Understudy, met by this run:\n {2}leeloo +8 % of the rules \(2 of \d+\), 0 of \d+ refusals, by 4 requests\n {2}leadconnector +\d+ % /,
  );
  expect(stdout).toContain('  Refusals of leeloo that no request provoked:\n    leeloo/unknown-route (by the path)\n');
});

const noPython = isMissing('python3', '-c', 'import json, urllib.request');
test('the Python script creates a user and meets its own duplicate (needs python3)', async ({ skip }) => {
  skip(noPython, 'There is no python3 here: install it to run this.');
  const { code, stdout, stderr } = await runProcess('python3', ['examples/python/create_user.py', understudy.url]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const [user] = understudy.session('python-example').state('leadconnector').users;
  const [first, second, rules] = stdout.split('\n');
  expect(first).toBe(`first 201 ${user?.id}`);
  expect(second).toMatch(/^second 4\d\d .*already exists/);
  expect(rules).toBe('leadconnector/created leadconnector/email-taken');
});

const noShell = isMissing('sh', '-c', 'curl --version');
test('the shell script creates an account and is refused another (needs sh and curl)', async ({ skip }) => {
  skip(noShell, 'There is no sh or no curl here: install them to run this.');
  const { code, stdout, stderr } = await runProcess('sh', ['examples/shell/create-account.sh', understudy.url]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const [created, refused, state] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(created).toEqual({ data: { count_to_process: 1 }, status: 1 });
  expect(refused.error).toEqual({ fields: { 'data/0/email': 'WRONG_EMAIL' }, code: 'FORMAT_ERROR' });
  expect(state.accounts).toEqual([expect.objectContaining({ email: 'robin@sherwood.example' })]);
});
