import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startUnderstudy } from '../../src/index.ts';
import { runCommand } from '../support/run-command.ts';
import bells from './bells/provider.ts';
import { type Changes, plugInProject } from './plug-in-project.ts';

/** What a start with a plug-in says. */
async function start(module: string) {
  const { code, stdout, stderr } = await runCommand(['start', '--port', '0', '--provider', module]);
  expect(stdout).toBe('');
  return { code, lines: stderr.trimEnd().split('\n') };
}

const cases: readonly (readonly [what: string, changes: Changes, found: RegExp])[] = [
  [
    'that throws',
    { 'provider.ts': 'const a = 1;\nthrow new Error(`no bell`);' },
    /^Cannot load the provider .*provider\.ts: Error: no bell \(.*provider\.ts:2\)\.$/,
  ],
  [
    'that does not parse',
    { 'provider.ts': 'export default {' },
    /^Cannot load the provider .*provider\.ts: SyntaxError: .*\(.*provider\.ts:1\)\.$/,
  ],
  [
    'that imports what is not there',
    { 'provider.ts': "import './none.ts';" },
    /^Cannot load the provider .*Cannot find module .*none\.ts/,
  ],
  [
    'without a default export',
    { 'provider.ts': [['export default', 'export const bells =']] },
    /^Cannot use .*provider\.ts as a provider: it has no default export\. Write: export default defineProvider/,
  ],
  [
    'whose default export is no provider',
    { 'provider.ts': 'export default 5;' },
    /it is no provider\. Make one with defineProvider\(\)/,
  ],
  [
    'without errors',
    {
      'provider.ts':
        'import { defineProvider } from "api-understudy/provider";\n// @ts-ignore\nexport default defineProvider({ name: "bells" });',
    },
    /TypeError: Cannot define the provider bells: it has no member `title`\. It needs name, title,/,
  ],
  [
    'whose hosts are a text',
    { 'provider.ts': [["['api.bells.example']", "'api.bells.example'"]] },
    /its member `hosts` is not a list\.$/,
  ],
  [
    'whose name is taken',
    { 'provider.ts': [["name: 'bells'", "name: 'leeloo'"]] },
    /^Cannot use the provider leeloo: its name is taken by the one of api\.leeloo\.ai\. Give it another `name`\.$/,
  ],
  [
    'whose name cannot stand in a path',
    { 'provider.ts': [["name: 'bells'", "name: '../bells'"]] },
    /its `name` "\.\.\/bells" cannot stand in a path\. Use at most 40 lower-case letters/,
  ],
  [
    'with the host of another',
    { 'provider.ts': [["['api.bells.example']", "['api.leeloo.ai']"]] },
    /^Cannot use the provider bells: its `hosts` has api\.leeloo\.ai, a host of leeloo\./,
  ],
  [
    'with an address as its host',
    { 'provider.ts': [["['api.bells.example']", "['127.0.0.1']"]] },
    /its `hosts` has "127\.0\.0\.1", which is no host name/,
  ],
  [
    'with an upstream that is no URL',
    { 'provider.ts': [["'https://api.bells.example'", "'bells'"]] },
    /its `upstream` is no URL\./,
  ],
  [
    'with a schema that does not compile',
    { 'schemas/bell.schema.json': [['"object"', '"objekt"']] },
    /bell\.schema\.json does not compile: .*type/,
  ],
  [
    'with a schema of unknown words',
    { 'schemas/bell.schema.json': [['"x-rule"', '"x-rul"']] },
    /bell\.schema\.json does not compile: strict mode: unknown keyword: "x-rul"/,
  ],
  [
    'with a schema that is no JSON',
    { 'schemas/bell.schema.json': '{\n"secret": }' },
    /^Cannot use the provider bells: .*bell\.schema\.json is no JSON \(line 2: ValueExpected\)\.$/,
  ],
  [
    'without a schema that is needed',
    { 'provider.ts': [["schema: 'rung', description", "schema: 'rang', description"]] },
    /schemas\/ has no rang\.schema\.json, which its operation ring-bell needs\. Did you mean rung\?/,
  ],
  [
    'with an example without a rule',
    { 'examples/rung.json': [['"rule": "bells/rung"', '"rule": "bells/ring"']] },
    /rung\.json names the rule "bells\/ring", which is not in rules\.json\. Did you mean bells\/rung\?/,
  ],
  [
    'with an example without a request',
    { 'examples/rung.json': [['"request"', '"requests"']] },
    /rung\.json has no `request`\.$/,
  ],
  ['with rules that are no JSON', { 'rules.json': '{' }, /rules\.json is no JSON \(line 1: /],
  [
    'with a rule of another',
    { 'rules.json': [['"id": "bells/name"', '"id": "bell/name"']] },
    /rules\.json has a rule \(\/rules\/3\) whose `id` does not begin with bells\/\.$/,
  ],
  [
    'without what is said first',
    { 'rules.json': [['"try": "rung"', '"try": "rang"']] },
    /rules\.json names "rang" as the example to `try` first, which is not in examples\/\. Did you mean rung\?/,
  ],
];

describe('a start says in one line what is wrong with a plug-in, and starts nothing', () => {
  test.each(cases)('%s', async (_what, changes, found) => {
    using project = plugInProject(changes);
    const { code, lines } = await start(project.module);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(found);
    expect(code).toBe(2);
  });

  test('that is not there', async () => {
    expect(await start('./no-such/provider.ts')).toEqual({
      code: 2,
      lines: [
        'Cannot load the provider ./no-such/provider.ts: there is no such file. Give a path such as ./my-api/provider.ts.',
      ],
    });
    expect((await start('no-such-package')).lines).toEqual([
      'Cannot load the provider no-such-package: there is no such file or package. Give a path such as ./my-api/provider.ts.',
    ]);
  });

  test('that stands in an empty folder', async () => {
    using project = plugInProject();
    mkdirSync(join(project.path, 'empty'));
    expect((await start(join(project.path, 'empty'))).lines[0]).toMatch(/there is no such file/);
  });
});

test('the library rejects with the same line', async () => {
  const taken = { ...bells, name: 'leeloo' };
  await expect(startUnderstudy({ providers: [taken] })).rejects.toThrow(
    /its name is taken by the one of api\.leeloo\.ai/,
  );
  await expect(startUnderstudy({ providers: [bells, { ...bells }] })).rejects.toThrow(/its name is taken/);
  // @ts-expect-error for callers without types
  await expect(startUnderstudy({ providers: ['./bells/provider.ts'] })).rejects.toThrow(
    /^Cannot use providers\[0\] as a provider: it is no provider/,
  );
});

test('modes and upstreams name plug-ins, too', async () => {
  await expect(startUnderstudy({ providers: [bells], modes: { bell: 'mock' } as object })).rejects.toThrow(
    /Did you mean bells\?/,
  );
});
