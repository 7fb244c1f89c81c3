import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readFolder } from '../../proxy/recording-format/read-folder.ts';
import { startUnderstudy } from '../../src/index.ts';
import { send } from '../../src/provider-tests/send.ts';
import { mocks } from '../support/providers.ts';
import { runCommand } from '../support/run-command.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { startStandIn } from '../support/upstream-stand-in.ts';

const { connection_id, token } = mocks.leeloo.credentials;

/** Records what is done with an API that answers all calls alike; gives the recordings in their order. */
async function recordingsOf(
  folder: string,
  env: Readonly<Record<string, string>>,
  reply: string,
  act: (ask: (path: string, headers: object, body: object) => Promise<unknown>) => Promise<void>,
) {
  await using api = await startStandIn((response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(reply),
  );
  const upstreams = { leeloo: api.url, sensorpro: api.url };
  const modes = { leeloo: 'record', sensorpro: 'record' } as const;
  const understudy = await startUnderstudy({ env, upstreams, modes, recordings: folder });
  await act((path, headers, body) =>
    send(understudy, 'POST', path, { headers: { 'content-type': 'application/json', ...headers }, body }),
  );
  await understudy.close();
  return (await readFolder(folder)).recordings.map(({ recording }) => recording);
}

const created = '{"data":{"count_to_process":1},"status":1}';
const account = { connection_id, data: [{ email: 'robin@sherwood.example' }] };

test.each([
  ['configured', { UNDERSTUDY_LEELOO_TOKEN: 'real-token-0123456789' }, token],
  ["other, as the mock's own is nobody's at the real API", {}, token],
  ['other', { UNDERSTUDY_LEELOO_TOKEN: 'real-token-0123456789' }, 'a-token-of-somebody-else-0123456789'],
])('a recording notes whose its credential was: %s', async (kind, env, sent) => {
  using folder = temporaryFolder();
  const [recording] = await recordingsOf(folder.path, env, created, async (ask) => {
    await ask('/leeloo/api/v2/accounts/email', { 'x-leeloo-authtoken': sent }, account);
  });
  expect(recording?.credential).toBe(kind.split(',', 1)[0]);
});

test('a credential that a reply has issued is noted as such', async () => {
  using folder = temporaryFolder();
  const issued = '34f10088-8a17-4530-86f6-f6607dbc0345';
  const reply = JSON.stringify({ Token: issued, Result: { TotalErrors: 0, ErrorMessages: [] } });
  const recordings = await recordingsOf(folder.path, {}, reply, async (ask) => {
    await ask(
      '/sensorpro/auth/sys/signin',
      {},
      { Organization: 'acme', User: 'a@acme.example', Password: 'Known.123' },
    );
    await ask(`/sensorpro/api/Account/AddUpdateUser/${issued}`, {}, { User: 'b@acme.example' });
  });
  expect(recordings.map(({ credential }) => credential)).toEqual(['other', 'issued']);
});

test('drift does not judge a recording that was changed by hand, and reformatting is no change', async () => {
  using folder = temporaryFolder();
  const env = { UNDERSTUDY_LEELOO_TOKEN: 'real-token-0123456789' };
  await recordingsOf(folder.path, env, created, async (ask) => {
    await ask('/leeloo/api/v2/accounts/email', { 'x-leeloo-authtoken': token }, account);
  });
  const [{ file } = { file: '' }] = (await readFolder(folder.path)).recordings;
  const path = join(folder.path, file);
  const text = readFileSync(path, 'utf8');
  const drift = async () => {
    const { code, stdout } = await runCommand(['drift', 'leeloo', '--recordings', folder.path, '--json']);
    return [code, ...stdout.split('\n').filter((line) => line.includes('"not-judged"'))];
  };
  expect(await drift()).toEqual([0]);
  writeFileSync(path, JSON.stringify(JSON.parse(text)).replaceAll('\n', '\r\n'));
  expect(await drift()).toEqual([0]);
  writeFileSync(path, text.replace('"count_to_process": 1', '"count_to_process": 2'));
  expect(await drift()).toEqual([3, expect.stringContaining('it was edited by hand')]);
});

test('scrubbing is no change by hand, and undoes none', async () => {
  using folder = temporaryFolder();
  const [before] = await recordingsOf(folder.path, {}, created, async (ask) => {
    await ask('/leeloo/api/v2/accounts/email', { 'x-leeloo-authtoken': token }, account);
  });
  await runCommand(['recordings', 'scrub', '--recordings', folder.path]);
  const [after] = (await readFolder(folder.path)).recordings;
  expect(after?.recording).toEqual(before);
});

test('a known caller whom the API refused was refused for something else, which the mock does not know', async () => {
  using folder = temporaryFolder();
  const env = { UNDERSTUDY_LEELOO_TOKEN: 'real-token-0123456789' };
  const refused = '{"status":0,"error":{"fields":{"token":"WRONG_TOKEN"},"code":"WRONG_TOKEN"}}';
  const findings = async (real: Readonly<Record<string, string>>) => {
    await recordingsOf(folder.path, real, refused, async (ask) => {
      await ask('/leeloo/api/v2/accounts/email', { 'x-leeloo-authtoken': token }, account);
    });
    const { stdout } = await runCommand(['drift', 'leeloo', '--recordings', folder.path, '--json']);
    return stdout.split('\n').filter((line) => line.includes('"finding"')).length;
  };
  expect(await findings({})).toBe(0);
  expect(await findings(env)).toBe(1);
});

test('a refusal of the mock’s own credential never joins a folder silently', async () => {
  const lines: string[] = [];
  const note = (message: string) => lines.push(message);
  const logger = { debug() {}, info() {}, warn: note, error: note };
  const record = async (env: Record<string, string>, status: number) => {
    using folder = temporaryFolder();
    await using api = await startStandIn((response) => response.writeHead(status).end('{}'));
    await using understudy = await startUnderstudy({
      env,
      logger,
      modes: { leadconnector: 'record' },
      upstreams: { leadconnector: api.url },
      recordings: folder.path,
    });
    const authorization = `Bearer ${mocks.leadconnector.credentials.token}`;
    await send(understudy, 'GET', '/leadconnector/users/7', { headers: { authorization } });
    await send(understudy, 'GET', '/leadconnector/users/8', { headers: { authorization } });
    await send(understudy, 'GET', '/leadconnector/users/9', { headers: { authorization: 'Bearer another' } });
    await understudy.close();
    return lines.splice(0);
  };
  const advice = 'Set UNDERSTUDY_LEADCONNECTOR_TOKEN in the environment or in a file .env';
  const first = `Recording leadconnector with the mock's own credential: no real one is set. ${advice}.`;
  const refusal = /^Recorded a refusal of the mock's own credential: leadconnector\/get-user\/get-401-\w+\.json\. Set /;
  expect(await record({}, 401)).toEqual([first, expect.stringMatching(refusal), expect.stringMatching(refusal)]);
  expect(await record({}, 200)).toEqual([first]);
  expect(await record({ UNDERSTUDY_LEADCONNECTOR_TOKEN: 'a-real-one' }, 401)).toEqual([]);
});
