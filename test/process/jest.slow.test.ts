import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { runProcess } from '../support/run-process.ts';
import { type InstalledPackage, installPackage, node } from './installed-package.ts';

// A project as Jest has it without further ado: CommonJS, and nothing below node_modules is transformed.
let project: InstalledPackage;
beforeAll(async () => {
  project = await installPackage(['jest', 'typescript', '@types/node']);
  for (const name of ['package.json', 'jest.config.js', 'sign-up.js', 'sign-up.test.js'])
    await copyFile(`examples/jest/${name}`, join(project.folder, name));
  return () => project[Symbol.asyncDispose]();
}, 120_000);

function jest(...args: string[]) {
  return runProcess(node, ['node_modules/jest/bin/jest.js', ...args], project.env, project.folder);
}

/** The lines of a report without the colours and times of a run. */
function lines(report: string): string[] {
  return report.split('\n').map((line) => line.replace(/ \(\d+ ms\)$/, '').trim());
}

test.each([[[]], [['--runInBand']]])('the example passes with the flags %j, and leaves no server', async (flags) => {
  const { code, stderr } = await jest(...flags);
  expect(lines(stderr)).toContain('Tests:       3 passed, 3 total');
  expect(stderr).not.toMatch(/did not exit|open handle/);
  expect(code).toBe(0);
});

async function ends(name: string, code: string, ...flags: string[]): Promise<string> {
  await writeFile(join(project.folder, `${name}.test.js`), code);
  const run = await jest(...flags, `${name}.test.js`);
  expect(run.code).toBe(1);
  return run.stderr;
}

test('a matcher that fails shows what came', async () => {
  const report = await ends(
    'failing',
    `const { newSession } = require('api-understudy/jest');
    test('fails', async () => {
      const session = await newSession();
      await fetch(session.url('leeloo') + '/api/v2/accounts/email', { method: 'POST' });
      await expect(session).toHaveReceived('leeloo', { rule: 'leeloo/created' });
    });`,
  );
  expect(report).toContain('The session has received none that fit; asked was for a request to leeloo');
  expect(report).toMatch(/#1 leeloo\/create-email-account: \d+ leeloo\/token/);
});

test('without the setup a session says what to configure', async () => {
  await writeFile(join(project.folder, 'bare.config.js'), 'module.exports = {};');
  const report = await ends(
    'bare',
    `const { newSession } = require('api-understudy/jest'); test('fails', () => newSession());`,
    '--config=bare.config.js',
  );
  expect(report).toContain("globalSetup: 'api-understudy/jest/setup'");
});

test('an option that the library has not ends the run before the tests', async () => {
  const config = await readFile('examples/jest/jest.config.js', 'utf8');
  await writeFile(join(project.folder, 'wrong.config.js'), config.replace('seed: 7', 'sed: 7'));
  const { code, stderr } = await jest('--config=wrong.config.js', 'sign-up');
  expect({ code, said: /Did you mean seed\?/.test(stderr) }).toEqual({ code: 1, said: true });
});

test('its types are sound for a file of CommonJS, with the matcher of the global expect', async () => {
  await writeFile(
    join(project.folder, 'typed.cts'),
    `import jest = require('api-understudy/jest');
    import clients = require('api-understudy/clients');
    async function run(matchers: jest.Matchers<void, jest.RemoteSession>) {
      const session: jest.RemoteSession = await jest.newSession();
      const client: clients.LeelooClient = clients.createLeelooClient({ baseUrl: session.url('leeloo'), token: 'x' });
      await matchers.toHaveReceived('leeloo/create-email-account', { times: 1 });
      // @ts-expect-error there is no such operation
      await matchers.toHaveReceived('leeloo/create-account');
      return client;
    }
    export = run;`.replaceAll('jest.Matchers', 'globalThis.jest.Matchers'),
  );
  const flags = ['--noEmit', '--strict', '--target', 'es2023', '--module', 'nodenext', '--types', 'node'];
  const compiled = await runProcess(
    node,
    ['node_modules/typescript/bin/tsc', ...flags, 'typed.cts'],
    project.env,
    project.folder,
  );
  expect(compiled).toEqual({ code: 0, stdout: '', stderr: '' });
});
