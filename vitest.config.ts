import { defineConfig } from 'vitest/config';

/** Tests that put other modules in the place of Node's own, for which Vitest must load the files itself. */
const replacingModules = ['proxy/recording/new-files.test.ts', 'src/files/replace-file.test.ts'];

// Contracts are written before a provider is held to them, and neither runs beside the other.
export default defineConfig({
  test: {
    // Node runs the files as it runs them otherwise, so that what is imported and what is required is the same module.
    experimental: { viteModuleRunner: false },
    // Vitest leaves one processor free; much of what tests wait for are processes and timeouts.
    maxWorkers: '100%',
    // No test is timed; this only ends one that hangs, also on a busy machine.
    testTimeout: 30_000,
    // Pact counts its users otherwise.
    env: { PACT_DO_NOT_TRACK: 'true' },
    projects: [
      {
        extends: true,
        test: {
          name: 'toolkit',
          include: ['{src,mocks,proxy,examples,test}/**/*.test.ts'],
          exclude: replacingModules,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'replacing-modules',
          include: replacingModules,
          experimental: { viteModuleRunner: true },
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'consumer-contracts',
          include: ['contracts/**/*.consumer.test.ts'],
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'provider-contracts',
          include: ['contracts/**/*.provider.test.ts'],
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
