import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { SkippedReporter } from './test/support/skipped-reporter.ts';

/** Tests that put other modules in the place of Node's own, for which Vitest must load the files itself. */
const replacingModules = ['proxy/recording/new-files.test.ts', 'src/files/replace-file.test.ts'];
/** Tests that count what a process holds, or what loading a module does: each needs a process of its own. */
const alone = [
  'test/hostile/{journal-weight,memory,state-weight}.test.ts',
  'test/library/kept-exchange.test.ts',
  'proxy/redaction/issued-tokens.test.ts',
];
/** Tests that go through more cases when they run with those that take long: see test/support/thorough.ts. */
const thorough = [
  'test/{hostile/bodies,mocks/properties,process/package,proxy/fuzz,stores/examples}.test.ts',
  'test/suites/naughty-*.test.ts',
];
/** Tests of packages, which some folders below test/ have, too. */
const others = ['**/node_modules/**'];
const slow = ['{src,mocks,proxy,contracts,test}/**/*.slow.test.ts'];

// Neither the processes of Vitest nor those that tests start compile again what an earlier one has compiled.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('node_modules/.cache/understudy-tests', import.meta.url));

/** What is common to projects that run at the same time; contracts are written before a provider is held to them. */
function project(name: string, groupOrder: number) {
  return { name, sequence: { groupOrder } };
}

export default defineConfig({
  test: {
    // Node runs the files as it runs them otherwise, so that what is imported and what is required is the same module.
    experimental: { viteModuleRunner: false },
    // Vitest leaves one processor free; much of what tests wait for are processes and timeouts.
    maxWorkers: '100%',
    reporters: ['default', new SkippedReporter()],
    // No test is timed; this only ends one that hangs, also on a busy machine.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    // Pact counts its users otherwise.
    env: { PACT_DO_NOT_TRACK: 'true' },
    projects: [
      {
        extends: true,
        test: {
          ...project('toolkit', 0),
          include: ['{src,mocks,proxy,examples,test}/**/*.test.ts'],
          exclude: [...replacingModules, ...alone, ...slow, ...others],
          // Files share the modules that they load, which is half of what they would take; each leaves things as they were.
          isolate: false,
        },
      },
      { extends: true, test: { ...project('alone', 0), include: alone } },
      {
        extends: true,
        test: {
          ...project('replacing-modules', 0),
          include: replacingModules,
          experimental: { viteModuleRunner: true },
        },
      },
      {
        extends: true,
        test: { ...project('consumer-contracts', 1), include: ['contracts/**/*.consumer.test.ts'] },
      },
      {
        extends: true,
        test: {
          ...project('provider-contracts', 2),
          include: ['contracts/**/*.provider.test.ts'],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          ...project('slow', 3),
          include: [...slow, ...thorough],
          exclude: others,
          env: { PACT_DO_NOT_TRACK: 'true', UNDERSTUDY_THOROUGH: '1' },
          testTimeout: 300_000,
        },
      },
    ],
  },
});
