import { beforeEach, describe, expect, it } from 'vitest';
import { person } from '../../sandbox/people.ts';
import { defaultPolicy, directMessage, posted, reply, textOf } from '../support/workplace.ts';
import {
  buttonsIn,
  cardSays,
  changesIn,
  forgedClick,
  query,
  requestIdIn,
  sendRequest,
  until,
} from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const withGlass = defaultPolicy
  .replace('needed: 1', 'needed: 1, stand_ins: [U0OWEN]')
  .concat('commands: { change-email: { access: approval, break_glass: true } }');
const nobodyElse = withGlass.replace('[U0GRACE, U0LINUS]', '[U0GRACE]');
const day = useWorkplace({ policy: withGlass });
const { as } = day;
const ask = '/zoom change-email rear.admiral@example.com';
const changed = [`changeEmail ${person('grace').zoom?.id}`];
const why = 'The old address is being taken over right now';

const preview = async (who: string, line = ask) => {
  await as(who).command(line);
  return reply(as(who), /Send request|Nobody else can approve/);
};
const breakGlass = async (button: Parameters<ReturnType<typeof as>['click']>[0]) => {
  await as('grace').click(button, 'request:break-glass');
  const form = await as('grace').waitFor((seen) => seen.views[0]);
  expect(form.view.callback_id).toBe('break-glass');
  expect(JSON.stringify(form.view.blocks)).toMatch(
    /You want to change (?:your Zoom email|the Zoom email of)/,
  );
  return form;
};

describe('an admin in an emergency', () => {
  beforeEach(() => day.place.restart(withGlass));

  it('approves their own request with a reason, and everybody in the notice channel reads it before the outcome', async () => {
    const form = await breakGlass(await preview('grace'));
    expect(JSON.stringify(form.view.blocks)).toContain('everybody in the notice channel is told at once');
    expect(await as('grace').submit('top', { reason: 'quick' })).toMatchObject({ ok: false });
    expect(changesIn(day.place)).toEqual([]);
    await as('grace').submit('top', { reason: `${why} <!channel>` });
    const alarm = textOf(await posted(as('linus'), 'zoom-ops', /in an emergency/));
    expect(alarm).toContain('<@U0GRACE> approved their own request in an emergency');
    expect(alarm).toContain(`> ${why} &lt;!channel&gt;`);
    expect(alarm.match(/<!channel>/g)).toHaveLength(1);
    await directMessage(as('grace'), /Email changed/);
    await posted(as('linus'), 'zoom-ops', /Done for <@U0GRACE>/);
    expect(changesIn(day.place)).toEqual(changed);
    const log = await query(day.place, 'SELECT event, actor, detail FROM audit ORDER BY seq DESC LIMIT 2');
    expect(log).toEqual([
      { event: 'done', actor: 'U0GRACE', detail: '' },
      { event: 'approved-alone', actor: 'U0GRACE', detail: `${why} <!channel>` },
    ]);
  });

  it('does so while it already waits for the others: the card says that they need not decide', async () => {
    const card = await sendRequest(day.place, 'grace', ask);
    await breakGlass(await reply(as('grace'), /Sent to /));
    await as('grace').submit('top', { reason: why });
    const ended = await cardSays(day.place, /Approved by <@U0GRACE> alone, in an emergency/);
    expect(ended.ts).toBe(card.ts);
    expect(buttonsIn(ended.blocks)).toEqual([]);
    await directMessage(as('grace'), /Email changed/);
    expect(changesIn(day.place)).toEqual(changed);
  });

  it('is not kept from it where nobody else could approve; there is nothing to send then', async () => {
    await day.place.restart(nobodyElse);
    const shown = await preview('grace');
    expect(textOf(shown)).toContain('Nobody else can approve this right now');
    expect(buttonsIn(shown.blocks).map((one) => one.action_id)).toEqual([
      'confirm:cancel',
      'request:break-glass',
    ]);
    await forgedClick(day.place, as('grace'), { action: 'confirm:run', value: requestIdIn(shown) });
    await directMessage(as('grace'), /nobody else who could approve this/);
    day.provoke(/^response_url expired_url$/);
    expect(changesIn(day.place)).toEqual([]);
    await breakGlass(shown);
    await as('grace').submit('top', { reason: why });
    await directMessage(as('grace'), /Email changed/);
  });
});

describe('who may not', () => {
  beforeEach(() => day.place.restart(withGlass));

  it('Ada, who is no admin, is not offered it, and a click of her own making is refused', async () => {
    const card = await sendRequest(day.place, 'ada', '/zoom change-email ada.king@example.com');
    day.provoke(/^response_url expired_url$/);
    await forgedClick(day.place, as('ada'), { action: 'request:break-glass', value: requestIdIn(card) });
    await directMessage(as('ada'), /Nobody may approve their own `change-email` here/);
    expect(as('ada').views()).toEqual([]);
    const texts = JSON.stringify(
      as('ada')
        .ephemerals()
        .map((one) => one.blocks),
    );
    expect(texts).not.toContain('break-glass');
  });

  it('Grace with the request of somebody else is told whose it is', async () => {
    const card = await sendRequest(day.place, 'ada', '/zoom change-email ada.king@example.com');
    day.provoke(/^response_url expired_url$/);
    await forgedClick(day.place, as('grace'), { action: 'request:break-glass', value: requestIdIn(card) });
    await directMessage(as('grace'), /Only <@U0ADA>, who asked for it, can do that/);
  });

  it('an admin whose policy no longer has it: neither by the form that is still open nor in between', async () => {
    await breakGlass(await preview('grace'));
    await day.place.restart(defaultPolicy);
    await as('grace').submit('top', { reason: why });
    const note = await as('grace').waitFor((seen) =>
      seen.views.find((one) => one.view.title.text === 'Not approved'),
    );
    expect(JSON.stringify(note.view.blocks)).toContain('Nobody may approve their own');
    await as('grace').close();

    // Nor one who may not even ask for it any more: nobody is alarmed.
    await day.place.restart(withGlass);
    await breakGlass(await preview('grace'));
    await day.place.restart(withGlass.replace('break_glass: true', 'break_glass: true, allow: [U0LINUS]'));
    await as('grace').submit('top', { reason: why });
    await as('grace').waitFor((seen) => /is only for/.test(JSON.stringify(seen.views)));
    expect(as('linus').messages('zoom-ops')).toEqual([]);
    expect(changesIn(day.place)).toEqual([]);
  });

  it('an admin who lost the right between their word and the change: nothing is changed', async () => {
    await breakGlass(await preview('grace'));
    day.place.zoom.faults.add({ operation: 'getUser', times: 20, kind: 'status', status: 503, body: {} });
    await as('grace').submit('top', { reason: why });
    await until(async () => {
      const rows = await query(
        day.place,
        "SELECT 1 FROM requests WHERE state = 'approved' AND lease_owner IS NULL",
      );
      return rows.length === 1;
    }, 12_000);
    day.place.zoom.faults.clear();
    await day.place.restart(withGlass.replace('admins: [U0GRACE]', 'admins: [U0LINUS]'));
    day.place.clock.advance(10_000);
    await directMessage(as('grace'), /approval no longer counts/);
    expect(changesIn(day.place)).toEqual([]);
  });
});

describe('an emergency is loud or does not happen', () => {
  const onMia = '/zoom change-email mia.new@example.com for @mia';
  const changedMia = `changeEmail ${person('mia').zoom?.id}`;
  const ALARM = /<@U0GRACE> approved their own request in an emergency/;
  const DIRECT = /in an emergency[\s\S]*The notice channel can’t be reached, so I write to you directly/;
  const ops = () => {
    const channel = day.place.slack.workspace.channels.get('C0ZOOMOPS');
    if (!channel) throw new Error('There is no notice channel');
    return channel;
  };
  const archive = () => {
    ops().isArchived = true;
  };
  const removeBot = () => {
    ops().members.delete(day.place.slack.botUserId);
  };
  const leaveOnlyGrace = () => {
    for (const id of ['U0LINUS', 'U0ADA', 'U0BEN', 'U0MIA']) ops().members.delete(id);
  };
  /** Zoom is away, so that nothing can be changed before the test has looked. */
  const stopZoom = () =>
    day.place.zoom.faults.add({ operation: 'getUser', times: 200, kind: 'status', status: 503, body: {} });
  const goOn = () => {
    day.place.zoom.faults.clear();
    day.place.clock.advance(10_000);
  };
  const notApproved = () =>
    as('grace').waitFor((seen) => seen.views.find((one) => one.view.title.text === 'Not approved'));
  const states = async () =>
    (await query(day.place, 'SELECT state FROM requests')).map((row) => String(row.state));

  beforeEach(() => day.place.restart(withGlass));

  it.each([
    ['is archived', archive, /^chat\.postMessage is_archived$/],
    ['no longer has the bot', removeBot, /^chat\.postMessage not_in_channel$/],
    ['is read by nobody but the admin', leaveOnlyGrace, /^nothing$/],
  ])(
    'the notice channel %s: the approvers and the owner are written to before anything changes',
    async (_, harm, refused) => {
      await breakGlass(await preview('grace', onMia));
      // Linus is away, and Owen stands in for him.
      await query(
        day.place,
        `INSERT INTO stand_ins (id, away_slack_id, away_name, stand_in_slack_id, stand_in_name, began_at, until_at, untold_json, attempts)
         VALUES ('s1', 'U0LINUS', 'Linus', 'U0OWEN', 'Owen', 0, $1, '[]', 0)`,
        [day.place.clock.now() + 86_400_000],
      );
      day.provoke(refused);
      harm();
      stopZoom();
      await as('grace').submit('top', { reason: why });
      for (const handle of ['linus', 'owen', 'mia']) {
        const alarm = textOf(await directMessage(as(handle), DIRECT));
        expect(alarm).toContain(`> ${why}`);
        expect(alarm).toContain('mia@example.com');
        expect(alarm).not.toContain('<!channel>');
      }
      expect(changesIn(day.place)).toEqual([]);
      goOn();
      await directMessage(
        as('mia'),
        /Your Zoom account was changed[\s\S]*by <@U0GRACE> alone, in an emergency/,
        15_000,
      );
      expect(changesIn(day.place)).toEqual([changedMia]);
      ops().isArchived = false;
      ops().members.add(day.place.slack.botUserId);
      ops().members.add('U0LINUS');
      day.place.clock.advance(3_600_000);
      await posted(as('linus'), 'zoom-ops', ALARM, 15_000);
    },
  );

  it('nobody can be reached: it is refused with a sentence, and nothing changes', async () => {
    await breakGlass(await preview('grace', onMia));
    day.provoke(/^(chat\.postMessage is_archived|conversations\.open fatal_error)$/);
    archive();
    day.place.slack.faults.add({ method: 'conversations.open', error: 'fatal_error' });
    await as('grace').submit('top', { reason: why });
    const { view } = await notApproved();
    expect(JSON.stringify(view.blocks)).toContain('I couldn’t tell anybody about this');
    expect(await states()).toEqual(['drafted']);
    expect(await query(day.place, 'SELECT 1 FROM decisions')).toEqual([]);
    expect(changesIn(day.place)).toEqual([]);
  });

  it('only the owner can be reached and no approver: it is refused', async () => {
    await breakGlass(await preview('grace', onMia));
    day.provoke(/^(chat\.postMessage is_archived|conversations\.open user_disabled)$/);
    archive();
    const linus = day.place.slack.workspace.users.get('U0LINUS');
    if (linus) linus.kind = 'deactivated';
    await as('grace').submit('top', { reason: why });
    await notApproved();
    expect(await states()).toEqual(['drafted']);
  });

  it('an approver who could not be reached at first is told later', async () => {
    await day.place.restart(withGlass.replace('U0LINUS]', 'U0LINUS, U0OWEN]'));
    await breakGlass(await preview('grace', onMia));
    day.provoke(/^(chat\.postMessage is_archived|conversations\.open user_disabled)$/);
    archive();
    // Whichever of the three it hits.
    day.place.slack.faults.add({ method: 'conversations.open', times: 1, error: 'user_disabled' });
    await as('grace').submit('top', { reason: why });
    for (const handle of ['linus', 'owen', 'mia']) await directMessage(as(handle), DIRECT, 15_000);
    const [row] = await query(day.place, 'SELECT progress_json FROM requests');
    expect(JSON.parse(String(row?.progress_json)).selfApproved.missed).toHaveLength(1);
    ops().isArchived = false;
    day.place.clock.advance(60_000);
    await posted(as('linus'), 'zoom-ops', ALARM, 15_000);
  });

  it('while Slack is slow nothing is approved before the alarm is out, and the form says so', async () => {
    await breakGlass(await preview('grace', onMia));
    day.place.slack.faults.add({ method: 'chat.postMessage', times: 1, delayMs: 4_000 });
    const submitted = as('grace').submit('top', { reason: why });
    await as('grace').waitFor((seen) => seen.views.find((one) => one.view.title.text === 'One moment'));
    expect(await states()).toEqual(['drafted']);
    expect(await submitted).toMatchObject({ ok: true });
    await as('grace').waitFor((seen) => seen.views.find((one) => one.view.title.text === 'Decided'), 15_000);
    await posted(as('linus'), 'zoom-ops', ALARM);
  });
});
