import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { people } from '../../sandbox/people.ts';
import type { Person } from '../../sandbox/slack/person.ts';
import { createDirectory } from '../../src/identity/directory.ts';
import { createWhoActs, type WhoActs } from '../../src/identity/who-acts.ts';
import { identifyBot } from '../../src/slack/bolt-app.ts';
import { openWorkplace, posted, reply, textOf, type Workplace } from '../support/workplace.ts';
import { buttonsIn, forgedClick, forgedCommand, until } from './support.ts';

const OTHER = 'T0OTHER';
/** Mia, whose id is one of Grid's, and Linus are of another workspace of the organisation. */
const onGrid = people.map((one) => (one.handle === 'mia' ? { ...one, slackId: 'W0MIA' } : one));

const withButton = (person: Person, where: 'me' | 'channel', action: string) =>
  person.waitFor(() =>
    (where === 'me' ? person.ephemerals() : person.messages('zoom-approvals'))
      .toReversed()
      .find(({ blocks }) => buttonsIn(blocks).some(({ action_id: id }) => id === action)),
  );

describe.each(['workspace', 'organisation'] as const)('on Grid, installed for the %s', (grid) => {
  let place: Workplace;
  let whoActs: WhoActs;
  const as = (handle: string) => place.as(handle);

  beforeAll(async () => {
    place = await openWorkplace({
      slack: { grid, people: onGrid },
      onSlack: ({ workspace }) => {
        for (const id of ['W0MIA', 'U0LINUS'])
          Object.assign(workspace.users.get(id) ?? {}, { teamId: OTHER });
      },
    });
    const client = new WebClient(place.slack.botToken, { slackApiUrl: place.slack.apiUrl });
    const { home } = await identifyBot(client);
    whoActs = createWhoActs(createDirectory(client, home));
  });
  afterAll(() => place.close());

  async function ask(email: string): Promise<void> {
    await as('mia').command(`/zoom change-email ${email} I got married`);
    await as('mia').click(await withButton(as('mia'), 'me', 'confirm:run'), 'confirm:run');
  }

  it('somebody of another workspace asks, another one denies and approves, and both have a Home tab', async () => {
    await ask('mia.king@example.com');
    const card = await withButton(as('linus'), 'channel', 'request:deny');
    await as('linus').click(card, 'request:deny');
    await as('linus').waitFor((seen) => seen.views[0]);
    expect(await as('linus').submit('top', { reason: 'Your old one first' })).toMatchObject({ ok: true });
    await as('mia').waitFor(() =>
      as('mia')
        .dms()
        .find((one) => /Your old one first/.test(textOf(one))),
    );

    await ask('mia.queen@example.com');
    const second = await posted(as('linus'), 'zoom-approvals', /mia\.queen@example\.com/);
    await as('linus').click(second, 'request:approve');
    await until(() => place.zoom.changes.some((one) => one.operation === 'changeEmail'));

    for (const handle of ['mia', 'linus']) {
      expect(await as(handle).openHome()).toMatchObject({ ok: true });
      await as(handle).waitFor(() =>
        JSON.stringify(as(handle).home()?.blocks ?? '').includes('home:refresh'),
      );
    }
  });

  it('people of other organisations stay outside, whatever their id looks like', async () => {
    await as('ada').command('/zoom change-email ada.king@example.com I got married');
    await as('ada').click(await withButton(as('ada'), 'me', 'confirm:run'), 'confirm:run');
    const card = await withButton(as('grace'), 'channel', 'request:approve');
    const value = buttonsIn(card.blocks).find(({ action_id: id }) => id === 'request:approve')?.value ?? '';
    await forgedClick(place, as('grace'), { action: 'request:approve', value, teamId: 'T0PARTNER' });
    await as('grace').waitFor(() =>
      as('grace')
        .dms()
        .find((one) => /Only members of this workspace/.test(textOf(one))),
    );
    await forgedCommand(place, 'U0BEN', 'add-assistant <@W0MIA>', {
      team_id: 'T0PARTNER',
      enterprise_id: 'E0OTHER',
    });
    await as('ben').waitFor(() =>
      as('ben')
        .dms()
        .find((one) => /another organisation/.test(textOf(one))),
    );
    await as('eve').command('/zoom whoami');
    await reply(as('eve'), /another organisation/);
    expect(place.zoom.changes.filter((one) => one.operation !== 'changeEmail')).toEqual([]);
  });

  const home = { id: 'T0FRONTDESK', domain: 'x' };
  const e = { id: 'E0GRID', name: 'x' };
  it.each<[string, object, string, boolean]>([
    [
      'a command',
      { user_id: 'W0MIA', team_id: OTHER, enterprise_id: 'E0GRID', is_enterprise_install: 'true' },
      'W0MIA',
      true,
    ],
    ['a command without an organisation', { user_id: 'W0MIA', team_id: OTHER }, 'W0MIA', true],
    [
      'a click',
      { type: 'block_actions', user: { id: 'U0LINUS', team_id: OTHER }, team: home, enterprise: e },
      'U0LINUS',
      true,
    ],
    [
      'a click, no team',
      {
        type: 'block_actions',
        user: { id: 'U0LINUS', team_id: OTHER },
        team: null,
        enterprise: e,
        is_enterprise_install: true,
      },
      'U0LINUS',
      true,
    ],
    [
      'a click, the organisation as the team',
      { type: 'block_actions', user: { id: 'U0LINUS', team_id: 'E0GRID' }, team: null, enterprise: null },
      'U0LINUS',
      true,
    ],
    [
      'a click that names no team at all',
      { type: 'block_actions', user: { id: 'U0LINUS' }, team: null, enterprise: null },
      'U0LINUS',
      true,
    ],
    [
      'a form',
      {
        type: 'view_submission',
        user: { id: 'W0MIA', team_id: OTHER },
        team: null,
        enterprise: e,
        is_enterprise_install: true,
      },
      'W0MIA',
      true,
    ],
    [
      'a closed form',
      { type: 'view_closed', user: { id: 'W0MIA' }, team: { id: OTHER }, enterprise: e },
      'W0MIA',
      true,
    ],
    [
      'a menu',
      { type: 'block_suggestion', user: { id: 'U0LINUS', team_id: null }, team: null, enterprise: e },
      'U0LINUS',
      true,
    ],
    [
      'a shortcut',
      {
        type: 'shortcut',
        user: { id: 'U0LINUS', team_id: OTHER, username: 'x' },
        team: null,
        enterprise: e,
        is_enterprise_install: true,
      },
      'U0LINUS',
      true,
    ],
    [
      'a message’s shortcut',
      {
        type: 'message_action',
        user: { id: 'U0LINUS', name: 'x' },
        team: { id: OTHER, enterprise_id: 'E0GRID' },
      },
      'U0LINUS',
      true,
    ],
    [
      'an event',
      {
        type: 'event_callback',
        team_id: OTHER,
        enterprise_id: 'E0GRID',
        event: { type: 'app_home_opened', user: 'W0MIA' },
      },
      'W0MIA',
      true,
    ],
    [
      'an event with a whole person',
      {
        type: 'event_callback',
        team_id: OTHER,
        event: { type: 'team_join', user: { id: 'W0MIA', team_id: OTHER } },
      },
      'W0MIA',
      true,
    ],
    [
      'an event of a channel of several workspaces',
      {
        type: 'event_callback',
        team_id: 'T0FRONTDESK',
        event: { type: 'app_mention', user: 'W0MIA', user_team: OTHER },
      },
      'W0MIA',
      true,
    ],
    [
      'a stranger’s click in a channel of ours',
      { type: 'block_actions', user: { id: 'U0EVE', team_id: 'T0PARTNER' }, team: home, enterprise: e },
      'U0EVE',
      false,
    ],
    [
      'a stranger’s form',
      {
        type: 'view_submission',
        user: { id: 'U0EVE', team_id: 'T0PARTNER' },
        team: { id: 'T0PARTNER' },
        enterprise: null,
      },
      'U0EVE',
      false,
    ],
    [
      'a stranger, no team',
      { type: 'block_actions', user: { id: 'U0EVE' }, team: null, enterprise: null },
      'U0EVE',
      false,
    ],
    [
      'a stranger’s event',
      {
        type: 'event_callback',
        team_id: 'T0FRONTDESK',
        event: { type: 'app_mention', user: 'U0EVE', user_team: 'T0PARTNER' },
      },
      'U0EVE',
      false,
    ],
    [
      'a member’s id, another organisation’s workspace',
      { type: 'block_actions', user: { id: 'U0LINUS', team_id: 'T0PARTNER' }, team: null, enterprise: e },
      'U0LINUS',
      false,
    ],
    ['nobody', { type: 'event_callback', team_id: OTHER, event: { type: 'team_rename' } }, '', false],
    [
      'nobody whom Slack knows',
      { type: 'block_actions', user: { id: 'U0GONE', team_id: OTHER }, team: null },
      'U0GONE',
      false,
    ],
  ])('%s tells who acts', async (_, payload, slackId, ours) => {
    const actor = await whoActs(payload);
    expect(actor.slackId).toBe(slackId);
    const homeId = grid === 'organisation' ? 'E0GRID' : 'T0FRONTDESK';
    expect(actor.teamId === homeId).toBe(ours);
  });
});
