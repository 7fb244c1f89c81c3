import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { runProcess } from '../support/run-process.ts';
import { type Changes, copyBells, plugInProject } from './plug-in-project.ts';

const checkout = fileURLToPath(new URL('../../', import.meta.url));

/** Each mistake, what changes of the plug-in, and what must be said of it. */
const mistakes: readonly (readonly [what: string, changes: Changes, failure: RegExp])[] = [
  [
    'a rule without an example',
    { 'examples/name.json': [['bells/name', 'bells/key']] },
    /bells\/name has no example: add examples\/name\.json/,
  ],
  [
    'a rule that rests on nothing',
    { 'rules.json': [['"source": "bells, the only page"', '"source": ""']] },
    /bells\/unknown-route does not tell what "all" rests on/,
  ],
  [
    'an example that the mock does not follow',
    { 'examples/name.json': [['no name"\n', 'nameless"\n']] },
    /examples\/name\.json says what was expected; the mock did something else/,
  ],
  [
    'an example whose ids nobody has filled in',
    { 'examples/rung.json': [['2030-01-01T00:00:00.000Z', '<drawn>']] },
    /Write what the mock drew in its place: .*2030-01-01T00:00:00\.000Z/,
  ],
  [
    'a keyword that no rule stands behind',
    { 'schemas/bell.schema.json': [['"minLength": 1', '"minLength": 1, "maxLength": 9']] },
    /a violated "maxLength" has no x-rule/,
  ],
  [
    'a reply that nobody described',
    { 'provider.ts': [["{ status: 401, schema: 'refusal', description: 'The key is wrong' },", '']] },
    /Add what was answered with 401 to the replies of ring-bell/,
  ],
  [
    'a handler that throws',
    {
      'provider.ts': [
        [
          'const known = stores',
          'if (name.length > 3_000 || name === "__proto__") throw new Error("cracked");\n    const known = stores',
        ],
      ],
    },
    /The mock did not answer: a check or a handler threw/,
  ],
  [
    'times of its own',
    {
      'provider.ts': [
        [
          'new Date(clock.now()).toISOString()',
          'new Date(performance.timeOrigin + performance.now() * 1000).toISOString()',
        ],
      ],
    },
    /sessions at once see what each of them sees alone/,
  ],
  [
    'a check that stores something',
    {
      'provider.ts': [
        ["undefined : refuse('bells/key'", "undefined : keep() ?? refuse('bells/key'"],
        [
          'const ring = ',
          "const kept: Bell[] = [];\nfunction keep(): undefined {\n  kept.push({ name: 'bell ' + kept.length , rung_at: '2030-01-01T00:00:00.000Z' });\n}\nconst ring = ",
        ],
        ['bells: bells.values()', 'bells: [...bells.values(), ...kept]'],
      ],
    },
    /A refused request left something behind/,
  ],
  [
    'a secret that it repeats',
    { 'provider.ts': [["401, 'no key'", "401, 'no key ' + request.headers['x-key']"]] },
    /a secret in its own headers is shown nowhere: .*Say where it stands/,
  ],
  [
    'a sample that it refuses',
    { 'provider.ts': [['({ name: faker.word.noun() })', "({ name: '' })"]] },
    /the sample of ring-bell breaks bell/,
  ],
];

let failures: readonly string[];

// One run for all, since a start of Vitest takes a second: the plug-in without a mistake first, then each with one.
beforeAll(async () => {
  using project = plugInProject();
  symlinkSync(join(checkout, 'node_modules/vitest'), join(project.path, 'node_modules/vitest'), 'dir');
  for (const [index, changes] of [{}, ...mistakes.map(([, each]) => each)].entries()) {
    copyBells(join(project.path, `bells-${index}`), changes);
    writeFileSync(join(project.path, `${index}.test.ts`), testFile(index));
  }
  writeFileSync(join(project.path, 'vitest.config.js'), config);
  const { stderr } = await runProcess('node_modules/vitest/vitest.mjs', ['run'], {}, project.path);
  const { testResults } = JSON.parse(readFileSync(join(project.path, 'report.json'), 'utf8'));
  if (testResults.length !== mistakes.length + 1) throw new Error(`Cannot read what Vitest found: ${stderr}`);
  const byFile = new Map<number, string>(
    testResults.map((each: FileResult) => [Number.parseInt(basename(each.name), 10), failuresIn(each)]),
  );
  failures = [...byFile].sort(([one], [other]) => one - other).map(([, failure]) => failure);
});

function testFile(index: number): string {
  return [
    "import { testProvider } from 'api-understudy/provider-tests';",
    `import bells from './bells-${index}/provider.ts';`,
    'testProvider(bells);',
  ].join('\n');
}

const config = `export default {
  test: { experimental: { viteModuleRunner: false }, isolate: false, reporters: ['json'], outputFile: 'report.json' },
};`;

interface FileResult {
  readonly name: string;
  readonly message: string;
  readonly assertionResults: readonly {
    readonly status: string;
    readonly title: string;
    readonly failureMessages: string[];
  }[];
}

function failuresIn({ message, assertionResults }: FileResult): string {
  const failed = assertionResults.filter(({ status }) => status === 'failed');
  return [message, ...failed.map(({ title, failureMessages }) => `${title}: ${failureMessages.join()}`)]
    .join('\n')
    .trim();
}

test('a provider without mistakes has none', () => {
  expect(failures[0]).toBe('');
});

test.each(mistakes.map(([what, , failure], index) => [what, failure, index + 1] as const))(
  '%s is found, and what to do is said',
  (_what, failure, index) => {
    expect(failures[index]).toMatch(failure);
  },
);
