import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { person } from '../../sandbox/people.ts';
import { type OwnProcess, openOwnProcess } from '../simulation/own-process.ts';
import { directMessage, reply } from '../support/workplace.ts';
import { until } from './support.ts';

const ada = person('ada').zoom?.id;
/** What an orchestrator waits before it kills. */
const TEN_SECONDS = 10_000;
const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));

describe.each(['sqlite', 'postgres'] as const)('the bot is asked to stop, its store is %s', (store) => {
  let place: OwnProcess;
  beforeEach(async () => {
    place = await openOwnProcess(store);
    await place.start();
  });
  afterEach(() => place.close());
  afterAll(() => void process.stdout.write(`Stopped on ${store}:\n${measured.join('\n')}\n`));

  const as = (handle: string) => place.slack.as(handle);
  const changes = () => place.zoom.changes.map((one) => `${one.operation} ${one.userId}`);
  const begun = (operation: string) =>
    until(() => place.zoom.calls.some((one) => one.operation === operation && one.method !== 'GET'));
  const measured: string[] = [];
  const told = (what: string, ms: number) => void measured.push(`  ${what}: ${ms} ms`);

  it('while nothing happens: it ends at once, with code 0', async () => {
    const { code, ms } = await place.stop();
    expect(code).toBe(0);
    told('idle', ms);
    expect(ms).toBeLessThan(3_000);
  });

  it('while Zoom needs two seconds: the change is finished and told before it ends', async () => {
    const slow = { operation: 'addAssistants', times: 1, kind: 'late', delayMs: 2_000 } as const;
    place.zoom.faults.add(slow);
    await as('ada').command('/zoom add-assistant @mia');
    await begun('addAssistants');
    const { code, ms } = await place.stop();
    expect(code).toBe(0);
    told('a change that takes two seconds', ms);
    expect(
      as('ada')
        .ephemerals()
        .map((one) => one.text)
        .join(),
    ).toMatch(/Mia Chen can now schedule/);
    expect(changes()).toEqual([`addAssistants ${ada}`]);
  });

  it.each([
    ['before', false],
    ['after', true],
  ])(
    'while Zoom hangs %s it has made the change: it ends in time, and the next start ends it once',
    async (_, afterApplying) => {
      place.zoom.faults.add({ operation: 'addAssistants', times: 9, kind: 'hang', afterApplying });
      await as('ada').command('/zoom add-assistant @mia');
      await begun('addAssistants');
      const { code, ms } = await place.stop();
      expect(code).toBe(0);
      told(`a change that hangs at Zoom ${afterApplying ? 'after' : 'before'} it was made`, ms);
      expect(ms).toBeLessThan(TEN_SECONDS);
      place.zoom.faults.clear();
      // Nobody frees the lease by hand: the stop has done that.
      await place.start();
      await directMessage(as('ada'), /Mia Chen can now schedule/, 15_000);
      expect(changes()).toEqual([`addAssistants ${ada}`]);
    },
    40_000,
  );

  it('while Slack hangs: it ends in time, and what it could not say comes after the next start', async () => {
    place.slack.faults.add({ method: 'response_url', hang: true });
    place.slack.faults.add({ method: '*', hang: true });
    await as('ada').command('/zoom add-assistant @mia');
    await wait(500);
    const { code, ms } = await place.stop();
    expect(code).toBe(0);
    told('Slack hangs', ms);
    expect(ms).toBeLessThan(TEN_SECONDS);
    place.slack.faults.clear();
    await place.start();
    await reply(as('ada'), /Mia Chen can now schedule/, 15_000);
    expect(changes()).toEqual([`addAssistants ${ada}`]);
  }, 40_000);

  it('takes no more work once it stops, also over a connection that is open', async () => {
    place.zoom.faults.add({ operation: 'addAssistants', times: 1, kind: 'late', delayMs: 2_000 });
    await as('ada').command('/zoom add-assistant @mia');
    await begun('addAssistants');
    const ended = place.stop();
    await wait(300);
    expect(await as('ben').command('/zoom status')).toMatchObject({ ok: false });
    expect(await ended).toMatchObject({ code: 0 });
  });

  it('a second time: it ends at once, and nothing is lost', async () => {
    place.zoom.faults.add({ operation: 'addAssistants', times: 9, kind: 'hang' });
    await as('ada').command('/zoom add-assistant @mia');
    await begun('addAssistants');
    const ended = place.stop();
    await wait(600);
    const second = performance.now();
    place.signal('SIGINT');
    expect(await ended).toMatchObject({ code: 1 });
    const ms = Math.round(performance.now() - second);
    told('a second signal', ms);
    expect(ms).toBeLessThan(3_000);
    place.zoom.faults.clear();
    await place.start();
    await place.endLeases();
    await directMessage(as('ada'), /Mia Chen can now schedule/, 15_000);
    expect(changes()).toEqual([`addAssistants ${ada}`]);
  }, 40_000);
});
