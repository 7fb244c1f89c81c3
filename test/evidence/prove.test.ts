import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mocks, providers } from '../support/providers.ts';
import { recordedFiles } from '../support/recorded-files.ts';
import { runCommand } from '../support/run-command.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { changingApi } from './changing-api.ts';
import { eventsOf, prove, proveAgainstItself, realValues } from './proving.ts';

// That of LeadConnector keeps to its limits, which takes its time: prove.slow.test.ts.
const quick = providers.filter((provider) => provider !== mocks.leadconnector);

test.each(quick.map((provider) => [provider.name, provider] as const))(
  '%s: against an API that is as the mock is, nothing drifts',
  async (_name, provider) => {
    await proveAgainstItself(provider);
  },
);

test('a planted drift is found, by one rule', async () => {
  using folder = temporaryFolder();
  await using api = await changingApi('leeloo', ({ status, body }) => ({
    status,
    body: body.replace('"WRONG_EMAIL"', '"BAD_EMAIL"'),
  }));
  const { code, stdout } = await prove(mocks.leeloo, api.url, folder.path, '--rule', 'leeloo/email-format');
  expect(code).toBe(1);
  expect(stdout).toMatch(/✗ (mock|document) leeloo\/email-format/);
  expect(stdout).toContain('"BAD_EMAIL"');
});

test('nothing is sent that nobody agreed to', async () => {
  using folder = temporaryFolder();
  await using api = await changingApi('leeloo');
  const sentBy = async (...args: readonly string[]) => {
    const { code, stderr } = await runCommand(['prove', ...args], realValues(mocks.leeloo));
    expect([code, api.asked()]).toEqual([2, 0]);
    return stderr;
  };
  const where = ['--upstream', api.url, '--recordings', folder.path];
  expect(await sentBy('leeloo', ...where)).toContain('Agree with --allow-writes');
  expect(await sentBy('leeloo', '--allow-writes', ...where)).toBe(
    'Cannot ask here whether to send this: agree with --yes.\n',
  );
  expect(await sentBy('leelo', '--allow-writes', ...where)).toContain('leeloo');
  expect(await sentBy('leeloo', '--allow-writes', '--rule', 'leeloo/creatd', ...where)).toContain(
    'Did you mean leeloo/created?',
  );
  expect(await sentBy('leeloo', '--allow-writes', '--upstream', 'nowhere')).toContain(
    'Cannot use the upstream of leeloo',
  );
  expect(recordedFiles(folder.path)).toEqual([]);
});

test('a run that the API ends goes on where it stopped, and sends nothing twice', async () => {
  using folder = temporaryFolder();
  await using api = await changingApi('leeloo');
  api.breakAfter(20);
  const first = await prove(mocks.leeloo, api.url, folder.path, '--json');
  expect([first.code, first.stderr]).toEqual([
    1,
    expect.stringContaining(
      'Stopped before the end: the API cannot be reached (upstream-reset). What was asked until then is recorded; the same command goes on where it stopped.\n',
    ),
  ]);
  const before = eventsOf(first.stdout);
  expect(before.filter(({ event }) => event === 'example').length).toBeGreaterThan(10);
  expect(JSON.parse(readFileSync(join(folder.path, '.prove/leeloo.json'), 'utf8')).done.length).toBeGreaterThan(10);
  api.breakAfter(Number.POSITIVE_INFINITY);
  const second = await prove(mocks.leeloo, api.url, folder.path, '--json');
  expect(second.code).toBe(0);
  const names = [...before, ...eventsOf(second.stdout)].flatMap(({ event, name }) =>
    event === 'example' ? [name] : [],
  );
  expect([names.length, new Set(names).size]).toEqual([before[0]?.examples, names.length]);
});

test.each([
  [429, { 'Retry-After': '30' }, 'the API says that there were too many requests (429, again after 30 s)'],
  [401, {}, 'the API does not take the credential (401)'],
  [403, {}, 'the account may not do this (403)'],
] as const)('a %i ends it: nothing that follows would tell anything', async (status, headers, reason) => {
  using folder = temporaryFolder();
  await using api = await changingApi('leeloo', undefined, (response) => response.writeHead(status, headers).end('{}'));
  const { code, stderr } = await prove(mocks.leeloo, api.url, folder.path, '--rule', 'leeloo/created');
  expect([code, stderr]).toEqual([1, expect.stringContaining(`Stopped before the end: ${reason}`)]);
  expect(api.asked()).toBe(1);
});

test('once it was stopped nothing more is sent: what was made is removed by the run that goes on', async () => {
  using folder = temporaryFolder();
  await using api = await changingApi('leadconnector');
  const flags = ['--rule', 'leadconnector/created', '--json'];
  api.breakAfter(2);
  const first = eventsOf((await prove(mocks.leadconnector, api.url, folder.path, ...flags)).stdout);
  expect([api.asked(), first.at(-1)?.stays]).toEqual([3, [expect.any(String), expect.any(String)]]);
  api.breakAfter(Number.POSITIVE_INFINITY);
  const second = eventsOf((await prove(mocks.leadconnector, api.url, folder.path, ...flags)).stdout);
  expect(second.at(-1)?.stays).toEqual([]);
});

test('an API that is away while a beginning is made ends the run, too', async () => {
  using folder = temporaryFolder();
  await using api = await changingApi('sensorpro');
  api.breakAfter(0);
  const { code, stderr } = await prove(mocks.sensorpro, api.url, folder.path, '--rule', 'sensorpro/company-format');
  expect([code, stderr]).toEqual([
    1,
    expect.stringContaining('Stopped before the end: the API cannot be reached (502)'),
  ]);
  expect(api.asked()).toBe(1);
});

test('one rule can be proven in between, and an interrupted run keeps its place', async () => {
  using folder = temporaryFolder();
  await using api = await changingApi('leeloo');
  api.breakAfter(20);
  await prove(mocks.leeloo, api.url, folder.path);
  const progress = () => JSON.parse(readFileSync(join(folder.path, '.prove/leeloo.json'), 'utf8')).done;
  const before = progress();
  api.breakAfter(Number.POSITIVE_INFINITY);
  const { code } = await prove(mocks.leeloo, api.url, folder.path, '--rule', 'leeloo/tag-assigned');
  expect([code, progress()]).toEqual([0, before]);
});

test('without credentials nothing that needs them is sent, and the plan says what to set', async () => {
  using folder = temporaryFolder();
  await using api = await changingApi('leeloo');
  const args = ['prove', 'leeloo', '--allow-writes', '--yes', '--upstream', api.url, '--recordings', folder.path];
  const { stdout } = await runCommand([...args, '--rule', 'leeloo/created']);
  expect(stdout).toMatch(/\n {7}\d {2}set UNDERSTUDY_LEELOO_TOKEN, UNDERSTUDY_LEELOO_CONNECTION_ID\n/);
  expect(api.asked()).toBe(0);
});
