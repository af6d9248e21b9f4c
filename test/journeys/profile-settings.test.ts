import { describe, expect, it } from 'vitest';
import { defaultPolicy, directMessage, reply, textOf } from '../support/workplace.ts';
import { buttonsIn, changesIn, query, sendRequest } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const day = useWorkplace();
const settingsOf = (handle: string) => JSON.stringify(day.user(handle).settings);

describe('the profile', () => {
  it.each([
    ['display-name Ada King', 'displayName', 'Ada King'],
    ['display name “Ada King”', 'displayName', 'Ada King'],
    ['time-zone europe/berlin', 'timezone', 'Europe/Berlin'],
    ['language german', 'language', 'de-DE'],
    ['link-name ada.king', 'vanityName', 'ada.king'],
    ['use-pmi on', 'usePmi', true],
    ['department Engines', 'dept', 'Engines'],
  ])('/zoom profile %s, and undo', async (words, property, value) => {
    const ada = day.as('ada');
    const before = day.user('ada')[property as 'displayName'];
    await ada.command(`/zoom profile ${words}`);
    const done = await reply(ada, /Your Zoom profile is changed/);
    expect(textOf(done)).toContain('→');
    expect(day.user('ada')[property as 'displayName']).toBe(value);
    await ada.click(done, 'request:undo');
    await reply(ada, /Undone/);
    expect(day.user('ada')[property as 'displayName']).toBe(before);
  });

  it('the form starts with what is there, sends only what was changed, and empties what was emptied', async () => {
    const ada = day.as('ada');
    day.user('ada').profile.pronouns = 'she/her';
    await ada.command('/zoom profile');
    const form = await day.form('ada', 'profile');
    const shown = JSON.stringify(form.view.blocks);
    expect(shown).toContain('"initial_value":"Ada Lovelace"');
    expect(shown).toContain('"initial_value":"she/her"');
    await ada.submit('top', { jobTitle: 'Countess', pronouns: null });
    const done = textOf(await reply(ada, /Your Zoom profile is changed/));
    expect(done).toContain('Job title: *Employee with a licence* → *Countess*');
    expect(done).toContain('Pronouns: *she/her* → *not set*');
    expect(day.place.zoom.changes.map((one) => one.what)).toHaveLength(2);
    expect(day.user('ada').profile.pronouns).toBe('');
  });

  it('a time zone that there is not is refused on the command line, and not offered in the form', async () => {
    const ada = day.as('ada');
    await ada.command('/zoom profile time-zone Europe/Atlantis');
    const form = await day.form('ada', 'profile');
    expect(JSON.stringify(form.view.blocks)).toContain('I don’t know this time zone');
    expect(await ada.options({ kind: 'view', viewId: form.id }, 'timeZone', 'Atlantis')).toEqual([]);
    expect(changesIn(day.place)).toEqual([]);
  });

  it('what is so already, and a word that is no field, are told friendly', async () => {
    const ada = day.as('ada');
    await ada.command('/zoom profile display-name Ada Lovelace');
    await reply(ada, /Your profile already says that/);
    await ada.command('/zoom profile shoe-size 42');
    const form = await day.form('ada', 'profile');
    expect(JSON.stringify(form.view.blocks)).toContain('I don’t know “shoe-size” in a profile');
    expect(changesIn(day.place)).toEqual([]);
  });

  it('a name that somebody has is explained, with the way back to the form', async () => {
    const ada = day.as('ada');
    await ada.command('/zoom profile link-name grace.hopper');
    const refusal = await reply(ada, /Somebody already has that personal link name/);
    expect(buttonsIn(refusal.blocks)).not.toEqual([]);
  });

  it('Ben, whose account is Basic, is offered neither a link name nor a host key', async () => {
    await day.as('ben').command('/zoom profile');
    const form = JSON.stringify((await day.form('ben', 'profile')).view.blocks);
    expect(form).not.toMatch(/"linkName"|"hostKey"/);
    expect(form).toContain('come with a licence');
  });

  it('a new host key is set and shown nowhere: not in Slack, the log or the database', async () => {
    const ada = day.as('ada');
    await ada.command('/zoom profile host-key 70316428');
    const form = await day.form('ada', 'profile');
    expect(JSON.stringify(form.view.blocks)).toContain('Please never type a host key');
    expect(JSON.stringify(form.view)).not.toContain('482915');
    const wrong = await ada.submit('top', { hostKey: '12ab' });
    expect(wrong).toMatchObject({ ok: false, errors: { hostKey: /6 to 10 digits/ } });
    await ada.submit('top', { hostKey: '93517264' });
    await ada.click(await reply(ada, /\?[\s\S]*Cancel/), 'confirm:run');
    const done = await reply(ada, /Your Zoom profile is changed/);
    expect(day.user('ada').hostKey).toBe('93517264');
    expect(buttonsIn(done.blocks).map((one) => one.action_id)).not.toContain('request:undo');
    const rows = await query(day.place, 'SELECT * FROM requests');
    const told = JSON.stringify([rows, day.place.log, ada.snapshot(), day.as('linus').snapshot()]);
    expect(told).not.toMatch(/93517264|70316428|482915/);
  });
});

describe('where policy asks for an approval', () => {
  it('a profile waits for it, but a host key cannot', async () => {
    const ada = day.as('ada');
    await day.place.restart(`${defaultPolicy}commands: { profile: approval }`);
    await ada.command('/zoom profile');
    const form = await day.form('ada', 'profile');
    expect(JSON.stringify(form.view.blocks)).not.toContain('"hostKey"');
    await ada.close();
    const card = await sendRequest(day.place, 'ada', '/zoom profile job-title Countess');
    await day.as('grace').click(card, 'request:approve');
    await directMessage(ada, /Your Zoom profile is changed/);
    expect(day.user('ada').jobTitle).toBe('Countess');
    await day.place.restart(defaultPolicy);
  });

  it('Grace changes Ben’s profile for him, and another admin approves it', async () => {
    const card = await sendRequest(day.place, 'grace', '/zoom profile job-title Director for @ben');
    await day.as('linus').click(card, 'request:approve');
    await directMessage(day.as('grace'), /The Zoom profile of Ben Okafor is changed/);
    expect(day.user('ben').jobTitle).toBe('Director');
    expect(day.user('grace').jobTitle).not.toBe('Director');
  });
});

describe('the settings', () => {
  it.each([
    ['waiting-room off', /Waiting room: \*on\* → \*off\*/, '"waiting_room":false'],
    ['waiting room off chat off', /Chat: \*on\* → \*off\*/, '"chat":false'],
    ['auto-recording cloud', /Automatic recording: \*Off\* → \*To the cloud\*/, '"auto_recording":"cloud"'],
  ])('/zoom settings %s, and undo', async (words, told, written) => {
    const ada = day.as('ada');
    await ada.command(`/zoom settings ${words}`);
    const done = await reply(ada, /Your Zoom settings are changed/);
    expect(textOf(done)).toMatch(told);
    expect(settingsOf('ada')).toContain(written);
    await ada.click(done, 'request:undo');
    await reply(ada, /Undone/);
    expect(settingsOf('ada')).not.toContain(written);
  });

  it('the form starts with what is on; what is ticked and unticked there is changed, nothing else', async () => {
    const ada = day.as('ada');
    await ada.command('/zoom settings');
    await day.form('ada', 'settings');
    await ada.submit('top', {
      meetings: ['join-before-host', 'host-video', 'participants-video', 'passcode'],
    });
    const done = textOf(await reply(ada, /Your Zoom settings are changed/));
    expect(done).toContain('Waiting room: *on* → *off*');
    expect(done).toContain('Join before the host: *off* → *on*');
    expect(day.place.zoom.changes).toHaveLength(2);
  });

  it('what is like that already, and a setting that there is not, are told friendly', async () => {
    const ada = day.as('ada');
    await ada.command('/zoom settings waiting-room on');
    await reply(ada, /is already/);
    await ada.command('/zoom settings teleportation on');
    const form = await day.form('ada', 'settings');
    expect(JSON.stringify(form.view.blocks)).toContain('I don’t know the setting');
  });

  it('what the admins have locked is named, nothing is changed, and the next form leaves it out', async () => {
    const ada = day.as('ada');
    day.place.zoom.account.lockedSettings.push('in_meeting.annotation');
    await ada.command('/zoom settings annotation off reactions off');
    const refusal = await reply(ada, /Your Zoom admins have locked this: \*Drawing on shared screens\*/);
    expect(day.user('ada').settings).toEqual({ in_meeting: { meeting_reactions: true } });
    await ada.click(refusal, 'command:settings');
    const form = JSON.stringify((await day.form('ada', 'settings')).view.blocks);
    expect(form).toContain('Locked by your admins: Drawing on shared screens.');
    expect(form).not.toContain('"value":"annotation"');
    await ada.submit('top', { inMeeting: ['chat'] });
    const done = textOf(await reply(ada, /Your Zoom settings are changed/));
    expect(done).not.toContain('Drawing');
    expect(settingsOf('ada')).not.toContain('annotation');
  });

  it('that were changed are not called a failure because Zoom could not be read afterwards', async () => {
    const ada = day.as('ada');
    const away = { operation: 'getSettings', times: 3, kind: 'status', status: 503, body: {} } as const;
    day.place.zoom.faults.meanwhile('updateSettings', () => day.place.zoom.faults.add(away));
    await ada.command('/zoom settings chat off');
    await ada.waitFor(() =>
      [...ada.ephemerals(), ...ada.dms()].find((one) => /Your Zoom settings are changed/.test(textOf(one))),
    );
    expect(ada.ephemerals().map(textOf).join()).not.toMatch(/Try again/);
    expect(day.place.zoom.changes.filter((one) => one.operation === 'updateSettings')).toHaveLength(1);
  });
});
