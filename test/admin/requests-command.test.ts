import { expect, test } from 'vitest';
import { startUnderstudy } from '../../src/index.ts';
import { send } from '../../src/provider-tests/send.ts';
import { runCommand } from '../support/run-command.ts';
import { startCommand } from '../support/run-process.ts';

const call = { body: { data: [{ email: 'a@b.example' }], password: 's3cret-word' } };

async function asked() {
  const understudy = await startUnderstudy();
  await send(understudy, 'POST', '/leeloo/api/v2/accounts/email', call);
  await send(understudy, 'GET', '/leadconnector/users/7');
  await send(understudy, 'GET', '/~one/leadconnector/users/8');
  return understudy;
}

test('shows what a running server was asked, in one session', async () => {
  await using understudy = await asked();
  const { code, stdout, stderr } = await runCommand(['requests', '--url', `${understudy.url}/`]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const lines = stdout.trimEnd().split('\n');
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/^\d{4}-\S+Z .*leeloo create-email-account .* 200 mock leeloo\/\S+ .*POST \/api/);
  expect(lines[1]).toMatch(/leadconnector get-user .* 401 mock .*GET \/users\/7/);
  const one = await runCommand(['requests', '--url', understudy.url, '--session', 'one']);
  expect(one.stdout).toMatch(/^\S+ leadconnector get-user .*\/users\/8\n$/);
});

test.each([
  [['leadconnector'], ['get-user']],
  [['leeloo/create-email-account'], ['create-email-account']],
  [['status:401', 'method:GET'], ['get-user']],
  [['source:toolkit'], []],
])('filters by %j', async (words, operations) => {
  await using understudy = await asked();
  const { stdout } = await runCommand(['requests', '--url', understudy.url, '--json', ...words]);
  const entries = stdout.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
  expect(entries.map(({ operation }) => operation)).toEqual(operations);
  expect(stdout).not.toContain('s3cret-word');
});

test('follows until Ctrl-C', async () => {
  await using understudy = await asked();
  const args = [process.execPath, 'src/main.ts', 'requests', '--follow', '--json', '--url', understudy.url];
  const following = await startCommand(args);
  expect(following.listening.operation).toBe('create-email-account');
  expect(JSON.parse(await following.nextLine()).operation).toBe('get-user');
  await send(understudy, 'GET', '/leadconnector/users/9');
  expect(JSON.parse(await following.nextLine()).request.path).toBe('/users/9');
  await send(understudy, 'POST', '/_understudy/reset');
  await send(understudy, 'GET', '/leadconnector/users/10');
  expect(JSON.parse(await following.nextLine()).request.path).toBe('/users/10');
  expect(await following.stop('SIGINT')).toEqual({ code: 0, stderr: '' });
});

test.each([
  [['rul:x'], 2, 'Cannot filter by "rul". Did you mean rule?'],
  [['leelo'], 2, 'Did you mean leeloo?'],
  [['status:4xx'], 2, 'status'],
])('a filter that there is not: %j', async (words, code, message) => {
  await using understudy = await startUnderstudy();
  const result = await runCommand(['requests', '--url', understudy.url, ...words]);
  expect(result).toMatchObject({ code, stderr: expect.stringContaining(message) });
  expect(result.stderr.trimEnd().split('\n')).toHaveLength(1);
});

test('a server that is away, or is none, is told in a line', async () => {
  const away = await runCommand(['requests', '--url', 'http://127.0.0.1:1']);
  expect(away).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Cannot reach the server at http://127.0.0.1:1.'),
  });
});
