import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runCommand } from '../support/run-command.ts';
import { runProcess } from '../support/run-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { creation4, pact } from './pact-fixtures.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const secret = 'canary-0c1d2e3f4a5b6c7d';

/** A project whose pact-verifier is a program that tells what it was started with, and verifies nothing. */
function projectWithVerifier() {
  const folder = temporaryFolder({
    'pact.json': pact('4.0', [creation4]),
    '.env': `UNDERSTUDY_LEELOO_TOKEN=${secret}\n`,
  });
  const packages = join(folder.path, 'node_modules/@pact-foundation');
  const binary = `${packages}/pact-cli-${process.platform}-${process.arch}`;
  mkdirSync(join(packages, 'pact-cli'), { recursive: true });
  mkdirSync(join(binary, 'standalone'), { recursive: true });
  for (const place of [join(packages, 'pact-cli'), binary]) writeFileSync(join(place, 'package.json'), '{}');
  const program = join(binary, 'standalone/pact');
  const told = join(folder.path, 'told.txt');
  writeFileSync(program, `#!/bin/sh\n{ env; echo "arguments: $*"; ls -a; } > '${told}'\nexit 1\n`);
  chmodSync(program, 0o755);
  return Object.assign(folder, { told: () => readFileSync(told, 'utf8') });
}

test('the verifier gets no credential, under whatever name, and finds no file that has some', async ({ skip }) => {
  skip(process.platform === 'win32', 'The verifier of this test is a shell script.');
  using project = projectWithVerifier();
  const env = {
    UNDERSTUDY_LEELOO_TOKEN: secret,
    UNDERSTUDY_ADMIN_TOKEN: secret,
    LEELOO_TOKEN: secret,
    PACT_BROKER_TOKEN: secret,
    HTTPS_PROXY: `http://user:${secret}@127.0.0.1:1`,
  };
  const { code, stderr } = await runProcess(
    process.execPath,
    [join(root, 'src/main.ts'), 'verify', 'pact.json'],
    env,
    project.path,
  );
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('pact-verifier gave no full report') });
  const told = project.told();
  expect(told).toContain('PACT_DO_NOT_TRACK=true');
  expect(told).toMatch(/^PATH=/m);
  expect(told).not.toContain(secret);
  expect(told).not.toMatch(/^\.env$/m);
  // Named from another folder, the pact is still found.
  expect(told).toMatch(/--file \/\S+\/pact\.json /);
});

test('a pact that is named from the working folder is verified', async () => {
  using folder = temporaryFolder({ 'pact.json': pact('4.0', [creation4]) });
  const link = join(folder.path, 'link.json');
  symlinkSync('pact.json', link);
  const { code, stdout } = await runCommand(['verify', relative(root, link)]);
  expect(stdout).toContain('1 passed, 0 failed');
  expect(code).toBe(0);
});
