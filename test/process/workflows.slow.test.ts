import { once } from 'node:events';
import { copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { type InstalledPackage, installPackage } from './installed-package.ts';
import { mistakesIn, type Step, Steps } from './workflow-steps.ts';
import '../../src/provider-tests/to-be-none.ts';

const example = 'examples/github-actions/contract-tests.yml';
const workflow = parse(await readFile(example, 'utf8'));

/** A project such as the example is for: its consumer test is the one that the documentation shows. */
let project: InstalledPackage;
beforeAll(async () => {
  project = await installPackage(['vitest', '@pact-foundation/pact', '@pact-foundation/pact-cli']);
  const scripts = { test: 'node node_modules/vitest/vitest.mjs run', 'test:integration': 'node create-account.ts' };
  await writeFile(join(project.folder, 'package.json'), JSON.stringify({ private: true, type: 'module', scripts }));
  const [, consumerTest = ''] = /```ts\n(.*?)```/s.exec(await readFile('docs/contracts.md', 'utf8')) ?? [];
  await writeFile(join(project.folder, 'leeloo.test.ts'), consumerTest);
  await copyFile('examples/docker/create-account.ts', join(project.folder, 'create-account.ts'));
  return () => project[Symbol.asyncDispose]();
}, 120_000);

/** What a job runs itself, once the project is there and installed. */
function stepsOf(job: string): Step[] {
  const steps: Step[] = workflow.jobs[job].steps;
  return steps.filter(({ run }) => run && run !== 'npm ci');
}

/** Ends a wait for what does not come; a busy machine takes its time. */
const waiting = { timeout: 60_000 };

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

test("the example is a workflow by GitHub's own parser", async () => {
  const content = await readFile(example, 'utf8');
  expect(mistakesIn(example, content)).toBeNone(`GitHub would refuse ${example}. Correct it.`);
  expect(mistakesIn(example, content.replace('timeout-minutes', 'timeout-minuts'))).toHaveLength(1);
});

test('every job of the example checks out, brings Node, installs, and keeps what it made even when it failed', () => {
  for (const { steps } of Object.values<{ steps: Step[] }>(workflow.jobs)) {
    const names = steps.map(({ uses, run }) => uses?.replace(/@[0-9a-f]{40}$/, '') ?? run);
    expect(names.slice(0, 3)).toEqual(['actions/checkout', 'actions/setup-node', 'npm ci']);
    expect(steps.at(-1)).toMatchObject({
      if: 'always()',
      uses: expect.stringMatching(/^actions\/upload-artifact@/),
    });
  }
});

test('the job of contracts writes pacts, verifies them, and fails when a contract does not hold', async () => {
  using steps = new Steps(project.folder, { ...project.env, ...workflow.env });
  const [consumerTests, verification] = stepsOf('contracts');
  await steps.run(consumerTests ?? {});
  const pact = join(project.folder, 'pacts/my-shop-leeloo.json');
  expect(JSON.parse(await readFile(pact, 'utf8')).interactions).toHaveLength(1);
  await steps.run(verification ?? {});
  expect(await readFile(join(project.folder, 'verification.txt'), 'utf8')).toMatch(/leeloo/i);
  await writeFile(pact, (await readFile(pact, 'utf8')).replace('"status": 200', '"status": 201'));
  await expect(steps.run(verification ?? {})).rejects.toThrow('The step ended with 1');
  await rm(pact);
});

test('the job of integration tests runs them against one server, which writes down what it was sent', async () => {
  using steps = new Steps(project.folder, project.env);
  const port = await freePort();
  const atPort = (text: string) => text.replaceAll('4010', String(port));
  for (const { run = '', env = {} } of stepsOf('integration')) {
    const { LEELOO_URL = '', ...others } = env;
    await steps.run({ run: atPort(run), env: { ...others, LEELOO_URL: atPort(LEELOO_URL) } });
  }
  // A request's line is printed once its reply is out, which may be after the program has ended.
  const [listening, request] = await vi.waitFor(async () => {
    const lines = (await readFile(join(project.folder, 'understudy.jsonl'), 'utf8')).split('\n').slice(0, -1);
    expect(lines).toHaveLength(2);
    return lines.map((line) => JSON.parse(line));
  }, waiting);
  expect(listening).toMatchObject({ event: 'listening', url: `http://127.0.0.1:${port}` });
  expect(request).toMatchObject({ operation: 'create-email-account', rule: 'leeloo/created' });
});
