import { existsSync, globSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { send } from '../../src/provider-tests/send.ts';
import { runProcess, startCommand } from '../support/run-process.ts';
import { buildImage, type Image } from './dockerfile.ts';

// No container engine runs here: the steps of the Dockerfile and of the compose file do, one by one.
const root = fileURLToPath(new URL('../..', import.meta.url));
const secret = { UNDERSTUDY_ADMIN_TOKEN: 'curtain' };
const compose = parse(await readFile('examples/docker/compose.yaml', 'utf8'));
const { understudy: service, app } = compose.services;

let image: Image;
let server: Awaited<ReturnType<typeof startCommand>>;
let port = '';
beforeAll(async () => {
  image = await buildImage(root);
  const { entrypoint, cmd, folder } = image;
  server = await startCommand([...entrypoint, ...cmd, '--port', '0', '--json'], { ...image.env, ...secret }, folder);
  port = new URL(server.listening.url).port;
  return async () => {
    await server.stop('SIGKILL');
    await image[Symbol.asyncDispose]();
  };
}, 120_000);

/** Runs what stands in a file for port 4010 at the port of this server. */
function run([command = '', ...args]: readonly string[], env: Readonly<Record<string, string>>) {
  const words = args.map((word) => word.replace('127.0.0.1:4010', `127.0.0.1:${port}`));
  return runProcess(command, words, { ...image.env, ...env }, image.folder);
}

/** Sends a request as another container does, which knows the server by the name of its service. */
function sendAsContainer(method: string, path: string, headers: Readonly<Record<string, string>> = {}, body?: unknown) {
  const host = { Host: 'understudy:4010' };
  return send({ url: `http://127.0.0.1:${port}` }, method, path, { headers: { ...host, ...headers }, body });
}

test('the image runs as another user than root and answers beyond its loopback', () => {
  expect(image.user).toBe('node');
  expect(server.listening.url).toMatch(/^http:\/\/0\.0\.0\.0:/);
});

test('the image holds the built package with its dependencies, and nothing else', async () => {
  const { dependencies, devDependencies } = JSON.parse(await readFile('package.json', 'utf8'));
  const home = createRequire(`${image.folder}/src/main.js`);
  for (const name of Object.keys(dependencies)) expect(home.resolve(name)).toContain(image.folder);
  for (const name of Object.keys(devDependencies))
    expect(existsSync(`${image.folder}/node_modules/${name}`)).toBe(false);
  const files = await readdir(image.folder);
  const pages = [...globSync('{README,CHANGELOG,SECURITY}.md'), 'LICENSE', 'docs'];
  const ours = ['chunks', 'config.schema.json', 'licenses', 'mocks', 'package.json', 'proxy', 'src'];
  expect(files.sort()).toEqual([...pages, ...ours, 'node_modules'].sort());
});

test('the health check passes with the token of the environment, and fails without it and without a server', async () => {
  expect(await run(image.healthcheck, secret)).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(await run(image.healthcheck, { UNDERSTUDY_ADMIN_TOKEN: 'other' })).toMatchObject({ code: 1 });
  const closed = image.healthcheck.map((word) => word.replace(':4010', ':1'));
  expect(await runProcess(closed[0] ?? '', closed.slice(1), image.env)).toMatchObject({ code: 1 });
});

test('the image does not start without an admin token, and says which variable to set', async () => {
  const { code, stderr } = await run([...image.entrypoint, ...image.cmd], { UNDERSTUDY_ADMIN_TOKEN: '' });
  expect(code).toBe(2);
  expect(stderr).toMatch(/^Cannot listen on 0\.0\.0\.0: .*UNDERSTUDY_ADMIN_TOKEN.*\n$/);
});

test('the image runs every other command, too', async () => {
  expect(await run([...image.entrypoint, 'rules', 'leeloo'], {})).toMatchObject({ code: 0, stderr: '' });
});

test('the server ends with exit code 0 when its container is stopped', async () => {
  const { entrypoint, cmd, folder, env } = image;
  await using other = await startCommand(
    [...entrypoint, ...cmd, '--port', '0', '--json'],
    { ...env, ...secret },
    folder,
  );
  expect(await other.stop('SIGTERM')).toEqual({ code: 0, stderr: '' });
});

test('the compose example builds this image, publishes it on the loopback and demands a token', () => {
  expect(fileURLToPath(new URL(service.build, new URL('../../examples/docker/', import.meta.url)))).toBe(root);
  expect(service.ports).toEqual(['127.0.0.1:4010:4010']);
  expect(service.environment.UNDERSTUDY_ADMIN_TOKEN).toMatch(/^\$\{UNDERSTUDY_ADMIN_TOKEN:\?.+\}$/);
  expect(app.depends_on).toEqual({ understudy: { condition: 'service_healthy' } });
});

test("the compose example's program creates an account at the mock, with the settings that it is given", async () => {
  const [volume] = app.volumes;
  const [source, inside] = volume.split(':');
  const command = app.command.replace(inside, `${root}/examples/docker/${source}`).split(' ');
  const settings = {
    ...app.environment,
    LEELOO_URL: app.environment.LEELOO_URL.replace('understudy:4010', `127.0.0.1:${port}`),
  };
  const { code, stdout } = await run(command, settings);
  expect(JSON.parse(stdout)).toEqual({ data: { count_to_process: 1 }, status: 1 });
  expect(code).toBe(0);
  const authorization = { Authorization: `Bearer ${secret.UNDERSTUDY_ADMIN_TOKEN}` };
  const journal = await sendAsContainer('GET', '/_understudy/requests', authorization);
  const request = expect.objectContaining({ operation: 'create-email-account', source: 'mock' });
  expect(journal.json()).toEqual({ requests: [request] });
});

test('other containers reach the providers by the name of the service, and the admin API with the token only', async () => {
  const { LEELOO_TOKEN, LEELOO_CONNECTION } = app.environment;
  const body = { data: [{ email: 'marian@sherwood.example' }], connection_id: LEELOO_CONNECTION };
  const headers = { 'Content-Type': 'application/json', 'X-Leeloo-AuthToken': LEELOO_TOKEN };
  const created = await sendAsContainer('POST', '/~other/leeloo/api/v2/accounts/email', headers, body);
  expect(created.json()).toEqual({ data: { count_to_process: 1 }, status: 1 });
  const refused = await sendAsContainer('GET', '/_understudy/health');
  expect(refused.headers['x-understudy-error']).toBe('admin-token-missing');
});
