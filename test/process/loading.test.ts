import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { runProcess, startCommand } from '../support/run-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A file that is told every module, and the command that tells it. */
function telling(folder: string) {
  const file = join(folder, 'modules.txt');
  const all = () => readFileSync(file, 'utf8');
  return {
    command: [process.execPath, '--import', pathToFileURL('test/process/tell-modules.ts').href, 'src/main.ts'] as const,
    env: { TOLD_MODULES: file },
    all,
    mocks: () => [...all().matchAll(/\/mocks\/(\w+)\/provider\.ts$/gm)].map(([, name]) => name),
  };
}

test('a start loads no mock, a request to a provider its own alone, and the health of all none', async () => {
  using folder = temporaryFolder();
  const { command, env, mocks } = telling(folder.path);
  await using server = await startCommand([...command, 'start', '--port', '0', '--json', '--quiet'], env);
  const { url } = server.listening;
  expect(mocks()).toEqual([]);
  expect((await fetch(`${url}/_understudy/health`)).status).toBe(200);
  expect(mocks()).toEqual([]);
  const replies = await Promise.all([1, 2, 3].map(() => fetch(`${url}/sensorpro/auth/sys/signin`, { method: 'POST' })));
  expect(replies.map(({ headers }) => headers.get('x-understudy-source'))).toEqual(['mock', 'mock', 'mock']);
  expect(mocks()).toEqual(['sensorpro']);
  expect((await fetch(`${url}/_understudy/state/leeloo`)).status).toBe(200);
  expect(mocks()).toEqual(['sensorpro', 'leeloo']);
  await server.stop('SIGTERM');
});

test('the library loads no mock before its first request, and a session that is asked for a state its own alone', async () => {
  using folder = temporaryFolder();
  const { command, env, mocks } = telling(folder.path);
  const [node, ...args] = command;
  const program = [...args.slice(0, -1), 'test/process/ask-for-state.ts'];
  const { code, stdout, stderr } = await runProcess(node, program, env);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(JSON.parse(stdout)).toMatchObject({ accounts: [] });
  expect(mocks()).toEqual(['leeloo']);
});

test('neither the other modes, faults nor the nearest word are loaded before they are asked for', async () => {
  using folder = temporaryFolder();
  const { command, env, all } = telling(folder.path);
  await using server = await startCommand([...command, 'start', '--port', '0', '--json', '--quiet'], env);
  const later = /modes\/registry|strike\.ts|upstream-proxy|levenshtein/g;
  const call = `${server.listening.url}/leeloo/api/v2/accounts/email`;
  await fetch(call, { method: 'POST' });
  expect(all().match(later)).toBe(null);
  const fault = { provider: 'leeloo', fault: 'status', status: 503 };
  await fetch(`${server.listening.url}/_understudy/faults`, { method: 'POST', body: JSON.stringify(fault) });
  expect((await fetch(call, { method: 'POST' })).status).toBe(503);
  expect(all().match(later)).toEqual(['strike.ts']);
  await server.stop('SIGTERM');
});

test('the start that shows how to call each provider loads no mock, nor does printing rules', async () => {
  using folder = temporaryFolder();
  const { command, env, mocks } = telling(folder.path);
  await using server = await startCommand([...command, 'start', '--port', '0', '--quiet'], env);
  await server.banner();
  await server.stop('SIGTERM');
  const [node, ...args] = command;
  expect(await runProcess(node, [...args, 'rules', '--json'], env)).toMatchObject({ code: 0, stderr: '' });
  expect(mocks()).toEqual([]);
});
