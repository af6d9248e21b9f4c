import { describe, expect, it } from 'vitest';
import { person } from '../../sandbox/people.ts';
import { directMessage, posted, reply, textOf } from '../support/workplace.ts';
import { adminPlace, idOf } from './admin-support.ts';
import { buttonsIn, changesIn } from './support.ts';

const { place, as, zoomUser, form, approved, approvedFrom, provoke } = adminPlace();

const policy = (more: string) => `
approvals: { channel: C0APPROVALS, approvers: [U0GRACE, U0LINUS, U0BEN], needed: 1, expires_after: 72h }
admins: [U0GRACE]
notices: { channel: C0ZOOMOPS }
people: { email_domains: [example.com] }
${more}
`;

const deletions = () => place().zoom.calls.filter((one) => one.operation === 'deleteUser');

describe('removing an account', () => {
  it('by form: disassociated unless told otherwise, with everything handed over', async () => {
    await as('grace').command('/zoom delete-user @ben');
    const shown = await form('grace', 'delete-user');
    expect(JSON.stringify(shown.view)).toContain('For <@U0BEN>');
    await as('grace').submit('top', { heir: person('mia').slackId });
    const { preview, card } = await approvedFrom();
    expect(textOf(preview)).toMatch(/Take the Zoom account of Ben Okafor out of your organisation/);
    expect(textOf(preview)).toMatch(/hand over to Mia Chen: meetings, webinars, recordings/);
    expect(textOf(preview)).toContain('This can’t be undone');
    expect(textOf(preview)).toMatch(
      /Meetings, webinars.*: \*Ben Okafor\* → \*Mia Chen \(mia@example.com\)\*/,
    );
    expect(textOf(card)).toContain('ben@example.com');
    const done = await directMessage(as('grace'), /Ben Okafor has left your Zoom account/);
    expect(buttonsIn(done.blocks)).toEqual([]);
    expect(changesIn(place())).toContain(`deleteUser ${idOf('ben')}`);
    expect(place().zoom.changes.at(-1)?.what).toMatch(
      /ben@example.com unlinked, meeting, webinar, recording, whiteboard, clipfiles, notes, visitors, docs, events to mia@example.com/,
    );
  });

  it('by words: deleted for good, some of it handed over, and the rest said to be lost', async () => {
    const { preview } = await approved('/zoom delete-user @ben delete to @mia meetings, recordings');
    expect(textOf(preview)).toMatch(/Delete the Zoom account of Ben Okafor for good/);
    expect(textOf(preview)).toMatch(/Meetings, recordings: \*Ben Okafor\* → \*Mia Chen/);
    expect(textOf(preview)).toMatch(/Webinars, whiteboards.*Zoom Events: \*Ben Okafor\* → \*lost for good\*/);
    await directMessage(as('grace'), /The Zoom account of Ben Okafor is deleted/);
    expect(zoomUser('ben@example.com')).toBeUndefined();
    expect(place().zoom.changes.at(-1)?.what).toBe(
      'ben@example.com deleted, meeting, recording to mia@example.com',
    );
  });

  it('somebody outside Slack, by address, handing over nothing', async () => {
    const { preview } = await approved('/zoom delete-user rosa@example.com disassociate');
    expect(textOf(preview)).toContain('handing over nothing');
    await directMessage(as('grace'), /Rosa Diaz has left your Zoom account/);
    expect(place().zoom.changes.at(-1)?.what).toBe('rosa@example.com unlinked');
  });

  it('an invitation can be taken back, and nothing else', async () => {
    await as('grace').command('/zoom delete-user @noor delete');
    await reply(as('grace'), /Noor Haddad hasn’t accepted the invitation yet/);
    await as('grace').command('/zoom delete-user @noor');
    const shown = await form('grace', 'delete-user');
    expect(JSON.stringify(shown.view)).toContain('Take the invitation back');
    expect(JSON.stringify(shown.view)).not.toContain('"heir"');
    await as('grace').submit('top', {});
    await approvedFrom();
    await directMessage(as('grace'), /The Zoom invitation of Noor Haddad is taken back/);
    expect(zoomUser('noor@example.com')).toBeUndefined();
  });

  it('an invitation that was accepted in the meantime is not taken for one', async () => {
    await as('grace').command('/zoom delete-user @noor disassociate');
    await as('grace').click(await reply(as('grace'), /Send request/), 'confirm:run');
    const card = await posted(as('linus'), 'zoom-approvals', /wants to|would like/);
    const noor = zoomUser('noor@example.com');
    if (noor) noor.status = 'active';
    await as('linus').click(card, 'request:approve');
    await reply(as('linus'), /has changed since this was asked/);
    await posted(as('linus'), 'zoom-approvals', /\*Basic, active\* → \*leaves your organisation/);
    expect(deletions()).toEqual([]);
  });

  it.each([
    ['@grace delete', /You can’t remove your own Zoom account/],
    ['@ben delete @ben', /can’t be handed over to itself/],
    ['@ivy delete', /find a Zoom account/],
    ['@gus delete', /guest/],
  ])('%s is refused in words', async (line, words) => {
    await as('grace').command(`/zoom delete-user ${line}`);
    await reply(as('grace'), words);
    expect(deletions()).toEqual([]);
  });

  it('asks in the form about words that it does not understand', async () => {
    await as('grace').command('/zoom delete-user @ben delete @mia @ada');
    const shown = await form('grace', 'delete-user');
    expect(JSON.stringify(shown.view)).toContain('I don’t know what');
    await as('grace').close();
    await as('grace').command('/zoom delete-user @ben delete meetings');
    const other = await form('grace', 'delete-user');
    expect(JSON.stringify(other.view)).toContain('Who should get it?');
    const refused = await as('grace').submit('top', { heir: person('mia').slackId, transfer: [] });
    expect(JSON.stringify(refused)).toContain('Tick what they should get');
    expect(deletions()).toEqual([]);
  });

  it('is not done a second time when Zoom’s answer is lost', async () => {
    place().zoom.faults.add({ operation: 'deleteUser', kind: 'reset', afterApplying: true, times: 1 });
    await approved('/zoom delete-user @ben delete');
    await directMessage(as('grace'), /The Zoom account of Ben Okafor is deleted/);
    expect(deletions()).toHaveLength(1);
  });
});

describe('who decides', () => {
  it('neither the admin who asks nor the person whose account goes', async () => {
    await place().restart(policy('commands: { delete-user: { access: admin, needed: 1 } }'));
    await as('grace').command('/zoom delete-user @ben delete');
    const preview = await reply(as('grace'), /Send request/);
    expect(textOf(preview)).toContain('<@U0LINUS> can approve this');
    await as('grace').click(preview, 'confirm:run');
    const card = await posted(as('grace'), 'zoom-approvals', /wants to|would like/);
    provoke(/response_url/);
    await as('grace').click(card, 'request:approve');
    await as('grace').waitFor(() =>
      as('grace')
        .ephemerals()
        .find((one) => /your own request/i.test(textOf(one))),
    );
    expect(deletions()).toEqual([]);
    await as('linus').click(card, 'request:approve');
    await directMessage(as('grace'), /Ben Okafor is deleted/);
    await place().restart();
  });

  it('a denial changes nothing', async () => {
    await as('grace').command('/zoom delete-user @ben delete');
    await as('grace').click(await reply(as('grace'), /Send request/), 'confirm:run');
    const card = await posted(as('linus'), 'zoom-approvals', /wants to|would like/);
    await as('linus').click(card, 'request:deny');
    await as('linus').waitFor((seen) => seen.views.find((one) => one.view.callback_id === 'deny'));
    await as('linus').submit('top', { reason: 'Ben is on leave' });
    await directMessage(as('grace'), /declined your request[\s\S]*Ben is on leave/);
    expect(deletions()).toEqual([]);
  });
});
