import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { startUnderstudy } from '../../src/index.ts';
import { send } from '../../src/provider-tests/send.ts';
import { mocks } from '../support/providers.ts';
import { runCommand } from '../support/run-command.ts';
import { recordings, type Sketch } from '../support/upstream-exchange.ts';
import { startStandIn } from '../support/upstream-stand-in.ts';

const created: Sketch = {
  provider: mocks.leeloo,
  operation: 'create-email-account',
  path: '/api/v2/accounts/email',
  request: {
    headers: ['Content-Type', 'application/json', 'X-Leeloo-AuthToken', 'a-token-of-mine'],
    body: { data: [{ email: 'a@b.example' }] },
  },
  reply: { body: { data: { count_to_process: 1 }, status: 1 } },
};

test('the command line lists, checks and exports a folder, for people and for machines', async () => {
  await using folder = await recordings();
  await folder.record(created);
  const [file] = await folder.files();
  const list = await understudy('list', folder.folder);
  expect(list.stdout).toMatch(
    /^operation +when +status +age +verdict +file\nleeloo\/create-email-account +2030-01-01T00:00:00\.000Z +200 +\d+ \w+ +proven +leeloo\//,
  );
  expect(JSON.parse((await understudy('list', folder.folder, '--json')).stdout)).toMatchObject({
    file,
    status: 200,
    verdict: 'proven',
  });
  expect(await understudy('check', folder.folder)).toEqual({
    code: 0,
    stdout: 'Checked 1 file: 0 errors, 0 warnings.\n',
    stderr: '',
  });
  expect(JSON.parse((await understudy('export-har', folder.folder)).stdout)).toMatchObject({
    log: { version: '1.2', entries: [{ comment: file }] },
  });
});

test('a file that is torn or holds a secret makes the check and the scan fail, by their exit code and a line', async () => {
  await using folder = await recordings();
  await folder.record(created);
  await writeFile(join(folder.folder, 'leeloo/torn.json'), '{"password": "Tr0mbone9x"');
  const check = await understudy('check', folder.folder);
  expect(check.code).toBe(1);
  expect(check.stdout).toContain(
    'Cannot load leeloo/torn.json: it is cut short or no JSON. Delete it, and record it again.',
  );
  const scan = await understudy('scan', folder.folder);
  expect(scan).toMatchObject({ code: 1, stdout: 'leeloo/torn.json:1: a named secret\nScanned 2 files: 1 finding.\n' });
  expect(await understudy('scrub', folder.folder)).toMatchObject({
    code: 0,
    stdout: 'leeloo/torn.json\nScrubbed 1 file; 1 had nothing to scrub.\n',
  });
  expect((await understudy('scan', folder.folder)).code).toBe(0);
});

test('the scan finds configured credentials from the environment', async () => {
  await using folder = await recordings();
  await writeFile(join(folder.folder, 'note.txt'), `it was ${encodeURIComponent('real/token/of leeloo')}`);
  const scan = await runCommand(['recordings', 'scan', '--recordings', folder.folder], {
    UNDERSTUDY_LEELOO_TOKEN: 'real/token/of leeloo',
  });
  expect(scan).toMatchObject({ code: 1, stdout: 'note.txt:1: a given secret\nScanned 1 file: 1 finding.\n' });
});

test('a missing folder is one line and exit code 1 for every command', async () => {
  for (const command of ['list', 'check', 'scan', 'scrub', 'export-har']) {
    const { code, stderr } = await understudy(command, '/nowhere/at/all');
    expect([code, stderr]).toEqual([
      1,
      'Cannot read the recordings folder /nowhere/at/all: there is none. Record something first, with --mode record, or name another with --recordings.\n',
    ]);
  }
});

test('the admin API lists recordings, and how often the session played each', async () => {
  await using folder = await recordings();
  await folder.record(created);
  await using server = await startUnderstudy({ recordings: folder.folder, modes: { leeloo: 'replay' } });
  const content = {
    headers: { 'Content-Type': 'application/json', 'X-Leeloo-AuthToken': 'any' },
    body: { data: [{ email: 'a@b.example' }] },
  };
  await send(server, 'POST', '/~s/leeloo/api/v2/accounts/email', content);
  const played = async (prefix: string) =>
    JSON.parse((await send(server, 'GET', `${prefix}/_understudy/recordings`)).text);
  expect(await played('/~s')).toMatchObject({
    recordings: [{ operation: 'create-email-account', status: 200, check: { verdict: 'proven' }, played: 1 }],
    problems: [],
  });
  expect(await played('')).toMatchObject({ recordings: [{ played: 0 }] });
});

test('the admin API tells of a folder that is not there', async () => {
  await using server = await startUnderstudy({ recordings: '/nowhere/at/all' });
  const { status, text } = await send(server, 'GET', '/_understudy/recordings');
  expect([status, JSON.parse(text)]).toEqual([
    200,
    { recordings: [], problems: [expect.stringContaining('there is none')] },
  ]);
});

test('no secret of a recording server is on the disk, in its journal, its log or its errors', async () => {
  const secrets = {
    token: 'Kanarie-real-token-1',
    bad: 'Kanarie-bad-token-2',
    password: 'Kanarie-Passw0rd.3',
    cookie: 'Kanariecookie4',
    header: 'Kanarieheader5',
    issued: 'Kanarieissued6',
    query: 'Kanariequery7',
  };
  await using folder = await recordings();
  await using upstream = await startStandIn((response, { headers }) => {
    response.writeHead(200, {
      'Content-Type': 'application/json',
      'Content-Encoding': 'gzip',
      'Set-Cookie': `sid=${secrets.cookie}`,
      'X-Debug': secrets.header,
    });
    response.end(
      gzipSync(
        JSON.stringify({
          seen: headers['x-leeloo-authtoken'],
          access_token: secrets.issued,
          all: { ...secrets, bad: '' },
        }),
      ),
    );
  });
  const lines: string[] = [];
  const log = (message: string, details?: object) => lines.push(message + JSON.stringify(details ?? {}));
  const env = { UNDERSTUDY_LEELOO_TOKEN: secrets.token };
  const logger = { debug: log, info: log, warn: log, error: log };
  const server = await startUnderstudy({
    env,
    logger,
    recordings: folder.folder,
    upstreams: { leeloo: upstream.url },
    modes: { leeloo: 'record' },
  });
  const call = (token: string) =>
    send(server, 'POST', `/leeloo/api/v2/accounts/email?api_key=${secrets.query}`, {
      headers: {
        'Content-Type': 'application/json',
        'X-Leeloo-AuthToken': token,
        'X-Api-Key': secrets.header,
        Cookie: `sid=${secrets.cookie}`,
      },
      body: { data: [], password: secrets.password, note: secrets.password },
    });
  await call(mocks.leeloo.credentials.token);
  await call(secrets.bad);
  await send(server, 'PUT', '/_understudy/providers/leeloo/mode', { body: { mode: 'replay' } });
  const misses = [
    await call(secrets.bad),
    await call(secrets.bad),
    await send(server, 'GET', `/leeloo/nothing?token=${secrets.query}`),
  ];
  expect(misses.map(({ status }) => status)).toEqual([200, 501, 501]);
  const journal = (await send(server, 'GET', '/_understudy/requests')).text;
  await server.close();
  const shown = [
    await folder.text(),
    journal,
    ...lines,
    ...misses.map(({ text, headers }) => text + JSON.stringify(headers)),
  ].join('\n');
  expect(await folder.files()).toHaveLength(2);
  for (const secret of Object.values(secrets)) expect(shown).not.toContain(secret);
});

function understudy(command: string, folder: string, ...flags: readonly string[]) {
  return runCommand(['recordings', command, '--recordings', folder, ...flags]);
}
