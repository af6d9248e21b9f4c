import { describe, expect, it } from 'vitest';
import { directMessage, reply, textOf } from '../support/workplace.ts';
import { buttonsIn, changesIn, forgedClick, requestIdIn } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const day = useWorkplace();

describe('Mia, who schedules for Grace and Owen', () => {
  it('sees for whom, and gives one up with the form that the answer’s button opens', async () => {
    const mia = day.as('mia');
    await mia.command('/zoom schedulers');
    const list = await reply(mia, /You schedule Zoom meetings for 2 people/);
    expect(textOf(list)).toMatch(/grace@example\.com[\s\S]*owen@example\.com/);
    await mia.click(list, 'command:remove-scheduler');
    const form = await day.form('mia', 'remove-scheduler');
    expect(JSON.stringify(form.view.blocks)).not.toContain('linus@example.com');
    await mia.submit('top', { person: 'grace@example.com' });
    await mia.click(await reply(mia, /\?[\s\S]*Cancel/), 'confirm:run');
    await reply(mia, /You no longer schedule Zoom meetings for grace@example\.com/);
    expect(day.user('grace').assistants).toEqual([]);
    expect(day.user('owen').assistants).toEqual([day.idOf('mia')]);
  });

  it('is asked first, by name and for “all”, because only the others can give the right back: no undo is offered', async () => {
    const mia = day.as('mia');
    day.provoke(/response_url expired_url/);
    for (const line of ['@grace', 'all']) {
      await mia.command(`/zoom remove-scheduler ${line}`);
      const question = await reply(mia, /\?[\s\S]*Cancel/);
      expect(textOf(question)).toContain('This can’t be undone');
      expect(changesIn(day.place)).toEqual([]);
      await mia.click(question, 'confirm:run');
      const done = await reply(mia, /Only they can give the right back/);
      expect(buttonsIn(done.blocks).map((one) => one.action_id)).not.toContain('request:undo');
      await forgedClick(day.place, mia, { action: 'request:undo', value: requestIdIn(question) });
      await directMessage(mia, /This can’t be undone/);
      expect(day.user('grace').assistants).toEqual([]);
      day.place.slack.reset();
      day.place.zoom.reset();
    }
  });

  it('is told friendly that she does not schedule for Linus', async () => {
    await day.as('mia').command('/zoom remove-scheduler @linus');
    await reply(day.as('mia'), /You don’t schedule meetings for \*Linus Pauling\*/);
    expect(changesIn(day.place)).toEqual([]);
  });
});

it('Ada schedules for nobody: the list says so, and the form asks nothing', async () => {
  const ada = day.as('ada');
  await ada.command('/zoom schedulers');
  await reply(ada, /You don’t schedule for anyone yet/);
  await ada.command('/zoom remove-scheduler');
  const note = await ada.waitFor((seen) =>
    seen.views.find((one) => /schedule for anyone/.test(JSON.stringify(one.view))),
  );
  expect(note.view.submit).toBeUndefined();
});
