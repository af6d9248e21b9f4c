import { describe, expect, test } from 'vitest';
import { clientFor, refusal, slackForTest } from './start.ts';

describe('an app that asks who somebody is', () => {
  test('learns of each person what kind of member they are', async () => {
    for (const [user, expected] of [
      [
        'U0ADA',
        { team_id: 'T0FRONTDESK', is_email_confirmed: true, is_restricted: false, tz: 'Europe/London' },
      ],
      ['U0GUS', { is_restricted: true, is_ultra_restricted: true }],
      ['U0GINA', { is_restricted: true, is_ultra_restricted: false }],
      ['U0EVE', { team_id: 'T0PARTNER', is_stranger: true }],
      ['U0UMA', { is_email_confirmed: false }],
      ['U0DEE', { deleted: true }],
      ['U0HAL', { is_bot: true }],
    ] as const) {
      const slack = await slackForTest();
      expect.soft((await clientFor(slack).users.info({ user })).user, user).toMatchObject(expected);
    }
  });

  test('sees an email only with users:read.email, and a locale only when it asks', async () => {
    const slack = await slackForTest();
    const { users } = clientFor(slack);
    const asked = await users.info({ user: 'U0BEN', include_locale: true });
    expect(asked.user).toMatchObject({ locale: 'en-GB', profile: { email: 'ben@example.com' } });
    slack.workspace.scopes.delete('users:read.email');
    const again = await users.info({ user: 'U0BEN' });
    expect(again.user?.profile).not.toHaveProperty('email');
    expect(again.user).not.toHaveProperty('locale');
  });

  test('finds active people of the house by email, whatever the case', async () => {
    const slack = await slackForTest();
    const { users } = clientFor(slack);
    expect((await users.lookupByEmail({ email: 'Ada@Example.com' })).user?.id).toBe('U0ADA');
    for (const email of ['dee@example.com', 'eve@partner.example.org', 'nobody@example.com']) {
      expect(await refusal(users.lookupByEmail({ email }))).toMatchObject({ error: 'users_not_found' });
    }
  });

  test('reads a list in pages', async () => {
    const slack = await slackForTest();
    const { users } = clientFor(slack);
    const first = await users.list({ limit: 3 });
    const second = await users.list({ limit: 100, cursor: first.response_metadata?.next_cursor ?? '' });
    const ids = [...(first.members ?? []), ...(second.members ?? [])].map((user) => user.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('U0UMA');
    expect(ids).not.toContain('U0EVE');
    expect(await refusal(users.list({ cursor: 'nonsense' }))).toMatchObject({ error: 'invalid_cursor' });
  });

  test('reads user groups', async () => {
    const slack = await slackForTest();
    const { usergroups } = clientFor(slack);
    expect((await usergroups.users.list({ usergroup: 'S0ADMINS' })).users).toEqual(['U0GRACE', 'U0LINUS']);
    expect(await refusal(usergroups.users.list({ usergroup: 'S0NONE' }))).toMatchObject({
      error: 'no_such_subteam',
    });
    expect((await usergroups.list()).usergroups).toMatchObject([{ id: 'S0ADMINS', handle: 'admins' }]);
  });
});

describe('an app that asks about conversations', () => {
  test('is told that a channel is shared with another organisation, and whether it belongs to it', async () => {
    const slack = await slackForTest();
    const { conversations } = clientFor(slack);
    const agency = await conversations.info({ channel: 'C0AGENCY', include_num_members: true });
    expect(agency.channel).toMatchObject({ is_ext_shared: true, is_member: true, num_members: 5 });
    expect((await conversations.info({ channel: 'C0NOAPP' })).channel).toMatchObject({ is_member: false });
    expect((await conversations.info({ channel: 'C0APPROVALS' })).channel).toMatchObject({
      is_private: true,
    });
  });

  test('needs groups:read for private channels', async () => {
    const slack = await slackForTest();
    const { conversations } = clientFor(slack);
    const types = 'public_channel,private_channel';
    const names = (await conversations.list({ types })).channels?.map((channel) => channel.name);
    expect(names).toEqual(['general', 'random', 'zoom-approvals', 'zoom-ops', 'agency']);
    slack.workspace.scopes.delete('groups:read');
    const needed = { error: 'missing_scope', needed: 'groups:read' };
    expect(await refusal(conversations.info({ channel: 'C0APPROVALS' }))).toMatchObject(needed);
    expect(await refusal(conversations.list({ types }))).toMatchObject(needed);
  });

  test('lists members', async () => {
    const slack = await slackForTest();
    const { members } = await clientFor(slack).conversations.members({ channel: 'C0APPROVALS' });
    expect(members).toEqual(['U0GRACE', 'U0LINUS', slack.botUserId]);
  });

  test('opens one direct message a person, not with bots or the departed', async () => {
    const slack = await slackForTest();
    const { conversations, chat } = clientFor(slack);
    const id = (await conversations.open({ users: 'U0ADA' })).channel?.id ?? '';
    expect(id).toMatch(/^D0/);
    expect(await conversations.open({ users: 'U0ADA' })).toMatchObject({
      already_open: true,
      channel: { id },
    });
    await chat.postMessage({ channel: id, text: 'just you' });
    await chat.postMessage({ channel: 'U0ADA', text: 'you again' });
    expect(
      slack
        .as('ada')
        .dms()
        .map((message) => message.text),
    ).toEqual(['just you', 'you again']);
    expect(slack.as('ben').dms()).toEqual([]);
    expect(await refusal(conversations.open({ users: 'U0HAL' }))).toMatchObject({ error: 'cannot_dm_bot' });
    expect(await refusal(conversations.open({ users: 'U0DEE' }))).toMatchObject({ error: 'user_disabled' });
    expect(await refusal(conversations.open({ users: 'U0X' }))).toMatchObject({ error: 'user_not_found' });
  });
});

describe('what people see', () => {
  test('guests and people from elsewhere see only their channels', async () => {
    const slack = await slackForTest();
    const names = (id: string) => slack.snapshot(id).channels.map((channel) => channel.name);
    expect(names('U0GUS')).toEqual(['agency']);
    expect(names('U0EVE')).toEqual(['agency']);
    expect(names('U0GINA')).toEqual(['general', 'agency']);
    expect(names('U0OWEN')).toEqual(['general', 'random', 'zoom-ops', 'agency']);
  });
});
