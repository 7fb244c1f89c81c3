import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { type Options, startUnderstudy } from '../../src/index.ts';
import { send } from '../../src/provider-tests/send.ts';
import { recordedFiles } from '../support/recorded-files.ts';
import { startProcess } from '../support/run-process.ts';
import { startStandIn } from '../support/upstream-stand-in.ts';

const path = '/leeloo/api/v2/accounts/email';
const env = { UNDERSTUDY_LEELOO_TOKEN: 'real-token-of-leeloo' };

/** A folder for recordings, and what its files hold. */
async function recordingsFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'understudy-recordings-'));
  return {
    folder,
    async texts() {
      return Promise.all(recordedFiles(folder).map((file) => readFile(join(folder, file), 'utf8')));
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

/** A server whose Leeloo stands on the loopback and answers how often it was asked. */
async function startRecording(recordings: string, options: Options = {}) {
  const upstream = await startStandIn((response, { headers }) => {
    const body = `{"asked": ${upstream.received.length}, "amount": 0.00, "seen": "${headers['x-leeloo-authtoken']}"}`;
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip', 'X-Request-Id': '1' });
    response.end(gzipSync(body));
  });
  const upstreams = { leeloo: upstream.url };
  const understudy = await startUnderstudy({ env, recordings, upstreams, modes: { leeloo: 'record' }, ...options });
  const token = understudy.session().credentials.leeloo.token;
  return {
    understudy,
    upstream,
    create: (email: string, session = 'default') =>
      send(understudy, 'POST', `/~${session}${path}`, {
        headers: { 'X-Leeloo-AuthToken': token, 'Content-Type': 'application/json' },
        body: { data: [{ email }] },
      }),
    setMode: (mode: string) => send(understudy, 'PUT', '/_understudy/providers/leeloo/mode', { body: { mode } }),
    async [Symbol.asyncDispose]() {
      await understudy.close();
      await upstream[Symbol.asyncDispose]();
    },
  };
}

test('what is recorded replays in its order, without the upstream and without a secret on the disk', async () => {
  await using kept = await recordingsFolder();
  await using server = await startRecording(kept.folder);
  const first = await server.create('one@xmpl.net');
  expect(first.headers['x-understudy-source']).toBe('upstream');
  await server.create('one@xmpl.net');
  await server.create('two@xmpl.net');
  await server.setMode('replay');
  const replies = [];
  for (const email of ['two', 'one', 'one']) replies.push(await server.create(`${email}@xmpl.net`));
  expect(replies.map((reply) => reply.headers['x-understudy-source'])).toEqual(Array(3).fill('recording'));
  expect(replies.map((reply) => Object(reply.json()).asked)).toEqual([3, 1, 2]);
  expect(replies[0]?.text).toContain('"amount": 0.00');
  expect(replies[0]?.headers['content-encoding']).toBeUndefined();
  expect(server.upstream.received).toHaveLength(3);
  const texts = await kept.texts();
  expect(texts).toHaveLength(3);
  expect(texts.join()).not.toContain(env.UNDERSTUDY_LEELOO_TOKEN);
  expect(JSON.stringify(server.understudy.session('default').requests())).not.toContain(env.UNDERSTUDY_LEELOO_TOKEN);
});

test('a session has its own place in the recordings, and a reset goes back to the first', async () => {
  await using kept = await recordingsFolder();
  await using server = await startRecording(kept.folder);
  await server.create('one@xmpl.net');
  await server.create('one@xmpl.net');
  await server.setMode('replay');
  const asked = async (session: string) => Object((await server.create('one@xmpl.net', session)).json()).asked;
  expect([await asked('one'), await asked('two'), await asked('one')]).toEqual([1, 1, 2]);
  expect((await server.create('one@xmpl.net', 'one')).headers['x-understudy-error']).toBe('no-recording');
  await send(server.understudy, 'POST', '/~one/_understudy/reset');
  expect(await asked('one')).toBe(1);
});

test('the last recording repeats when that is wished', async () => {
  await using kept = await recordingsFolder();
  await using server = await startRecording(kept.folder, { repeatLast: true });
  await server.create('one@xmpl.net');
  await server.setMode('replay');
  for (let count = 0; count < 3; count += 1) expect((await server.create('one@xmpl.net')).status).toBe(200);
});

test('a request without a recording is a loud 501 that names the nearest one', async () => {
  await using kept = await recordingsFolder();
  await using server = await startRecording(kept.folder);
  await server.create('one@xmpl.net');
  await server.setMode('replay');
  const reply = await server.create('other@xmpl.net');
  expect([reply.status, reply.headers['x-understudy-error']]).toEqual([501, 'no-recording']);
  expect(reply.text).toContain('/data/0/email');
  expect(reply.text).toContain('create-email-account');
  expect(reply.headers['x-understudy-source']).toBeUndefined();
});

test('a miss is the mock’s or a new recording’s when the start says so', async () => {
  await using kept = await recordingsFolder();
  await using mocking = await startRecording(kept.folder, { onMiss: 'mock', modes: { leeloo: 'replay' } });
  const mocked = await mocking.create('one@xmpl.net');
  expect([mocked.status, mocked.headers['x-understudy-source']]).toEqual([200, 'mock']);
  expect(mocking.upstream.received).toEqual([]);
  await using recording = await startRecording(kept.folder, { onMiss: 'record', modes: { leeloo: 'replay' } });
  expect((await recording.create('one@xmpl.net')).headers['x-understudy-source']).toBe('upstream');
  await recording.setMode('replay');
  const replayed = await recording.create('one@xmpl.net');
  expect([replayed.headers['x-understudy-source'], Object(replayed.json()).asked]).toEqual(['recording', 1]);
  const page = await send(recording.understudy, 'POST', path, { headers: { Origin: 'https://evil.example' } });
  expect(page.headers['x-understudy-error']).toBe('foreign-origin');
});

test('what a library and a command line record is whole when they end, and a replay lists what it never used', async () => {
  await using kept = await recordingsFolder();
  {
    await using server = await startRecording(kept.folder);
    for (let count = 0; count < 50; count += 1) void (await server.create(`${count}@xmpl.net`));
  }
  expect(await kept.texts()).toHaveLength(50);
  const flags = ['--mode', 'leeloo=replay', '--recordings', kept.folder, '--on-miss', 'error', '--json', '--quiet'];
  await using player = await startProcess(['start', '--port', '0', ...flags]);
  const body = { data: [{ email: '7@xmpl.net' }] };
  const credentials = Object((await send(player.listening, 'GET', '/_understudy/credentials')).json());
  const headers = { 'X-Leeloo-AuthToken': credentials.leeloo.token, 'Content-Type': 'application/json' };
  expect((await send(player.listening, 'POST', path, { headers, body })).status).toBe(200);
  const stopped = player.stop('SIGTERM');
  for (let count = 0; count < 49; count += 1) {
    expect(JSON.parse(await player.nextLine())).toMatchObject({ event: 'recording never used' });
  }
  expect(JSON.parse(await player.nextLine())).toEqual({ event: 'stopped' });
  expect(await stopped).toEqual({ code: 0, stderr: '' });
});

test('a folder that is not there is one warning, and every request a miss', async () => {
  await using kept = await recordingsFolder();
  const warnings: string[] = [];
  const logger = { debug() {}, info() {}, warn: (line: string) => warnings.push(line), error() {} };
  await using server = await startRecording(join(kept.folder, 'none'), { modes: { leeloo: 'replay' }, logger });
  expect((await server.create('one@xmpl.net')).status).toBe(501);
  expect((await server.create('one@xmpl.net')).status).toBe(501);
  expect(warnings).toEqual([expect.stringContaining('there is none')]);
});

test('refuses a policy for misses that there is not', async () => {
  // @ts-expect-error a policy is one of three words
  await expect(startUnderstudy({ onMiss: 'ignore' })).rejects.toThrow('There are error, mock, record.');
});

test('a reply with more than eight content codings passes to the byte, and is shown and kept as a length', async () => {
  await using kept = await recordingsFolder();
  const coded = Array.from({ length: 9 }).reduce<Buffer>((bytes) => gzipSync(bytes), Buffer.from('{"status":1}'));
  const codings = Array.from({ length: 9 }, () => 'gzip').join(', ');
  await using upstream = await startStandIn((response) =>
    response.writeHead(200, { 'Content-Encoding': codings }).end(coded),
  );
  const options = { env: {}, recordings: kept.folder, upstreams: { leeloo: upstream.url } };
  {
    await using understudy = await startUnderstudy({ ...options, modes: { leeloo: 'record' } });
    const reply = await send(understudy, 'POST', path, { body: {} });
    expect([reply.bytes, reply.headers['content-encoding']]).toEqual([coded, codings]);
    expect(understudy.session('default').requests()[0]?.response.body).toBe(`[${coded.length} bytes]`);
  }
  const [text = ''] = await kept.texts();
  expect(JSON.parse(text)).toMatchObject({
    response: { body: { not_kept: 'not-decodable', bytes: coded.length } },
    check: { verdict: 'not-playable' },
  });
});
