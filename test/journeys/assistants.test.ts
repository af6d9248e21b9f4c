import { describe, expect, it } from 'vitest';
import { person } from '../../sandbox/people.ts';
import { directMessage, posted, reply, textOf } from '../support/workplace.ts';
import { buttonsIn, changesIn, forgedClick, requestIdIn } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const idOf = (handle: string) => person(handle).zoom?.id ?? '';

const day = useWorkplace();
const { as } = day;
const giveAssistants = (...handles: string[]) =>
  day.place.zoom.account.users.find((one) => one.id === idOf('ada'))?.assistants.push(...handles.map(idOf));
const assistants = () => day.place.zoom.account.users.find((one) => one.id === idOf('ada'))?.assistants;
const topForm = (who: string, callback: string) =>
  as(who).waitFor((seen) => seen.views.find((one) => one.view.callback_id === callback));

describe('adding an assistant', () => {
  it.each([
    ['otto', /Otto Braun\* is inactive[\s\S]*activate it/],
    ['lea', /Lea Novak\* is locked[\s\S]*unlock it/],
  ])('who cannot sign in themselves (%s) is refused, and nothing changes', async (handle, words) => {
    await as('ada').command(`/zoom add-assistant @${handle}`);
    await reply(as('ada'), words);
    expect(changesIn(day.place)).toEqual([]);
  });
});

describe('removing assistants', () => {
  it('the form offers those who are there, and everybody', async () => {
    giveAssistants('mia', 'linus');
    await as('ada').command('/zoom remove-assistant');
    const form = await topForm('ada', 'form:remove-assistant');
    const options = JSON.stringify(form.view.blocks);
    expect(options).toContain('mia@example.com');
    expect(options).toContain('linus@example.com');
    expect(options).not.toContain('grace@example.com');
    await as('ada').submit('top', { person: 'mia@example.com' });
    await reply(as('ada'), /no longer schedules/);
    expect(assistants()).toEqual([idOf('linus')]);
  });

  it('with nobody there the form says so and asks nothing', async () => {
    await as('ada').command('/zoom remove-assistant');
    const note = await as('ada').waitFor((seen) =>
      seen.views.find((one) => /Nobody schedules/.test(JSON.stringify(one.view))),
    );
    expect(note.view.submit).toBeUndefined();
  });

  it('“all” asks first; “leave it” leaves everything, and the button is dead afterwards', async () => {
    giveAssistants('mia', 'linus');
    await as('ada').command('/zoom remove-assistant all');
    const question = await reply(as('ada'), /\?[\s\S]*Cancel/);
    expect(changesIn(day.place)).toEqual([]);
    await as('ada').click(question, 'confirm:cancel');
    await reply(as('ada'), /Cancelled. Nothing was changed/);
    day.provoke(/response_url expired_url/);
    await forgedClick(day.place, as('ada'), { action: 'confirm:run', value: requestIdIn(question) });
    await directMessage(as('ada'), /withdrawn/);
    expect(assistants()).toEqual([idOf('mia'), idOf('linus')]);
    expect(changesIn(day.place)).toEqual([]);
  });

  it('“all” confirmed removes everybody, and undo brings everybody back', async () => {
    giveAssistants('mia', 'linus');
    await as('ada').command('/zoom remove-assistant ALL');
    await as('ada').click(await reply(as('ada'), /\?[\s\S]*Cancel/), 'confirm:run');
    const done = await reply(as('ada'), /Nobody schedules Zoom meetings for you any more/);
    expect(assistants()).toEqual([]);
    await as('ada').click(done, 'request:undo');
    await reply(as('ada'), /Undone/);
    expect(new Set(assistants())).toEqual(new Set([idOf('mia'), idOf('linus')]));
  });

  it('undo belongs to the one who asked, and counts once', async () => {
    await as('ada').command('/zoom add-assistant @mia');
    const done = await reply(as('ada'), /can now schedule/);
    day.provoke(/response_url expired_url/);
    await forgedClick(day.place, as('grace'), { action: 'request:undo', value: requestIdIn(done) });
    await directMessage(as('grace'), /Only <@U0ADA>, who asked for it, can do that/);
    expect(assistants()).toEqual([idOf('mia')]);
    await Promise.all([as('ada').click(done, 'request:undo'), as('ada').click(done, 'request:undo')]);
    await reply(as('ada'), /Undone/);
    expect(day.place.zoom.changes.map((one) => one.operation)).toEqual(['addAssistants', 'deleteAssistant']);
  });
});

describe('Ben, whose account is Basic', () => {
  it('is told what he lacks, asks for a licence with one click, gets it, and then adds an assistant', async () => {
    const ben = as('ben');
    await ben.command('/zoom add-assistant @mia');
    const refusal = await ben.waitFor(() =>
      ben
        .ephemerals()
        .find((one) =>
          buttonsIn(one.blocks).some((button) => button.action_id === 'command:request-license'),
        ),
    );
    expect(textOf(refusal)).toMatch(/licen[cs]e/i);
    expect(changesIn(day.place)).toEqual([]);

    await ben.click(refusal, 'command:request-license');
    await topForm('ben', 'form:request-license');
    await ben.submit('top', { reason: 'Weekly customer workshops' });
    const preview = await reply(ben, /Send request/);
    expect(textOf(preview)).toContain('*Basic* → *Licensed*');
    await ben.click(preview, 'confirm:run');
    const card = await posted(as('grace'), 'zoom-approvals', /wants to|would like/);
    expect(textOf(card)).toContain('Weekly customer workshops');
    await as('grace').click(card, 'request:approve');
    await directMessage(ben, /You have a Zoom licence/);
    expect(day.place.zoom.account.users.find((one) => one.id === idOf('ben'))?.type).toBe(2);

    await ben.command('/zoom add-assistant @mia');
    await reply(ben, /Mia Chen can now schedule Zoom meetings for you/);
    expect(changesIn(day.place)).toEqual([`updateUser ${idOf('ben')}`, `addAssistants ${idOf('ben')}`]);
  });

  it('may not approve by way of the form’s button on somebody else’s behalf', async () => {
    await as('ben').command('/zoom request-license workshops');
    const preview = await reply(as('ben'), /Send request/);
    day.provoke(/response_url expired_url/);
    await forgedClick(day.place, as('ben'), { action: 'request:approve', value: requestIdIn(preview) });
    await directMessage(as('ben'), /This request is closed|cannot decide|not sent/);
    expect(changesIn(day.place)).toEqual([]);
  });
});
