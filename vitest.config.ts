import { availableParallelism } from 'node:os';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Several processes at once, a browser through everything, weeks of a campaign: they need the machine for themselves. */
const crowds = [
  'test/browser/{barriers,whole-tour}.test.ts',
  'test/journeys/campaign{,-messages,-replicas}.test.ts',
  'test/docs/{adding-a-command,backup}.test.ts',
  'test/cli/{audit,erase}.test.ts',
  'test/journeys/{clock-jumps,crash,database-away,managers,notices-burst,replicas,scan-cut-off,slack-edges,stand-ins,stop,upgrade,waiting-together}.test.ts',
];
/** So many at once that each file needs the whole machine to keep to Slack's three seconds. */
const storms = ['test/journeys/busy.test.ts', 'test/storms/*.test.ts'];

/** The files that take longest, in this order. They begin first, so that no worker is left with one at the end. */
const longest = [
  'journeys/waiting-list',
  'journeys/lossless',
  'journeys/authorize',
  'journeys/grants',
  'journeys/several-people',
  'journeys/zoom-errors/administration',
  'journeys/zoom-away',
  'journeys/licence-watch',
  'journeys/time',
  'journeys/home',
  'journeys/emergency',
  'journeys/secrets-and-token',
  'journeys/notices',
  'journeys/scan-cut-off',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const found = longest.findIndex((name) => moduleId.includes(`/test/${name}`));
      return found === -1 ? longest.length : found;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

function project(
  name: string,
  order: number,
  maxWorkers: number,
  testTimeout: number,
  files: { include: string[]; exclude?: string[] },
): TestProjectInlineConfiguration {
  return {
    test: {
      name,
      ...files,
      setupFiles: ['test/support/seed.ts'],
      testTimeout,
      hookTimeout: 60_000,
      expect: { poll: { timeout: 15_000 } },
      pool: 'forks',
      // Files share the modules of their worker: to load the bot takes longer than most files run.
      isolate: false,
      maxWorkers,
      maxConcurrency: 3,
      sequence: { groupOrder: order },
    },
  };
}

export default defineConfig({
  test: {
    globalSetup: ['test/support/global-setup.ts'],
    sequence: { sequencer: LongestFirst },
    projects: [
      // Tests wait two thirds of the time, mostly for messages that follow each other by a second: three times as many of
      // them as there are cores keep a small machine busy.
      project('main', 0, Math.max(6, availableParallelism()), 30_000, {
        include: ['test/**/*.test.ts'],
        exclude: [...crowds, ...storms],
      }),
      project('crowds', 1, 3, 120_000, { include: crowds }),
      project('storms', 2, 1, 600_000, { include: storms }),
    ],
  },
});
