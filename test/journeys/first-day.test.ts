import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directMessage, openWorkplace, posted, reply, textOf, type Workplace } from '../support/workplace.ts';

const kinds = [
  { mode: 'http', store: 'sqlite' },
  { mode: 'socket', store: 'sqlite' },
  { mode: 'http', store: 'postgres' },
  { mode: 'socket', store: 'postgres' },
] as const;

describe.each(kinds)('over $mode with $store', (kind) => {
  let place: Workplace;
  beforeAll(async () => {
    place = await openWorkplace(kind);
  });
  afterAll(() => place.close());

  it('Ada asks for her status and reads her licence', async () => {
    const ada = place.as('ada');
    expect(await ada.command('/zoom status')).toMatchObject({ ok: true });
    const answer = textOf(await reply(ada, /Your Zoom account/));
    expect(answer).toContain('Licensed');
    expect(answer).toContain('ada@example.com');
  });

  it('Ada adds Mia as an assistant, Zoom changes, and the notice channel is told', async () => {
    const ada = place.as('ada');
    await ada.command('/zoom add-assistant @mia');
    const answer = await reply(ada, /Mia Chen can now schedule Zoom meetings for you/);
    expect(place.zoom.changes.filter((one) => one.operation === 'addAssistants')).toHaveLength(1);
    await posted(place.as('linus'), 'zoom-ops', /Done for <@U0ADA>[\s\S]*Mia Chen/);
    await ada.click(answer, 'request:undo');
    await reply(ada, /Undone/);
    expect(place.zoom.changes.at(-1)?.operation).toBe('deleteAssistant');
  });

  it('Ada asks for another email, Grace approves on the card, Zoom changes, Ada is told', async () => {
    const ada = place.as('ada');
    const grace = place.as('grace');
    await ada.command('/zoom change-email ada.king@example.com I got married');
    const preview = await reply(ada, /Send request/);
    expect(textOf(preview)).toContain('*ada@example.com* → *ada.king@example.com*');
    expect(place.zoom.changes.filter((one) => one.operation === 'changeEmail')).toHaveLength(0);
    await ada.click(preview, 'confirm:run');
    const card = await posted(grace, 'zoom-approvals', /wants to|would like/);
    expect(textOf(card)).toMatch(/I got married/);
    await grace.click(card, 'request:approve');
    await directMessage(ada, /Email changed/);
    const decided = await posted(grace, 'zoom-approvals', /Approved by <@U0GRACE>, and done/);
    expect(decided.ts).toBe(card.ts);
    expect(place.zoom.changes.at(-1)).toMatchObject({ operation: 'changeEmail' });
    await posted(grace, 'zoom-ops', /approved by <@U0GRACE>/);
  });
});
