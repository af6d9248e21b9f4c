import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Journeys through crashes, crowds and stops. They keep to real time limits, so they share the machine with little. */
const timed = [
  ...['busy', 'busy-slack', 'crash', 'database-away', 'notices-burst', 'replicas', 'stop'].map(
    (name) => `test/journeys/${name}.test.ts`,
  ),
  'test/zoom/limits/*.test.ts',
];
/** These keep a small machine busy by themselves. */
const storms = ['crash-storm', 'soak'].map((name) => `test/journeys/${name}.test.ts`);

export default defineConfig({
  test: {
    globalSetup: ['test/support/global-setup.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    pool: 'forks',
    projects: [
      {
        extends: true,
        test: {
          name: 'desk',
          include: ['test/**/*.test.ts'],
          exclude: [...timed, ...storms],
          // Most of them wait for something most of the time: more of them than there are cores keep a machine busy.
          maxWorkers: Math.max(4, availableParallelism()),
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: { name: 'timed', include: timed, maxWorkers: 3, sequence: { groupOrder: 1 } },
      },
      {
        extends: true,
        test: { name: 'storms', include: storms, maxWorkers: 1, sequence: { groupOrder: 2 } },
      },
    ],
  },
});
