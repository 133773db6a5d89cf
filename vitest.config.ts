import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // a limit is for what hangs, not for a busy machine
    testTimeout: 180_000,
    hookTimeout: 180_000,
    pool: 'forks',
  },
});
