import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { send } from '../../src/provider-tests/send.ts';
import { creation4, pact } from '../contracts/pact-fixtures.ts';
import { endWithTheTests } from '../support/end-with-the-tests.ts';
import { recordedFiles } from '../support/recorded-files.ts';
import { runProcess } from '../support/run-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { startStandIn } from '../support/upstream-stand-in.ts';

/** Starts the command line; its output can be closed. */
function start(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = endWithTheTests(
    spawn(process.execPath, ['src/main.ts', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    }),
  );
  const exited = once(child, 'exit');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  return { child, exited };
}

/** Starts a server that records and keeps its state, and waits until it listens. */
async function startKeeping(folder: string, upstream: string, further: readonly string[]) {
  const kept = ['--state', join(folder, 'state'), '--recordings', join(folder, 'recordings')];
  const modes = ['--mode', 'getresponse=record', '--upstream', `getresponse=${upstream}`];
  const started = start(['start', '--port', '0', ...kept, ...modes, ...further]);
  const lines = createInterface({ input: started.child.stdout })[Symbol.asyncIterator]();
  let url: string | undefined;
  while (url === undefined) url = /http:\/\/127\.0\.0\.1:\d+/.exec((await lines.next()).value ?? '')?.[0];
  return { ...started, server: { url } };
}

const account = { data: [{ email: 'a@b.example' }], connection_id: '5cfa283a2e9096000b440d51' };
const headers = { 'Content-Type': 'application/json', 'X-Leeloo-AuthToken': 'understudy-leeloo-0c1d2e3f4a5b6c7d' };

test.each([
  ['stdout', ['--json']],
  ['stdout', []],
  // What is told there is trouble: an API that cannot be reached.
  ['stderr', ['--quiet', '--mode', 'sensorpro=proxy', '--upstream', 'sensorpro=http://127.0.0.1:1']],
] as const)('a server whose %s is closed ends as at SIGTERM: %j', async (closed, further) => {
  using folder = temporaryFolder();
  await using upstream = await startStandIn((response) => response.end('{}'));
  const { child, exited, server } = await startKeeping(folder.path, upstream.url, further);
  child[closed].destroy();
  await send(server, 'POST', '/leeloo/api/v2/accounts/email', { headers, body: account });
  await send(server, 'POST', '/getresponse/', { headers, body: {} }).catch(() => {});
  await send(server, 'POST', '/sensorpro/auth/sys/signin', { headers, body: {} }).catch(() => {});
  expect(await exited).toEqual([0, null]);
  expect(readdirSync(folder.path).sort()).toEqual(expect.arrayContaining(['state']));
  expect(existsSync(join(folder.path, 'state.lock'))).toBe(false);
  expect(readFileSync(join(folder.path, 'state'), 'utf8')).toContain('a@b.example');
});

test('a recording that was under way when the output was closed is written', async () => {
  using folder = temporaryFolder();
  await using upstream = await startStandIn((response) => response.end('{}'));
  const { child, exited, server } = await startKeeping(folder.path, upstream.url, ['--json']);
  child.stdout.destroy();
  // The line of this request cannot be printed, and its recording waits for others.
  await send(server, 'POST', '/getresponse/', { headers, body: {} });
  expect(await exited).toEqual([0, null]);
  expect(recordedFiles(join(folder.path, 'recordings'))).toHaveLength(1);
});

test('a server whose reader is gone from the beginning ends, and leaves no lock', async () => {
  using folder = temporaryFolder();
  const { child, exited } = start(['start', '--port', '0', '--json', '--state', join(folder.path, 'state')]);
  child.stdout.destroy();
  expect(await exited).toEqual([0, null]);
  expect(readdirSync(folder.path)).toEqual(['state']);
});

test.skipIf(process.platform === 'win32').each([
  ['rules --json', 0],
  ['openapi leeloo', 0],
  ['sample leeloo/create-email-account --count 1000', 0],
  ['recordings scan', 1],
])('a reader of %s that goes away changes neither its exit code nor what it does', async (command, code) => {
  const secret = Array.from({ length: 20_000 }, (_, index) => `{"password": "Tr0mbone9x${index}"}`).join('\n');
  using holder = temporaryFolder({ 'found.json': secret });
  const args = command.startsWith('recordings')
    ? [...command.split(' '), '--recordings', holder.path]
    : command.split(' ');
  const { child, exited } = start(args);
  child.stdout.destroy();
  const stderr = await text(child.stderr);
  expect(await exited).toEqual([code, null]);
  expect(stderr.split('\n').length).toBeLessThanOrEqual(2);
  expect(stderr).not.toContain('EPIPE');
});

test('a closed standard error breaks no command', async ({ skip }) => {
  skip(process.platform === 'win32', 'Windows closes its pipes otherwise.');
  const { child, exited } = start(['rules', 'nobody']);
  child.stderr.destroy();
  expect(await exited).toEqual([2, null]);
});

test('output that is lost on a full disk is told of, and makes the exit code 1', async ({ skip }) => {
  skip(!existsSync('/dev/full'), 'This system has no /dev/full.');
  const { code, stderr } = await runProcess('sh', ['-c', `exec "$0" src/main.ts rules > /dev/full`, process.execPath]);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: 'Cannot print everything: the system says ENOSPC. Make room, or print elsewhere.\n',
  });
});

test('a verification that nobody reads ends at once, and leaves nothing behind', async () => {
  const pacts = Array.from({ length: 12 }, (_, index) => [`${index}.json`, pact('4.0', [creation4])]);
  using folder = temporaryFolder(Object.fromEntries(pacts));
  using temporary = temporaryFolder();
  const { child, exited } = start(['verify', folder.path], { TMPDIR: temporary.path });
  child.stdout.destroy();
  const stderr = await text(child.stderr);
  expect(await exited).toEqual([1, null]);
  expect(stderr).toBe('Cannot go on verifying: it was interrupted.\n');
  expect(readdirSync(temporary.path).filter((name) => name.startsWith('understudy-'))).toEqual([]);
});
