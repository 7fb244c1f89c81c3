import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { runProcess } from '../support/run-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { address, body, nodePrograms } from './node-programs.ts';

function run(flags: readonly string[], ...command: readonly string[]) {
  return runProcess(process.execPath, ['src/main.ts', 'run', ...flags, '--', ...command]);
}

function isThere(command: string, ...args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

// The others, which take longer, and other versions of Node: node-versions.slow.test.ts.
test.each(Object.entries(nodePrograms).slice(0, 1))(
  '%s gets the mock under the real address, unmodified',
  async (_name, program) => {
    const { code, stdout, stderr } = await run([], process.execPath, '--input-type=module', '--eval', program);
    expect({ code, stdout, stderr }).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+ mock\n$/),
      // Who was asked is told, beside the command's own output.
      stderr: expect.stringMatching(/\n(?:leeloo create-email-account|leadconnector get-user) .* mock /),
    });
  },
);

test('curl gets the mock, unmodified', async ({ skip }) => {
  skip(!isThere('curl', '--version'), 'There is no curl: apt-get install curl.');
  const { code, stdout } = await run(['--quiet'], 'curl', '-sSD', '-', address, '-d', body);
  expect(code).toBe(0);
  expect(stdout).toMatch(/X-Understudy-Source: mock/i);
});

test("Python's urllib gets the mock, unmodified", async ({ skip }) => {
  skip(!isThere('python3', '--version'), 'There is no Python: apt-get install python3.');
  const program = `import urllib.request
print(urllib.request.urlopen('${address}', b'${body}').headers['X-Understudy-Source'])`;
  expect(await run(['--quiet'], 'python3', '-c', program)).toMatchObject({ code: 0, stdout: 'mock\n', stderr: '' });
});

test("Python's requests gets the mock, unmodified", async ({ skip }) => {
  skip(!isThere('python3', '-c', 'import requests'), 'Python has no requests: apt-get install python3-requests.');
  const program = `import requests
print(requests.post('${address}', '${body}').headers['X-Understudy-Source'])`;
  expect(await run(['--quiet'], 'python3', '-c', program)).toMatchObject({ code: 0, stdout: 'mock\n', stderr: '' });
});

test("PHP's curl gets the mock, unmodified", async ({ skip }) => {
  skip(!isThere('php', '-r', 'curl_init();'), 'There is no PHP with curl: apt-get install php-cli php-curl.');
  const program = `$c = curl_init('${address}'); curl_setopt($c, CURLOPT_HEADER, true); curl_exec($c);`;
  expect((await run(['--quiet'], 'php', '-r', program)).stdout).toMatch(/X-Understudy-Source: mock/i);
});

test.each([
  ['its exit code', ['sh', '-c', 'exit 7'], 7],
  ['128 and the number of the signal that ended it', ['sh', '-c', 'kill -TERM $$'], 143],
  ['127 where there is no such command', ['no-such-command'], 127],
  ['126 where it cannot be run', ['/etc/passwd'], 126],
])('a run ends with %s', async (_what, command, expected) => {
  const { code, stdout, stderr } = await run(['--quiet'], ...command);
  expect({ code, stdout }).toEqual({ code: expected, stdout: '' });
  if (expected === 126 || expected === 127) expect(stderr).toMatch(/^understudy: Cannot run "[^\n]+\.\n$/);
});

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  '%s goes on to the command, which may end as it likes',
  async (signal) => {
    const script = `trap 'exit 3' ${signal.slice(3)}; echo ready; while :; do sleep 0.05; done`;
    const command = ['src/main.ts', 'run', '--quiet', '--', 'sh', '-c', script];
    const running = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(running, 'exit');
    await once(running.stdout, 'data');
    running.kill(signal);
    expect(await ended).toEqual([3, null]);
  },
);

test('the files of a run go with it', async () => {
  using folder = temporaryFolder();
  const command = ['src/main.ts', 'run', '--quiet', '--', 'sh', '-c', 'ls $TMPDIR'];
  const { stdout } = await runProcess(process.execPath, command, { TMPDIR: folder.path });
  expect(stdout).toContain('understudy-run-');
  expect(readdirSync(folder.path).filter((name) => name.startsWith('understudy-run-'))).toEqual([]);
});

test('a run without a command is misuse', async () => {
  const { code, stderr } = await run([]);
  expect({ code, stderr }).toEqual({ code: 2, stderr: "error: missing required argument 'command'\n" });
});

test('a run that is offline refuses tunnels to other hosts, and lists them', async () => {
  const program = `const { connect } = require('node:net');
    const { port, username, password } = new URL(process.env.HTTPS_PROXY);
    const basic = Buffer.from(username + ':' + password).toString('base64');
    const socket = connect(port, '127.0.0.1');
    socket.write('CONNECT a.example:443 HTTP/1.1\\r\\nHost: a.example\\r\\nProxy-Authorization: Basic ' + basic + '\\r\\n\\r\\n');
    socket.once('data', (bytes) => console.log(bytes.toString().slice(0, 12)));`;
  const { stdout, stderr } = await run(['--offline'], process.execPath, '--eval', program);
  expect(stdout).toBe('HTTP/1.1 403\n');
  expect(stderr).toMatch(/\nunderstudy: refused, since the run is offline: a\.example\n$/);
});

test.each([
  ['stays in front of other hosts', {}, ['other.example:443']],
  ['is not used for a host of NO_PROXY', { NO_PROXY: 'other.example' }, []],
])('a proxy that was set before %s', async (_what, env, expected) => {
  const asked: (string | undefined)[] = [];
  const proxy = createServer().on('connect', ({ url, headers }, socket) => {
    asked.push(url, headers['proxy-authorization']);
    socket.end('HTTP/1.1 403 No\r\n\r\n');
  });
  await new Promise<void>((resolve) => void proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  const command = ['src/main.ts', 'run', '--quiet', '--', 'curl', '-sS', 'https://other.example/'];
  const variables = { HTTPS_PROXY: `http://me:pass%20word@127.0.0.1:${port}`, ...env };
  const { stderr } = await runProcess(process.execPath, command, variables);
  await new Promise((resolve) => proxy.close(resolve));
  const login = `Basic ${Buffer.from('me:pass word').toString('base64')}`;
  expect(asked).toEqual(expected.length > 0 ? [...expected, login] : []);
  expect(stderr).toContain('502');
});

test('what was set for Node before is kept', async () => {
  const program = 'console.log(process.env.NODE_OPTIONS)';
  const command = ['src/main.ts', 'run', '--quiet', '--', process.execPath, '--eval', program];
  const { stdout } = await runProcess(process.execPath, command, { NODE_OPTIONS: '--no-deprecation' });
  expect(stdout).toMatch(/^--no-deprecation --import file:\/\/\S+\/preload\.ts\n$/);
});

test('no line of a run holds its password', async () => {
  const { stdout, stderr } = await run(['--verbose'], 'sh', '-c', `echo $HTTPS_PROXY; curl -s ${address}`);
  const [, password = ''] = /understudy:([\w-]+)@/.exec(stdout) ?? [];
  expect(password).toHaveLength(32);
  expect(stderr).not.toContain(password);
});

test('certificates that cannot be written end a run with one line', async () => {
  const command = ['src/main.ts', 'run', '--quiet', '--', 'true'];
  const { code, stderr } = await runProcess(process.execPath, command, { TMPDIR: '/nowhere' });
  expect({ code, stderr }).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^Cannot write the run's certificates: [^\n]+\n$/),
  });
});
