import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startUnderstudy } from '../../src/index.ts';
import { startCommand } from '../support/run-process.ts';
import bells from './bells/provider.ts';
import { mockStandIn } from './mock-stand-in.ts';
import { plugInProject } from './plug-in-project.ts';

/** Starts a server in a project with a plug-in that it watches. */
async function startWatching(project: { readonly path: string }, ...flags: readonly string[]) {
  const main = 'node_modules/api-understudy/src/main.ts';
  const args = ['start', '--port', '0', '--json', '--quiet', '--watch', '--provider', './bells', ...flags];
  const started = await startCommand([process.execPath, main, ...args], {}, project.path);
  const { url } = started.listening;
  const ask = async (method: string, path: string, body?: object) => {
    const reply = await fetch(url + path, {
      method,
      headers: { 'Content-Type': 'application/json', 'X-Key': bells.credentials.api_key },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: reply.status, body: Object(await reply.json()) };
  };
  return Object.assign(started, { ask });
}

function edit(project: { readonly path: string }, file: string, old: string, now: string): void {
  const path = join(project.path, 'bells', file);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(old);
  writeFileSync(path, text.replaceAll(old, now));
}

test('a plug-in that changes is loaded anew, and sessions stay', async () => {
  using project = plugInProject({
    'provider.ts': [
      ['import {\n', "import { noKey } from './words.ts';\nimport {\n"],
      ["401, 'no key'", '401, noKey'],
    ],
    'words.ts': "export const noKey = 'no key';\n",
  });
  await using started = await startWatching(project);
  expect((await started.ask('POST', '/bells/bells', { name: 'Tom' })).status).toBe(201);
  const before = await started.ask('GET', '/_understudy/state/bells');
  // A module that the plug-in imports, and a schema.
  edit(project, 'words.ts', 'no key', 'a key is needed');
  edit(project, 'schemas/bell.schema.json', '"minLength": 1', '"minLength": 2');
  expect(JSON.parse(await started.nextLine())).toEqual({ event: 'provider reloaded', provider: 'bells' });
  expect((await started.ask('POST', '/bells/bells', { name: 'A' })).status).toBe(400);
  const refused = await fetch(`${started.listening.url}/bells/bells`, { method: 'POST' });
  expect(await refused.json()).toEqual({ error: 'a key is needed' });
  expect(await started.ask('GET', '/_understudy/state/bells')).toEqual(before);
  expect((await started.ask('GET', '/_understudy/requests')).body.requests).toHaveLength(3);
});

test('a change that cannot be played is told, and what is played goes on', async () => {
  using project = plugInProject();
  await using started = await startWatching(project);
  edit(project, 'rules.json', '"id": "bells/name"', '"id": "bell/name"');
  expect(JSON.parse(await started.nextLine())).toMatchObject({
    level: 'warn',
    event: expect.stringContaining('/rules/3'),
  });
  expect((await started.ask('POST', '/bells/bells', { name: 'Tom' })).status).toBe(201);
  edit(project, 'rules.json', '"id": "bell/name"', '"id": "bells/name"');
  expect(JSON.parse(await started.nextLine())).toMatchObject({ event: 'provider reloaded' });
  edit(project, 'provider.ts', "name: 'bells'", "name: 'chimes'");
  expect(JSON.parse(await started.nextLine())).toMatchObject({
    event: 'Cannot go on with the changed provider bells: its `name` is another. Start the server again.',
  });
  expect((await started.ask('GET', '/_understudy/state/bells')).body.bells).toHaveLength(1);
});

test('records that a changed provider cannot store are dropped, and it says so', async () => {
  using project = plugInProject();
  await using started = await startWatching(project);
  await started.ask('POST', '/~tower/bells/bells', { name: 'Tom' });
  await started.ask('POST', '/~spire/bells/bells', { name: 'Big Ben' });
  edit(project, 'schemas/rung.schema.json', '"minLength": 1', '"minLength": 5');
  const lines = [JSON.parse(await started.nextLine()), JSON.parse(await started.nextLine())];
  expect(lines).toMatchObject([
    { event: 'provider reloaded' },
    { event: expect.stringContaining('Cannot keep what bells had stored in the session tower'), level: 'warn' },
  ]);
  expect((await started.ask('GET', '/~tower/_understudy/state/bells')).body.bells).toEqual([]);
  expect((await started.ask('GET', '/~spire/_understudy/state/bells')).body.bells).toHaveLength(1);
  expect((await started.ask('POST', '/~tower/bells/bells', { name: 'Great Tom' })).status).toBe(201);
});

test('recordings that come are played', async () => {
  using project = plugInProject();
  await using real = await mockStandIn(bells);
  {
    const recordings = join(project.path, 'elsewhere');
    const options = {
      providers: [bells],
      recordings,
      upstreams: { bells: real.url },
      modes: { bells: 'record' },
    } as const;
    await using recording = await startUnderstudy(options);
    await fetch(`${recording.url}/bells/bells`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Key': bells.credentials.api_key },
      body: '{"name":"Tom"}',
    });
  }
  await using started = await startWatching(project, '--mode', 'bells=replay');
  const before = await started.ask('POST', '/bells/bells', { name: 'Tom' });
  expect([before.status, before.body.error.code]).toEqual([501, 'no-recording']);
  cpSync(join(project.path, 'elsewhere'), join(project.path, 'recordings'), { recursive: true });
  await expect.poll(async () => (await started.ask('POST', '/bells/bells', { name: 'Tom' })).status).toBe(201);
});
