import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProcess } from '../../support/run-process.ts';
import type { Installation, Runner } from './matrix.ts';
import type { Tools } from './tools.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** What a project's tests are, by what runs them: files of the checkout, and the program with its arguments. */
const tests: Readonly<Record<Runner, { readonly files: Readonly<Record<string, string>>; readonly args: string[] }>> = {
  vitest: {
    files: { 'session.spec.ts': 'test/process/installed/session.spec.ts' },
    args: ['node_modules/vitest/vitest.mjs', 'run', 'session.spec.ts'],
  },
  jest: {
    files: {
      'jest.config.js': 'examples/jest/jest.config.js',
      'sign-up.js': 'examples/jest/sign-up.js',
      'sign-up.test.js': 'examples/jest/sign-up.test.js',
    },
    args: ['node_modules/jest/bin/jest.js', 'sign-up'],
  },
  'node:test': {
    files: { 'session.test.mjs': 'test/soak/installs/session.test.mjs' },
    args: ['--test', 'session.test.mjs'],
  },
};

/** Installs a packed package from the registry in an empty project, and runs each runner's tests there; a line for each failure. */
export async function tryOut(
  { node, manager, packages, runners }: Installation,
  tools: Tools,
  tarball: string,
  folder: string,
): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const dependencies = { 'api-understudy': `file:${tarball}`, ...packages };
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
  const program = await tools.node(node);
  const env = { PATH: [dirname(program), process.env.PATH].join(delimiter), PACT_DO_NOT_TRACK: 'true' };
  const [command, args] = await tools.install(manager);
  const installed = await runProcess(command, args, env, folder);
  if (installed.code !== 0) return [`${manager} install ended with ${installed.code}.\n${outputOf(installed)}`];
  const failures: string[] = [];
  for (const runner of runners) {
    for (const [name, file] of Object.entries(tests[runner].files))
      await copyFile(join(root, file), join(folder, name));
    const run = await runProcess(program, tests[runner].args, env, folder);
    if (run.code !== 0) failures.push(`${runner} ended with ${run.code}.\n${outputOf(run)}`);
  }
  const version = await runProcess(program, ['node_modules/api-understudy/src/main.js', '--version'], env, folder);
  if (version.code !== 0) failures.push(`The command ended with ${version.code}.\n${outputOf(version)}`);
  return failures;
}

function outputOf({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }): string {
  return `${stdout}\n${stderr}`.trim().split('\n').slice(-40).join('\n');
}
