import { describe, expect, it } from 'vitest';
import { reply, textOf } from '../support/workplace.ts';
import { buttonsIn, changesIn } from './support.ts';
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
    await reply(mia, /You no longer schedule Zoom meetings for grace@example\.com/);
    expect(day.user('grace').assistants).toEqual([]);
    expect(day.user('owen').assistants).toEqual([day.idOf('mia')]);
  });

  it('names one on the command line, and undo brings it back from the other end', async () => {
    const mia = day.as('mia');
    await mia.command('/zoom remove-scheduler @grace');
    const done = await reply(mia, /no longer schedule/);
    expect(day.user('grace').assistants).toEqual([]);
    await mia.click(done, 'request:undo');
    await reply(mia, /Undone/);
    expect(day.user('grace').assistants).toEqual([day.idOf('mia')]);
  });

  it('“all” asks first, and undo brings both back', async () => {
    const mia = day.as('mia');
    await mia.command('/zoom remove-scheduler all');
    const question = await reply(mia, /Shall I do this/);
    expect(changesIn(day.place)).toEqual([]);
    await mia.click(question, 'confirm:run');
    const done = await reply(mia, /no longer schedule Zoom meetings for all 2 people/);
    expect(day.user('owen').assistants).toEqual([]);
    await mia.click(done, 'request:undo');
    await reply(mia, /Undone/);
    expect(day.user('owen').assistants).toEqual([day.idOf('mia')]);
    expect(day.user('grace').assistants).toEqual([day.idOf('mia')]);
  });

  it('where it could not come back it is confirmed first, and no undo is offered', async () => {
    const mia = day.as('mia');
    day.user('grace').type = 1;
    await mia.command('/zoom remove-scheduler @grace');
    await mia.click(await reply(mia, /Shall I do this/), 'confirm:run');
    const done = await reply(mia, /Only they can give the right back/);
    expect(buttonsIn(done.blocks).map((one) => one.action_id)).not.toContain('request:undo');
  });

  it('is told friendly that she does not schedule for Linus', async () => {
    await day.as('mia').command('/zoom remove-scheduler @linus');
    await reply(day.as('mia'), /You do not schedule meetings for \*Linus Pauling\*/);
    expect(changesIn(day.place)).toEqual([]);
  });
});

it('Ada schedules for nobody: the list says so, and the form asks nothing', async () => {
  const ada = day.as('ada');
  await ada.command('/zoom schedulers');
  await reply(ada, /You schedule Zoom meetings for nobody/);
  await ada.command('/zoom remove-scheduler');
  const note = await ada.waitFor((seen) =>
    seen.views.find((one) => /for nobody/.test(JSON.stringify(one.view))),
  );
  expect(note.view.submit).toBeUndefined();
});
