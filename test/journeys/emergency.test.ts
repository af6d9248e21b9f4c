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

const withGlass = defaultPolicy.concat('commands: { change-email: { access: approval, break_glass: true } }');
const nobodyElse = withGlass.replace('[U0GRACE, U0LINUS]', '[U0GRACE]');
const day = useWorkplace({ policy: withGlass });
const { as } = day;
const ask = '/zoom change-email rear.admiral@example.com';
const changed = [`changeEmail ${person('grace').zoom?.id}`];
const why = 'The old address is being taken over right now';

const preview = async (who: string, line = ask) => {
  await as(who).command(line);
  return reply(as(who), /Send this request|nobody else who could approve/);
};
const breakGlass = async (button: Parameters<ReturnType<typeof as>['click']>[0]) => {
  await as('grace').click(button, 'request:break-glass');
  const form = await as('grace').waitFor((seen) => seen.views[0]);
  expect(form.view.callback_id).toBe('break-glass');
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
    await directMessage(as('grace'), /Your Zoom email is changed/);
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
    await breakGlass(await reply(as('grace'), /Your request is sent/));
    await as('grace').submit('top', { reason: why });
    const ended = await cardSays(day.place, /Approved by <@U0GRACE> alone, in an emergency/);
    expect(ended.ts).toBe(card.ts);
    expect(buttonsIn(ended.blocks)).toEqual([]);
    await directMessage(as('grace'), /Your Zoom email is changed/);
    expect(changesIn(day.place)).toEqual(changed);
  });

  it('is not kept from it where nobody else could approve; there is nothing to send then', async () => {
    await day.place.restart(nobodyElse);
    const shown = await preview('grace');
    expect(textOf(shown)).toContain('There is nobody else who could approve this just now');
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
    await directMessage(as('grace'), /Your Zoom email is changed/);
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
