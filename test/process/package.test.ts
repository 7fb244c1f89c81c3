import { globSync } from 'node:fs';
import { copyFile, cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { publint } from 'publint';
import { beforeAll, expect, test } from 'vitest';
import { creation4, pact } from '../contracts/pact-fixtures.ts';
import { runCommand } from '../support/run-command.ts';
import { runProcess, startCommand } from '../support/run-process.ts';
import { share } from '../support/thorough.ts';
import { startStandIn } from '../support/upstream-stand-in.ts';
import { type InstalledPackage, installPackage, node } from './installed-package.ts';
import '../../src/provider-tests/to-be-none.ts';

let installed: InstalledPackage;
beforeAll(async () => {
  installed = await installPackage(['vitest', 'typescript', '@types/node', '@pact-foundation/pact-cli']);
  for (const name of ['program.ts', 'session.spec.ts']) {
    await copyFile(`test/process/installed/${name}`, join(installed.folder, name));
  }
  for (const name of ['bells', 'library']) {
    await cp(`test/plug-ins/${name}`, join(installed.folder, name), { recursive: true });
    await writeFile(
      join(installed.folder, `${name}.spec.ts`),
      `import { testProvider } from 'api-understudy/provider-tests';\nimport provider from './${name}/provider.ts';\ntestProvider(provider);\n`,
    );
  }
  return () => installed[Symbol.asyncDispose]();
}, 120_000);

/** Runs a command of the project that has the package, as a shell in its folder does. */
function run(command: string, ...args: string[]) {
  return runProcess(command, args, installed.env, installed.folder);
}

const pages = ['{README,CHANGELOG,SECURITY}.md', 'LICENSE', 'docs/*.md', 'mocks/*/README.md', 'contracts/STATES.md'];
const data = ['mocks/*/rules.json', 'mocks/*/schemas/*.json', 'mocks/*/examples/*.json'];
const templates = 'src/scaffold/{small,described}/**/*.{ts,json,md}';

test('holds JavaScript, types, what is read at run time and pages, and nothing else', () => {
  const programs = ['src/main', 'src/index', 'src/clients/index', 'src/provider', 'src/provider-tests/index'];
  programs.push('src/vitest/index', 'src/vitest/reporter', 'src/jest/index', 'src/jest/setup', 'src/jest/teardown');
  programs.push('proxy/recording/write-thread', 'src/reach/preload');
  programs.push(...globSync('mocks/*/provider.ts').map((file) => file.replace(/\.ts$/, '')));
  const others = [
    'package.json',
    'config.schema.json',
    'src/config-file/config.schema.json',
    'proxy/recording-format/recording.schema.json',
    ...programs.map((name) => `${name}.js`),
  ];
  others.push(...globSync([...pages, ...data, templates]));
  others.push(...globSync('mocks/*/*.cjs'));
  others.push(...['clients', 'jest'].flatMap((room) => [`src/${room}/index.cjs`, `src/${room}/index.d.cts`]));
  const made = /^(licenses\/.*|chunks\/.*\.js|(src|mocks|proxy)\/.*(?<!\.(test|test-d|spec))\.d\.ts)$/;
  expect(installed.files.filter((file) => !made.test(file)).sort()).toEqual(others.sort());
});

test('has the licences of the packages that go along, of which users install none', async () => {
  const licences = installed.files.filter((file) => file.startsWith('licenses/'));
  for (const name of [
    'http-proxy-middleware',
    'httpxy',
    'libphonenumber-js',
    'micromatch',
    'validator',
    'i18n-iso-countries',
  ])
    expect(licences.filter((file) => file.startsWith(`licenses/${name}.`))).not.toEqual([]);
  const { dependencies } = JSON.parse(await read('package.json'));
  expect(
    Object.keys(dependencies).filter((name) =>
      /^(http-proxy-middleware|libphonenumber-js|validator|i18n-iso-countries|country-list)$/.test(name),
    ),
  ).toEqual([]);
});

test('a start loads few files of code, since each takes its time to be found and read', async () => {
  const count = join(process.cwd(), 'test/process/count-loaded.mjs');
  const main = 'node_modules/api-understudy/src/main.js';
  const args = ['--import', count, main, 'start', '--port', '0', '--json'];
  const { code, stderr } = await runProcess(node, args, installed.env, installed.folder);
  const files: string[] = JSON.parse(stderr);
  expect([code, files.includes('src/main.js')]).toEqual([0, true]);
  expect(files.length).toBeLessThan(50);
});

test('has no types that no import reaches, and none that name a TypeScript file', async () => {
  const types = installed.files.filter((file) => file.endsWith('.d.ts'));
  expect(types).toEqual(expect.arrayContaining(['src/index.d.ts', 'src/clients/index.d.ts', 'src/vitest/index.d.ts']));
  expect(types).not.toContain('src/cli/run.d.ts');
  for (const file of types) expect(await read(file)).not.toMatch(/['"]\.[^'"]*\.ts['"]/);
});

test('publint finds nothing to say', async () => {
  const { messages } = await publint({ pkgDir: join(installed.folder, 'node_modules/api-understudy'), pack: false });
  expect(messages).toBeNone('publint says how to mend the package.json that scripts/build/manifest.ts makes.');
});

test('every link of its pages leads to one of its files', async () => {
  for (const page of installed.files.filter((file) => file.endsWith('.md'))) {
    const links = [...(await read(page)).matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, link = '']) => link);
    const inside = links.filter((link) => !URL.canParse(link)).map((link) => join(page, '..', link).replace(/\/$/, ''));
    const dead = inside.filter((path) => !installed.files.some((file) => `${file}/`.startsWith(`${path}/`)));
    expect(dead).toBeNone(`${page} links to files that are not published: see scripts/build/pages.ts.`);
  }
});

test('the command starts the server, which creates an account and ends with exit code 0 at SIGTERM', async () => {
  await using server = await startCommand(
    ['understudy', 'start', '--port', '0', '--json'],
    installed.env,
    installed.folder,
  );
  const { url, version } = server.listening;
  expect(version).toBe(JSON.parse(await readFile('package.json', 'utf8')).version);
  const { leeloo } = Object(await (await fetch(`${url}/_understudy/credentials`)).json());
  const reply = await fetch(`${url}/leeloo/api/v2/accounts/email`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Leeloo-AuthToken': leeloo.token },
    body: JSON.stringify({
      data: [
        { email: 'a@b.example', phone: '+380963333333' },
        { email: 'c@d.example', phone: '+38' },
      ],
      connection_id: leeloo.connection_id,
    }),
  });
  expect(await reply.json()).toEqual({ data: { count_to_process: 2 }, status: 1 });
  // By the numbering plans, which go along as a file of their own.
  const state = await (await fetch(`${url}/_understudy/state/leeloo`)).text();
  expect([...state.matchAll(/"phone":"([^"]*)"/g)].map(([, phone]) => phone)).toEqual(['+380963333333']);
  expect(await server.stop('SIGTERM')).toEqual({ code: 0, stderr: '' });
});

test.each([
  ['rules', '--json'],
  ['openapi', 'getresponse'],
  ['sample', 'sensorpro/add-update-user', '--invalid'],
  ['verify', '--help'],
])('understudy %s %s prints what the checkout prints', async (...args) => {
  const [packaged, checkout] = [await run('understudy', ...args), await runCommand(args)];
  expect(packaged).toEqual({ ...checkout, code: 0, stderr: '' });
  expect(packaged.stdout).not.toBe('');
});

test('the command plays a provider of the project', async () => {
  const args = ['start', '--port', '0', '--json', '--provider', './bells'];
  await using server = await startCommand(['understudy', ...args], installed.env, installed.folder);
  const reply = await fetch(`${server.listening.url}/bells/bells`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Key': 'made-up-bell-key' },
    body: '{"name":"Great Tom"}',
  });
  expect([reply.status, reply.headers.get('x-understudy-rule')]).toEqual([201, 'bells/rung']);
});

test('the command records what an upstream answers', async () => {
  await using upstream = await startStandIn((response) => response.end('{"status":1}'));
  const flags = ['--mode', 'leeloo=record', '--upstream', `leeloo=${upstream.url}`];
  const command = ['understudy', 'start', '--port', '0', '--json', '--quiet', ...flags];
  await using server = await startCommand(command, installed.env, installed.folder);
  await fetch(`${server.listening.url}/leeloo/api/v2/accounts/email`, { method: 'POST' });
  expect(await server.stop('SIGTERM')).toEqual({ code: 0, stderr: '' });
  expect((await run('understudy', 'recordings', 'check')).code).toBe(0);
  expect((await run('understudy', 'recordings', 'list', '--json')).stdout).toContain('create-email-account');
});

test("the command verifies pacts with the project's own verifier", async () => {
  await writeFile(join(installed.folder, 'leeloo.json'), JSON.stringify(pact('4.0', [creation4])));
  const { code, stdout } = await run('understudy', 'verify', 'leeloo.json', '--json');
  expect(stdout).toContain('"event"');
  expect(code).toBe(0);
});

test('the library, the clients and their types work by every documented name', async () => {
  expect(await run(node, 'program.ts')).toEqual({ code: 0, stdout: 'installed\n', stderr: '' });
});

test.each(['index', 'provider', 'clients/index', 'jest/index'])(
  'the entry %s exports what its source does',
  async (entry) => {
    const built = await import(join(installed.folder, `node_modules/api-understudy/src/${entry}.js`));
    const source = await import(join(process.cwd(), `src/${entry}.ts`));
    expect(Object.keys(built)).toEqual(Object.keys(source));
  },
);

test('providers of the project pass the suite', async () => {
  const [vitest, specs] = ['node_modules/vitest/vitest.mjs', ['bells.spec.ts', 'library.spec.ts']];
  const { code, stdout } = await run(node, vitest, 'run', ...specs, '--reporter=tap-flat');
  expect(stdout.split('\n').filter((line) => line.startsWith('not ok'))).toBeNone('Look at what failed.');
  expect(stdout.match(/^ok .*sessions at once/gm)).toHaveLength(2);
  expect(code).toBe(0);
});

test.each<[name: string, flags: readonly string[]]>([
  ['lamp-shop', []],
  ['petshop', ['--openapi', 'test/scaffold/descriptions/petshop.yaml']],
])('the command writes the provider %s into the project, where it passes the suite', async (name, [flag, file]) => {
  const flags = flag === undefined ? [] : [flag, join(process.cwd(), String(file))];
  const { code, stderr } = await run('understudy', 'new-provider', name, ...flags);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const vitest = 'node_modules/vitest/vitest.mjs';
  const tested = await run(node, vitest, 'run', name, '--reporter=tap-flat');
  expect(tested.stdout.split('\n').filter((line) => line.startsWith('not ok'))).toBeNone('Look at what failed.');
  expect(tested.code).toBe(0);
  await using server = await startCommand(
    ['understudy', 'start', '--port', '0', '--json', '--provider', `./${name}`],
    installed.env,
    installed.folder,
  );
  expect(server.listening.providers.at(-1).name).toBe(name);
});

test('the vitest entry gives each test a session', async () => {
  const vitest = 'node_modules/vitest/vitest.mjs';
  const { code, stdout } = await run(node, vitest, 'run', 'session.spec.ts', '--reporter=tap-flat');
  expect(stdout.match(/^ok /gm)).toHaveLength(2);
  expect(code).toBe(0);
});

test.each(share([{ module: 'nodenext' }, { module: 'esnext', moduleResolution: 'bundler' }]))(
  'all types are sound by themselves with %j',
  async (resolution) => {
    const compilerOptions = {
      target: 'es2023',
      types: ['node'],
      strict: true,
      noEmit: true,
      // The project's own provider is imported by the name of its file, as Node runs it.
      allowImportingTsExtensions: true,
      ...resolution,
    };
    const config = { compilerOptions: { ...compilerOptions, skipLibCheck: false }, include: ['*.ts'] };
    await writeFile(join(installed.folder, 'tsconfig.json'), JSON.stringify(config));
    expect(await run(node, 'node_modules/typescript/bin/tsc')).toEqual({ code: 0, stdout: '', stderr: '' });
  },
);

test('the checkout itself is not packed, and says what is', async () => {
  const { code, stderr } = await runProcess('npm', ['pack', '--dry-run']);
  expect(code).toBe(1);
  expect(stderr).toContain('Cannot pack the checkout');
});

function read(file: string): Promise<string> {
  return readFile(join(installed.folder, 'node_modules/api-understudy', file), 'utf8');
}
