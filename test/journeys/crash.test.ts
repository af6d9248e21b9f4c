import { describe, expect, it, type TestContext } from 'vitest';
import { person } from '../../sandbox/people.ts';
import { openOwnProcess } from '../simulation/own-process.ts';
import { directMessage, posted, reply, textOf } from '../support/workplace.ts';
import { until } from './support.ts';

const ada = person('ada').zoom?.id;

describe.concurrent.each(['sqlite', 'postgres'] as const)('the bot is killed, its store is %s', (store) => {
  const open = async (onTestFinished: TestContext['onTestFinished']) => {
    const place = await openOwnProcess(store);
    onTestFinished(() => place.close());
    await place.start();
    return {
      place,
      as: (handle: string) => place.slack.as(handle),
      changes: () => place.zoom.changes.map((one) => `${one.operation} ${one.userId}`),
      async comeBack() {
        place.zoom.faults.clear();
        await place.start();
        await place.endLeases();
      },
    };
  };

  it('right after it acknowledged a command: the change is made after the restart, once', async ({
    onTestFinished,
  }) => {
    const { place, as, changes, comeBack } = await open(onTestFinished);
    place.zoom.faults.add({ times: 99, kind: 'hang' });
    expect(await as('ada').command('/zoom add-assistant @mia')).toMatchObject({ ok: true });
    await place.kill();
    expect(changes()).toEqual([]);
    await comeBack();
    await reply(as('ada'), /Mia Chen can now schedule/, 20_000);
    expect(changes()).toEqual([`addAssistants ${ada}`]);
  });

  it('right after it acknowledged an approval: the approval counts, nobody has to click again', async ({
    onTestFinished,
  }) => {
    const { place, as, changes, comeBack } = await open(onTestFinished);
    await as('ada').command('/zoom change-email ada.king@example.com');
    await as('ada').click(await reply(as('ada'), /Send request/), 'confirm:run');
    const card = await posted(as('grace'), 'zoom-approvals', /wants to|would like/);
    await reply(as('ada'), /Sent to /);
    place.zoom.faults.add({ times: 99, kind: 'hang' });
    expect(await as('grace').click(card, 'request:approve')).toMatchObject({ ok: true });
    await place.kill();
    await comeBack();
    await directMessage(as('ada'), /Email changed/, 20_000);
    await posted(as('grace'), 'zoom-approvals', /Approved by <@U0GRACE>, and done in Zoom/);
    expect(changes()).toEqual([`changeEmail ${ada}`]);
  });

  it('right after it acknowledged a confirmation: the card comes after the restart', async ({
    onTestFinished,
  }) => {
    const { place, as, comeBack } = await open(onTestFinished);
    await as('ada').command('/zoom change-email ada.l@example.com');
    const preview = await reply(as('ada'), /Send request/);
    place.slack.faults.add({ method: 'chat.postMessage', hang: true });
    expect(await as('ada').click(preview, 'confirm:run')).toMatchObject({ ok: true });
    await place.kill();
    place.slack.faults.clear();
    await comeBack();
    await posted(as('grace'), 'zoom-approvals', /wants to|would like/, 20_000);
    expect(as('grace').messages('zoom-approvals')).toHaveLength(1);
  });

  it('after Zoom made the change and before it answered: it is found done and not made again', async ({
    onTestFinished,
  }) => {
    const { place, as, changes, comeBack } = await open(onTestFinished);
    place.zoom.faults.add({ operation: 'addAssistants', times: 1, kind: 'hang', afterApplying: true });
    await as('ada').command('/zoom add-assistant @mia');
    await until(() => changes().length === 1);
    await place.kill();
    await comeBack();
    await directMessage(as('ada'), /Mia Chen can now schedule/, 20_000);
    await until(() => as('linus').messages('zoom-ops').length === 1);
    expect(changes()).toEqual([`addAssistants ${ada}`]);
    expect(place.zoom.calls.filter((one) => one.operation === 'addAssistants')).toHaveLength(1);
  });

  it('after Zoom took an undo and before it answered: it is undone, and nobody reads that it failed', async ({
    onTestFinished,
  }) => {
    const { place, as, changes, comeBack } = await open(onTestFinished);
    await as('grace').command('/zoom remove-assistant @mia');
    const done = await reply(as('grace'), /no longer schedules/);
    place.zoom.faults.add({ operation: 'addAssistants', times: 1, kind: 'hang', afterApplying: true });
    await as('grace').click(done, 'request:undo');
    await until(() => changes().length === 2);
    await place.kill();
    await comeBack();
    await reply(as('grace'), /Undone/, 20_000);
    expect(changes().map((one) => one.split(' ')[0])).toEqual(['deleteAssistant', 'addAssistants']);
  });

  it('after Zoom took a new host key: nobody reads that nothing was changed, for that is not known any more', async ({
    onTestFinished,
  }) => {
    const { place, as, changes, comeBack } = await open(onTestFinished);
    await as('ada').command('/zoom profile');
    const form = await as('ada').waitFor((seen) => seen.views.find(({ view }) => view.submit));
    place.zoom.faults.add({ operation: 'updateUser', times: 1, kind: 'hang', afterApplying: true });
    expect(await as('ada').submit(form.id, { hostKey: '271828' })).toMatchObject({ ok: true });
    await as('ada').click(await reply(as('ada'), /\?[\s\S]*Cancel/), 'confirm:run');
    await until(() => changes().length === 1);
    await place.kill();
    await comeBack();
    const said = await directMessage(as('ada'), /I no longer have the host key/, 20_000);
    expect(textOf(said)).not.toContain('Nothing was changed');
    expect(textOf(said)).toContain('If Zoom still shows the old one');
    expect(changes()).toHaveLength(1);
  });

  it('in the middle of an undo: it is undone after the restart', async ({ onTestFinished }) => {
    const { place, as, changes, comeBack } = await open(onTestFinished);
    await as('ada').command('/zoom add-assistant @mia');
    const done = await reply(as('ada'), /can now schedule/);
    place.zoom.faults.add({ operation: 'deleteAssistant', times: 9, kind: 'hang' });
    await as('ada').click(done, 'request:undo');
    await place.kill();
    await comeBack();
    await reply(as('ada'), /Undone/, 20_000);
    expect(changes().map((one) => one.split(' ')[0])).toEqual(['addAssistants', 'deleteAssistant']);
    await posted(as('linus'), 'zoom-ops', /Undone by <@U0ADA>/);
  });
});
