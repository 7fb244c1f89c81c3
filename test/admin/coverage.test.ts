import { expect, test } from 'vitest';
import { startUnderstudy, type Understudy } from '../../src/index.ts';
import { send } from '../../src/provider-tests/send.ts';
import type { Coverage, CoverageSum } from '../../src/rule-coverage/coverage.ts';
import { mocks } from '../support/providers.ts';
import { runCommand } from '../support/run-command.ts';

const path = '/leeloo/api/v2/accounts/email';
const headers = { 'Content-Type': 'application/json', 'X-Leeloo-AuthToken': mocks.leeloo.credentials.token };

type Shown = Coverage & CoverageSum;

async function countsOf(understudy: Understudy, name = 'leeloo') {
  const reply = (await send(understudy, 'GET', '/_understudy/coverage')).json() as { providers: Shown[] };
  const { rules = [], ...sums } = reply.providers.find(({ provider }) => provider === name) ?? {};
  const met = rules.filter(({ count }) => count > 0);
  return {
    ...sums,
    rules: Object.fromEntries(met.map(({ rule, count }) => [rule, count])),
  };
}

test('rules are counted over all sessions, whatever becomes of those, and only what a mock answered', async () => {
  await using understudy = await startUnderstudy();
  await send(understudy, 'POST', `/~one${path}`, { headers, body: {} });
  await send(understudy, 'POST', `/~two${path}`, { headers: { 'Content-Type': 'application/json' }, body: {} });
  await send(understudy, 'POST', `/~two${path}`, { headers: { 'Content-Type': 'application/json' }, body: {} });
  await send(understudy, 'POST', '/~two/_understudy/reset');
  await send(understudy, 'POST', '/~two/_understudy/faults', {
    body: { provider: 'leeloo', fault: 'status', status: 503 },
  });
  await send(understudy, 'POST', `/~two${path}`, { headers, body: {} });
  const counts = await countsOf(understudy);
  expect(counts).toMatchObject({ requests: 3, rules: { 'leeloo/token': 2, 'leeloo/data-required': 1 } });
  expect((await countsOf(understudy, 'sensorpro')).requests).toBe(0);
  await send(understudy, 'DELETE', '/_understudy/coverage');
  expect(await countsOf(understudy)).toMatchObject({ requests: 0, met: 0, rules: {} });
});

test('each call of a batch counts', async () => {
  await using understudy = await startUnderstudy();
  const call = { jsonrpc: '2.0', id: 1, method: 'ping', params: [mocks.getresponse.credentials.api_key] };
  await send(understudy, 'POST', '/getresponse/', { body: [call, { ...call, params: ['wrong'] }] });
  const { requests, rules } = await countsOf(understudy, 'getresponse');
  expect(requests).toBe(1);
  expect(Object.keys(rules)).toEqual(expect.arrayContaining(['getresponse/api-key-shape', 'getresponse/ping']));
});

test('the command shows it, and fails where too little was met', async () => {
  await using understudy = await startUnderstudy();
  const shown = (...flags: readonly string[]) => runCommand(['coverage', '--url', understudy.url, ...flags]);
  expect(await shown('--min', '1')).toMatchObject({
    code: 1,
    stderr: 'No mock was asked anything: there is nothing to cover.\n',
  });
  await send(understudy, 'POST', path, { headers, body: {} });
  const { code, stdout } = await shown('--min', '1');
  expect([code, stdout]).toEqual([
    0,
    expect.stringMatching(
      /^leeloo {2}13 % of the rules \(3 of \d+\), 2 of \d+ refusals, by 1 request\nNo mock of getresponse, leadconnector, sensorpro was asked anything\.\nRefusals of leeloo that no request provoked:\n {2}leeloo\/unknown-route \(by the path\)\n/,
    ),
  ]);
  expect(await shown('--min', '50')).toMatchObject({
    code: 1,
    stderr: 'leeloo: 13 % of the rules were met, asked was for 50 %.\n',
  });
  const lines = (await shown('--json')).stdout.trim().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toContainEqual(
    expect.objectContaining({ provider: 'leeloo', met: 3, percent: 13 }),
  );
});

test('a server that is away is told in one line', async () => {
  const { code, stderr } = await runCommand(['coverage', '--url', 'http://127.0.0.1:1']);
  expect([code, stderr]).toEqual([
    1,
    'Cannot reach the server at http://127.0.0.1:1. Start it there, such as by `npx api-understudy start`.\n',
  ]);
});
