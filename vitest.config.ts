import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    pool: 'forks',
    // Most journeys wait for something most of the time: more of them than there are cores keep a machine busy.
    maxWorkers: Math.max(4, availableParallelism()),
  },
});
