import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { configFileNames } from '../../src/config-file/find-config-file.ts';
import { readConfigFile } from '../../src/config-file/read-config-file.ts';
import { plugInProject } from '../plug-ins/plug-in-project.ts';
import { runProcess, startCommand } from '../support/run-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

function start(cwd: string, ...flags: readonly string[]) {
  return startCommand([process.execPath, main, 'start', '--json', '--quiet', ...flags], {}, cwd);
}

const account = { email: 'robin@sherwood.example', name: 'Robin', connection_id: '5cfa283a2e9096000b440d51' };

test('every command takes what the file says, from a folder below it, too', async () => {
  using project = plugInProject();
  const config = `import { defineConfig } from 'api-understudy';
export default defineConfig({
  port: 0,
  providers: ['./bells'],
  mode: { leeloo: 'replay' },
  upstreams: { bells: 'http://127.0.0.1:9' },
  seeds: { sensorpro: { organizations: [], users: [] }, leeloo: { accounts: [${JSON.stringify(account)}] } },
  rateLimits: true,
});`;
  writeFileSync(join(project.path, 'understudy.config.ts'), config);
  mkdirSync(join(project.path, 'deep/down'), { recursive: true });
  await using started = await start(join(project.path, 'deep/down'));
  const { url, providers } = started.listening;
  const played = new Map(providers.map((each: { name: string; mode: string; upstream: string }) => [each.name, each]));
  expect(played.get('leeloo')).toMatchObject({ mode: 'replay' });
  expect(played.get('bells')).toMatchObject({ mode: 'mock', upstream: 'http://127.0.0.1:9' });
  expect(await (await fetch(`${url}/~any/_understudy/state/leeloo`)).json()).toMatchObject({ accounts: [account] });
  expect(await (await fetch(`${url}/_understudy/rate-limits`)).json()).toEqual({ enabled: true });
  const rules = await runProcess(process.execPath, [main, 'rules', 'bells'], {}, join(project.path, 'deep'));
  expect(rules.stdout).toContain('bells/rung');
});

test('flags count before the file, and modes of both count', async () => {
  using folder = temporaryFolder({
    'understudy.config.json': '{ "port": 1, /* a comment */ "seed": 5, "mode": "replay", "recordings": "elsewhere", }',
  });
  await using started = await start(folder.path, '--port', '0', '--mode', 'leeloo=mock');
  const modes = started.listening.providers.map(({ mode }: { mode: string }) => mode);
  expect(modes).toEqual(['mock', 'replay', 'replay', 'replay']);
  const listed = await runProcess(process.execPath, [main, 'recordings', 'list'], {}, folder.path);
  expect(listed.stderr + listed.stdout).toContain(join(folder.path, 'elsewhere'));
});

test.each([
  ['understudy.config.json', '{\n  "port": \n}', /understudy\.config\.json: line 3 is no JSON \(ValueExpected\)\.$/],
  ['understudy.config.json', '[]', /it is no object/],
  ['understudy.config.json', '{"prot": 5}', /it has no member "prot"\. Did you mean port\? There are \$schema, port,/],
  ['understudy.config.json', '{"port": "5"}', /`port` must be integer\.$/],
  ['understudy.config.json', '{"port": 70000}', /`port` must be <= 65535\.$/],
  ['understudy.config.json', '{"onMiss": "nothing"}', /`onMiss` must be one of error, mock, record\.$/],
  [
    'understudy.config.json',
    '{"mode": {"leeloo": "play"}}',
    /`mode(\.leeloo)?` must be one of mock, replay, record, proxy, compare\.$/,
  ],
  ['understudy.config.json', '{"mode": {"leelo": "mock"}}', /Cannot find the provider "leelo"\. Did you mean leeloo\?/],
  [
    'understudy.config.json',
    '{"seeds": {"leeloo": {"accounts": [{}]}}}',
    /Cannot store this state of leeloo: \/accounts\/0 must have required property 'email'/,
  ],
  ['understudy.config.json', '{"providers": ["./none"]}', /Cannot load the provider \.\/none: there is no such file\./],
  ['understudy.config.mjs', 'export const port = 5;', /it has no default export\. Write: export default/],
  [
    'understudy.config.mjs',
    'export default {;',
    /understudy\.config\.mjs: SyntaxError: .*understudy\.config\.mjs:1\)\.$/,
  ],
  [
    'understudy.config.mjs',
    '\n\nthrow new Error("no file today");',
    /understudy\.config\.mjs: Error: no file today \(.*understudy\.config\.mjs:3\)\.$/,
  ],
  [
    'understudy.config.mjs',
    'export default { providers: [5] };',
    /Cannot use providers\[0\] of .*understudy\.config\.mjs as a provider: it is no provider/,
  ],
])('a %s of %j is refused in one line', async (name, text, found) => {
  using folder = temporaryFolder({ [name]: text });
  const { code, stdout, stderr } = await runProcess(process.execPath, [main, 'start', '--port', '0'], {}, folder.path);
  expect(stderr.trimEnd().split('\n')).toEqual([expect.stringMatching(found)]);
  expect([code, stdout]).toEqual([2, '']);
});

test('a named file that is not there is told', async () => {
  using folder = temporaryFolder();
  const { code, stderr } = await runProcess(
    process.execPath,
    [main, 'rules', '--config', 'none.json'],
    {},
    folder.path,
  );
  expect([code, stderr]).toEqual([
    2,
    'Cannot read the configuration none.json: there is no such file. Write one by `understudy init`.\n',
  ]);
});

test.each([
  ['understudy.config.mjs', {}, []],
  ['understudy.config.ts', { 'tsconfig.json': '{}' }, []],
  ['understudy.config.json', {}, ['--json']],
])('init writes %s, which can be used as it is, and never over one', async (name, files, flags) => {
  using project = plugInProject();
  for (const [file, text] of Object.entries(files)) writeFileSync(join(project.path, file), text);
  const init = () => runProcess(process.execPath, [main, 'init', ...flags], {}, project.path);
  expect(await init()).toMatchObject({ code: 0, stdout: expect.stringContaining(`Wrote ${name}.`) });
  expect(Object.keys(await readConfigFile(join(project.path, name)))).toEqual(
    name.endsWith('.json') ? ['$schema'] : [],
  );
  expect(await init()).toMatchObject({ code: 2, stderr: expect.stringContaining('it is there already') });
});

test('the schema for editors is one, and names every flag of start', async () => {
  const schema = JSON.parse(readFileSync(new URL('../../src/config-file/config.schema.json', import.meta.url), 'utf8'));
  expect(new Ajv2020({ strict: true, allowUnionTypes: true }).validateSchema(schema)).toBe(true);
  const { stdout } = await runProcess(process.execPath, [main, 'start', '--help']);
  const flags = [...stdout.matchAll(/^ {2}--([a-z-]+)/gm)].map(([, flag = '']) =>
    flag.replaceAll(/-(.)/g, (_all, letter) => letter.toUpperCase()),
  );
  const others: Readonly<Record<string, string>> = {
    allowedHost: 'allowedHosts',
    provider: 'providers',
    upstream: 'upstreams',
  };
  const members = Object.keys(schema.properties);
  for (const flag of flags.filter((each) => each !== 'config')) expect(members).toContain(others[flag] ?? flag);
  expect(configFileNames).toContain('understudy.config.ts');
});

test('a configuration file and a file .env that begin with a byte-order mark are read as others are', async () => {
  using folder = temporaryFolder({
    'understudy.config.json': '\uFEFF{"port": 0, "mode": {"leeloo": "proxy"}}',
    '.env': '\uFEFFUNDERSTUDY_LEELOO_TOKEN=real-token-0123456789',
  });
  await using server = await startCommand([process.execPath, main, 'start'], {}, folder.path);
  const shown = await server.banner();
  expect(shown).toContain('with UNDERSTUDY_LEELOO_TOKEN.');
  await server.stop('SIGTERM');
});
