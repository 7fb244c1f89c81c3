import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['{src,mocks,test}/**/*.test.ts'] },
});
