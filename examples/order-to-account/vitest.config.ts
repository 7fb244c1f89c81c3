import { defineConfig } from 'vitest/config';

// Beside the results of the tests: which rules of the mocks they met, and which refusals none has provoked.
export default defineConfig({
  test: { reporters: ['default', ['api-understudy/vitest/reporter', { unmetRefusals: true }]] },
});
