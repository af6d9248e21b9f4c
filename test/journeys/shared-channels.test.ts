import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConfigError } from '../../src/config.ts';
import { defaultPolicy, directMessage, openWorkplace, posted, reply, textOf } from '../support/workplace.ts';
import { cardSays, changesIn, quiet, sendRequest, until } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const day = useWorkplace();
const { as } = day;
const ask = '/zoom change-email ada.king@example.com I got married';

/** A channel is shared with another organisation by somebody in Slack, or no longer. */
function share(channel: string, shared = true): void {
  const found = day.place.slack.workspace.channels.get(channel);
  if (!found) throw new Error(`There is no channel ${channel}`);
  found.isExtShared = shared;
}

/** Whether it is shared is looked at again, and what waited is tried once more. */
const laterOn = () => day.place.clock.advance(61_000);

let before = 0;
const postponements = () =>
  day.place.log.filter((line) => /could not be delivered; they are tried again/.test(line)).length;

/** Until so many attempts of this test have been put off. */
const postponed = (times = 1) => until(() => postponements() - before >= times);

beforeEach(() => {
  before = postponements();
});

async function send() {
  await as('ada').command(ask);
  await as('ada').click(await reply(as('ada'), /Send request/), 'confirm:run');
  await reply(as('ada'), /Sent to /);
}

afterEach(async () => {
  share('C0APPROVALS', false);
  share('C0ZOOMOPS', false);
  laterOn();
  await quiet(day.place);
});

describe('a channel that becomes shared while the bot runs', () => {
  it('gets no card: the admins are told once, the request waits, and the card comes when sharing ends', async () => {
    share('C0APPROVALS');
    await send();
    const alert = await directMessage(as('grace'), /shared with another organisation/);
    expect(textOf(alert)).toContain('<#C0APPROVALS>');
    await postponed();
    expect(as('linus').messages('zoom-approvals')).toEqual([]);
    expect(day.place.log.some((line) => /"level":50.*C0APPROVALS.*is shared/.test(line))).toBe(true);

    laterOn();
    await postponed(2);
    expect(as('linus').messages('zoom-approvals')).toEqual([]);
    const alerts = as('grace')
      .dms()
      .filter((one) => /shared with another organisation/.test(textOf(one)));
    expect(alerts).toHaveLength(1);

    share('C0APPROVALS', false);
    laterOn();
    await as('linus').click(await cardSays(day.place, /wants to|would like/), 'request:approve');
    await directMessage(as('ada'), /Email changed/);
  });

  it('gets no card although the last one was posted there', async () => {
    await sendRequest(day.place, 'mia', '/zoom change-email mia.chen@example.com');
    share('C0APPROVALS');
    laterOn();
    await send();
    await directMessage(as('grace'), /shared with another organisation/);
    await postponed();
    const cards = JSON.stringify(as('linus').messages('zoom-approvals'));
    expect(cards).toContain('mia.chen@example.com');
    expect(cards).not.toContain('ada.king@example.com');
    expect(changesIn(day.place)).toEqual([]);
  });

  it('hears of no outcome either, until sharing ends', async () => {
    share('C0ZOOMOPS');
    await as('ada').command('/zoom add-assistant @mia');
    await reply(as('ada'), /can now schedule/);
    const alert = await directMessage(as('grace'), /shared with another organisation/);
    expect(textOf(alert)).toContain('<#C0ZOOMOPS>');
    await postponed();
    expect(as('linus').messages('zoom-ops')).toEqual([]);
    share('C0ZOOMOPS', false);
    laterOn();
    await posted(as('linus'), 'zoom-ops', /Done for <@U0ADA>/);
  });
});

describe('at start', () => {
  it.each([
    ['the approval channel', defaultPolicy.replace('C0APPROVALS', 'C0AGENCY')],
    ['the notice channel', defaultPolicy.replace('C0ZOOMOPS', 'C0AGENCY')],
    ['a command’s approval channel', `${defaultPolicy}commands: { change-email: { channel: C0AGENCY } }`],
    ['a command’s notice channel', `${defaultPolicy}commands: { picture: { notices: C0AGENCY } }`],
  ])('%s is shared: the bot does not start, and says which', async (_, policy) => {
    const error = await openWorkplace({ policy }).then(
      () => undefined,
      (one: ConfigError) => one,
    );
    expect(error?.problems).toEqual([
      expect.stringMatching(/channel C0AGENCY is shared with another organisation/),
    ]);
  });
});
