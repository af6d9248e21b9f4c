import { describe, expect, it, type TestContext } from 'vitest';
import { person } from '../../sandbox/people.ts';
import { type OwnProcess, openOwnProcess } from '../simulation/own-process.ts';
import { directMessage, reply } from '../support/workplace.ts';
import { until } from './support.ts';

const ada = person('ada').zoom?.id;
/** Two signals within 300 ms count as one. */
const NEXT_SIGNAL = 600;

const changes = (place: OwnProcess) => place.zoom.changes.map((one) => `${one.operation} ${one.userId}`);
const begun = (place: OwnProcess, operation: string) =>
  until(() => place.zoom.calls.some((one) => one.operation === operation && one.method !== 'GET'));

describe.concurrent.each(['sqlite', 'postgres'] as const)(
  'the bot is asked to stop, its store is %s',
  (store) => {
    const open = async (onTestFinished: TestContext['onTestFinished']) => {
      const place = await openOwnProcess(store);
      onTestFinished(() => place.close());
      await place.start();
      return { place, as: (handle: string) => place.slack.as(handle) };
    };

    it('while nothing happens: it ends at once, with code 0', async ({ onTestFinished }) => {
      const { place } = await open(onTestFinished);
      expect(await place.stop()).toMatchObject({ code: 0 });
    });

    it('while Zoom needs two seconds: the change is finished and told before it ends', async ({
      onTestFinished,
    }) => {
      const { place, as } = await open(onTestFinished);
      place.zoom.faults.add({ operation: 'addAssistants', times: 1, kind: 'late', delayMs: 2_000 });
      await as('ada').command('/zoom add-assistant @mia');
      await begun(place, 'addAssistants');
      expect(await place.stop()).toMatchObject({ code: 0 });
      const told = as('ada').ephemerals();
      expect(told.map((one) => one.text).join()).toMatch(/Mia Chen can now schedule/);
      expect(changes(place)).toEqual([`addAssistants ${ada}`]);
    });

    it.for([
      ['before', false],
      ['after', true],
    ] as const)(
      'while Zoom hangs %s it has made the change: it ends, and the next start ends it once',
      { timeout: 40_000 },
      async ([, afterApplying], { onTestFinished }) => {
        const { place, as } = await open(onTestFinished);
        place.zoom.faults.add({ operation: 'addAssistants', times: 9, kind: 'hang', afterApplying });
        await as('ada').command('/zoom add-assistant @mia');
        await begun(place, 'addAssistants');
        expect(await place.stop()).toMatchObject({ code: 0 });
        place.zoom.faults.clear();
        // The stop has freed the lease.
        await place.start();
        await directMessage(as('ada'), /Mia Chen can now schedule/, 15_000);
        expect(changes(place)).toEqual([`addAssistants ${ada}`]);
      },
    );

    it('while Slack hangs: it ends, and what it could not say comes after the next start', async ({
      onTestFinished,
    }) => {
      const { place, as } = await open(onTestFinished);
      place.slack.faults.add({ method: 'response_url', hang: true });
      place.slack.faults.add({ method: '*', hang: true });
      await as('ada').command('/zoom add-assistant @mia');
      await new Promise((done) => setTimeout(done, 500));
      expect(await place.stop()).toMatchObject({ code: 0 });
      place.slack.faults.clear();
      await place.start();
      await reply(as('ada'), /Mia Chen can now schedule/, 15_000);
      expect(changes(place)).toEqual([`addAssistants ${ada}`]);
    }, 40_000);

    it('while Zoom hangs over a question: it ends, and the person is told to ask again', async ({
      onTestFinished,
    }) => {
      const { place, as } = await open(onTestFinished);
      place.zoom.faults.add({ operation: 'getUser', times: 9, kind: 'hang' });
      await as('ada').command('/zoom status');
      await until(() => place.zoom.calls.some((one) => one.operation === 'getUser'));
      expect(await place.stop()).toMatchObject({ code: 0 });
      await reply(as('ada'), /I’m being restarted and couldn’t finish this/);
    });

    it('takes no more work once it stops, also over a connection that is open', async ({
      onTestFinished,
    }) => {
      const { place, as } = await open(onTestFinished);
      place.zoom.faults.add({ operation: 'addAssistants', times: 1, kind: 'late', delayMs: 3_000 });
      await as('ada').command('/zoom add-assistant @mia');
      await begun(place, 'addAssistants');
      let running = true;
      const ended = place.stop().finally(() => {
        running = false;
      });
      await until(async () => !(await as('ben').command('/zoom status')).ok);
      expect(running).toBe(true);
      expect(await ended).toMatchObject({ code: 0 });
    });

    it('a second time: it ends at once, and nothing is lost', async ({ onTestFinished }) => {
      const { place, as } = await open(onTestFinished);
      place.zoom.faults.add({ operation: 'addAssistants', times: 9, kind: 'hang' });
      await as('ada').command('/zoom add-assistant @mia');
      await begun(place, 'addAssistants');
      const ended = place.stop();
      await new Promise((done) => setTimeout(done, NEXT_SIGNAL));
      place.signal('SIGINT');
      // The first signal alone would have let it finish and end with code 0.
      expect(await ended).toMatchObject({ code: 1 });
      place.zoom.faults.clear();
      await place.start();
      await place.endLeases();
      await directMessage(as('ada'), /Mia Chen can now schedule/, 15_000);
      expect(changes(place)).toEqual([`addAssistants ${ada}`]);
    }, 40_000);
  },
);
