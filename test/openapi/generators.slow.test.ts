import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Example, readExamples } from '../../src/kit/example.ts';
import type { Provider } from '../../src/kit/provider.ts';
import { describe } from '../../src/openapi/describe.ts';
import { validCalls } from '../../src/provider-tests/valid-calls.ts';
import { mocks } from '../support/providers.ts';
import { runProcess } from '../support/run-process.ts';
import { sampleAccount, sampleUser } from '../support/sample-bodies.ts';

const names = Object.keys(mocks) as (keyof typeof mocks)[];
const folder = fileURLToPath(new URL('generators/', import.meta.url));
const installed = join(folder, 'node_modules');

/** What is made of a schema takes a value, or says what is wrong with it. */
interface Validator {
  safeParse(value: unknown): { readonly success: boolean; readonly error?: unknown };
}

// Beside the packages that the made code imports.
let made: string | undefined;

beforeAll(async () => {
  if (!existsSync(installed)) return;
  made = mkdtempSync(join(installed, '.made-'));
  for (const name of names) {
    const file = join(made, `${name}.json`);
    writeFileSync(file, JSON.stringify(describe(mocks[name], 'http://127.0.0.1:4010')));
    await program(made, 'openapi-typescript/bin/cli.js', [file, '-o', join(made, `${name}.types.ts`)]);
  }
  const targets = names.map((name) => [
    name,
    { input: `./${name}.json`, output: { client: 'zod', target: `./${name}.ts` } },
  ]);
  writeFileSync(join(made, 'orval.config.mjs'), `export default ${JSON.stringify(Object.fromEntries(targets))};`);
  await program(made, 'orval/dist/bin/orval.mjs', ['--config', 'orval.config.mjs']);
  writeFileSync(join(made, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
  await program(made, 'typescript/bin/tsc', ['-p', made]);
});

afterAll(() => {
  if (made !== undefined) rmSync(made, { recursive: true, force: true });
});

async function program(cwd: string, path: string, args: readonly string[]): Promise<void> {
  const { code, stdout, stderr } = await runProcess(process.execPath, [join(installed, path), ...args], {}, cwd);
  expect({ path, said: code === 0 ? '' : `${code}: ${stdout}${stderr}` }).toEqual({ path, said: '' });
}

const seeds = Array.from({ length: 100 }, (_, seed) => seed);

/** What the documents show as a request. */
const shown: Readonly<Record<string, unknown>> = {
  'add-account': { jsonrpc: '2.0', id: 1, method: 'add_account', params: ['a key', sampleAccount] },
  'create-user': sampleUser,
};

test.for(names)('types and validators of %s compile, and take what the documents show', async (name, { skip }) => {
  skip(made === undefined, 'The generators are not installed: npm ci --prefix test/openapi/generators');
  const code: Record<string, Validator> = await import(pathToFileURL(join(made ?? '', `${name}.js`)).href);
  const provider: Provider = mocks[name];
  const replies = [...readExamples(provider)].filter(([, example]) => isSuccess(provider, example));
  expect(replies.length).toBeGreaterThan(5);
  const calls = validCalls(provider).filter(({ body }) => body(0) !== '');
  const wrong = [
    ...calls.flatMap(({ operation: { name: operation }, body }) => {
      const made = seeds.map((seed) => [seed, JSON.parse(body(seed))]);
      const others = operation in shown ? { shown: shown[operation] } : {};
      return refusals(code, 'Body', operation, { ...Object.fromEntries(made), ...others });
    }),
    ...replies.flatMap(([file, { operation, reply }]) => refusals(code, 'Response', operation, { [file]: reply.body })),
  ];
  expect(wrong).toEqual([]);
});

const compilerOptions = {
  strict: true,
  module: 'nodenext',
  target: 'es2022',
  skipLibCheck: true,
  types: [],
};

/** In some dialects a refusal has the status of a success. */
function isSuccess({ realFacts }: Provider, { request, reply, operation }: Example): boolean {
  const isRefused = reply.status >= 300 || realFacts?.refuses?.(reply.body) === true;
  return !isRefused && operation !== undefined && request.body !== undefined && reply.body !== undefined;
}

function refusals(code: Record<string, Validator>, what: string, operation = '', values: Record<string, unknown>) {
  const validators = Object.entries(code).filter(([name]) => isOf(name, what, operation));
  expect({ operation, what, found: validators.length > 0 }).toEqual({ operation, what, found: true });
  return Object.entries(values).flatMap(([file, value]) => {
    const results = validators.map(([, validator]) => validator.safeParse(value));
    return results.some(({ success }) => success) ? [] : [{ file, what, error: String(results[0]?.error) }];
  });
}

/** An operation that has several addresses has a number behind its name; all methods of JSON-RPC are one operation. */
function isOf(name: string, what: string, operation: string): boolean {
  const wanted = operation.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
  const base = name.replace(new RegExp(`\\d*${what}$`), '');
  return name.endsWith(what) && (base === wanted || base === 'Call');
}
