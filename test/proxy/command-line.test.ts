import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { leeloo } from '../../mocks/leeloo/provider.ts';
import { send } from '../../src/provider-tests/send.ts';
import { runCommand } from '../support/run-command.ts';
import { runProcess, startCommand, startProcess } from '../support/run-process.ts';
import { startStandIn } from '../support/upstream-stand-in.ts';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

test('--mode and --upstream set all providers or one, the later one counts, and the start tells', async () => {
  const flags = ['--mode', 'proxy', '--mode', 'sensorpro=mock', '--upstream', 'leeloo=https://leeloo.example/base'];
  await using server = await startProcess(['start', '--port', '0', '--json', ...flags]);
  const told = server.listening.providers.map(({ name, mode, upstream }: Record<string, string>) => [
    name,
    mode,
    upstream,
  ]);
  expect(told).toEqual([
    ['leeloo', 'proxy', 'https://leeloo.example/base'],
    ['getresponse', 'proxy', 'https://api2.getresponse.com'],
    ['leadconnector', 'proxy', 'https://services.leadconnectorhq.com'],
    ['sensorpro', 'mock', 'https://apinie.sensorpro.net'],
  ]);
  const health = await send(server.listening, 'GET', '/_understudy/health');
  expect(Object(health.json()).providers).toEqual(server.listening.providers);
  await server.stop('SIGTERM');
});

test.each([
  [
    ['--mode', 'prox'],
    'Cannot set the mode "prox". Did you mean proxy? There are mock, replay, record, proxy, compare.',
  ],
  [['--mode', 'leelo=proxy'], 'Cannot find the provider "leelo". Did you mean leeloo?'],
  [['--mode', 'leeloo='], 'Cannot set the mode "".'],
  [['--upstream', 'https://leeloo.example'], '--upstream takes PROVIDER=URL'],
  [['--upstream', 'leelo=https://leeloo.example'], 'Did you mean leeloo?'],
  [['--upstream', 'leeloo=leeloo.example'], 'Cannot use the upstream of leeloo: it is no http or https URL.'],
])('%j is one clear line and exit code 2', async (flags, message) => {
  const { code, stdout, stderr } = await runCommand(['start', '--port', '0', ...flags]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(message);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

/** A folder to start in. */
async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'understudy-start-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}

test('the file .env of the working folder is read, and the environment itself counts more', async () => {
  await using folder = await temporaryFolder();
  await writeFile(
    join(folder.path, '.env'),
    '# real\nUNDERSTUDY_LEELOO_TOKEN="from the file"\nexport UNDERSTUDY_LEADCONNECTOR_TOKEN=file\n',
  );
  await using upstream = await startStandIn((response) => response.end('{}'));
  const { url } = upstream;
  const args = ['start', '--port', '0', '--json', '--mode', 'proxy'];
  const upstreams = ['--upstream', `leeloo=${url}`, '--upstream', `leadconnector=${url}`];
  const command = [process.execPath, main, ...args, ...upstreams];
  const env = { UNDERSTUDY_LEADCONNECTOR_TOKEN: 'environment' };
  await using server = await startCommand(command, env, folder.path);
  const { listening } = server;
  expect(server.firstLine).not.toContain('from the file');
  const credentials = Object((await send(listening, 'GET', '/_understudy/credentials')).json());
  await send(listening, 'POST', '/leeloo/api/v2/accounts/email', {
    headers: { 'X-Leeloo-AuthToken': credentials.leeloo.token },
  });
  const headers = { Authorization: `Bearer ${credentials.leadconnector.token}` };
  await send(listening, 'GET', '/leadconnector/users/1', { headers });
  expect(upstream.received[0]?.headers['x-leeloo-authtoken']).toBe('from the file');
  expect(upstream.received[1]?.headers.authorization).toBe('Bearer environment');
  expect(await server.stop('SIGTERM')).toEqual({ code: 0, stderr: '' });
});

test('a .env that cannot be read is one clear line and exit code 1', async () => {
  await using folder = await temporaryFolder();
  await mkdir(join(folder.path, '.env'));
  const { code, stderr } = await runProcess(process.execPath, [main, 'start', '--port', '0'], {}, folder.path);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^Cannot read the file .env: .+\n$/);
});

test('the table of a start shows the modes', async () => {
  await using server = await startProcess(['start', '--port', '0', '--quiet', '--mode', `${leeloo.name}=proxy`]);
  const rows: string[] = [];
  for (let line = await server.nextLine(); line !== ''; line = await server.nextLine()) rows.push(line);
  for (let line = await server.nextLine(); line !== ''; line = await server.nextLine()) rows.push(line);
  expect(rows.filter((row) => / {2}(mock|proxy)$/.test(row)).map((row) => row.trim().split(/ +/).at(-1))).toEqual([
    'proxy',
    'mock',
    'mock',
    'mock',
  ]);
  await server.stop('SIGTERM');
});
