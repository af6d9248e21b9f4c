import { beforeEach, describe, expect, it } from 'vitest';
import { person } from '../../sandbox/people.ts';
import { defaultPolicy, textOf } from '../support/workplace.ts';
import { homeSays } from './home-support.ts';
import {
  buttonsIn,
  changesIn,
  forgedClick,
  query,
  quiet,
  requestIdIn,
  sendRequest,
  until,
} from './support.ts';
import { directMessage, NOTICE, PATIENCE, posted, REPORT, reply, tellings } from './told-support.ts';
import { useWorkplace } from './use-workplace.ts';

const day = useWorkplace();
const { as } = day;
const { approved, newestEntry, noticesTo, report, reportedEntries } = tellings(day);

let started = 0;
beforeEach(async () => {
  await query(day.place, 'DELETE FROM links');
  started = await newestEntry();
});

/** A click that is refused is answered in a direct message, because the click was not made in Slack. */
const forged = async (handle: string, value: string, words: RegExp) => {
  day.provoke(/^response_url expired_url$/);
  await forgedClick(day.place, as(handle), { action: 'subject:report', value });
  return directMessage(as(handle), words);
};

describe('“This wasn’t me”', () => {
  const change = '/zoom change-email mia.new@example.com for @mia';

  it('alarms the admins in the channel and directly, stands in the audit log, and says how to undo it', async () => {
    await day.place.restart(defaultPolicy.replace('admins: [U0GRACE]', 'admins: [U0GRACE, U0OWEN]'));
    await approved('/zoom set-license @mia basic');
    await report('mia', await directMessage(as('mia'), NOTICE));
    await reply(as('mia'), /Your Zoom admins are being told right now/);
    const alarm = textOf(await posted(as('linus'), 'zoom-ops', REPORT));
    expect(alarm).toMatch(/<!channel> <@U0MIA> reported a change/);
    expect(alarm).toMatch(/Asked by <@U0GRACE>, approved by <@U0LINUS>/);
    expect(alarm).toMatch(
      /<@U0GRACE> can undo it with one click until[\s\S]*set what was there before with `\/zoom set-license`/,
    );
    for (const admin of ['grace', 'owen']) {
      expect(textOf(await directMessage(as(admin), REPORT))).not.toContain('<!channel>');
    }
    expect(await reportedEntries(started)).toEqual([
      { actor: 'U0MIA', command: 'set-license', subject: expect.stringContaining('mia@example.com') },
    ]);
  });

  it('stops what is still open for the account: the requester and the card say so, and it cannot be approved any more', async () => {
    await day.place.restart(defaultPolicy);
    await approved(change);
    const notice = await directMessage(as('mia'), NOTICE);
    const open = await sendRequest(
      day.place,
      'grace',
      '/zoom set-license mia.new@example.com basic',
      /Basic/,
    );
    const own = await sendRequest(day.place, 'ada', '/zoom change-email ada.king@example.com', /ada\.king/);
    await report('mia', notice);
    await reply(as('mia'), /One request that was still open for your account is stopped/);
    await directMessage(as('grace'), /Your request was stopped[\s\S]*<@U0MIA> reported/);
    const card = await posted(as('linus'), 'zoom-approvals', /Stopped .*<@U0MIA> reported/);
    expect(card.ts).toBe(open.ts);
    expect(buttonsIn(card.blocks)).toEqual([]);
    day.provoke(/^response_url expired_url$/);
    await forgedClick(day.place, as('linus'), { action: 'request:approve', value: requestIdIn(open) });
    await directMessage(as('linus'), /This was withdrawn/);
    expect(changesIn(day.place)).toEqual([`changeEmail ${person('mia').zoom?.id}`]);
    // What is open for others goes on.
    await as('linus').click(own, 'request:approve');
    await directMessage(as('ada'), /Email changed/);
  });

  it('stops an approved change that waits for Zoom', async () => {
    await approved('/zoom set-license @mia basic');
    const notice = await directMessage(as('mia'), NOTICE);
    await quiet(day.place);
    const card = await sendRequest(day.place, 'grace', change, /mia\.new/);
    day.place.zoom.faults.add({ operation: 'getUser', times: 50, kind: 'status', status: 503, body: {} });
    await as('linus').click(card, 'request:approve');
    await until(async () => {
      const sql = "SELECT 1 FROM requests WHERE state = 'approved' AND lease_owner IS NULL";
      return (await query(day.place, sql)).length === 1;
    }, PATIENCE);
    await report('mia', notice);
    await directMessage(as('grace'), /reported a change that was not theirs, so everything that was open/);
    day.place.zoom.faults.clear();
    const stopped = "SELECT actor FROM audit WHERE event = 'failed' AND request_id = $1";
    expect(await query(day.place, stopped, [requestIdIn(card)])).toEqual([{ actor: 'U0MIA' }]);
    expect(changesIn(day.place)).not.toContain(`changeEmail ${person('mia').zoom?.id}`);
  });

  it('counts once: the second press says that it was reported already', async () => {
    await approved(change);
    const notice = await directMessage(as('mia'), NOTICE);
    await report('mia', notice);
    await posted(as('linus'), 'zoom-ops', REPORT);
    // The button is gone by now, unless two clicks were on their way at once.
    day.provoke(/^response_url expired_url$/);
    await forgedClick(day.place, as('mia'), { action: 'subject:report', value: requestIdIn(notice) });
    await directMessage(as('mia'), /You’ve already reported this/);
    await quiet(day.place);
    expect(await reportedEntries(started)).toHaveLength(1);
    expect(noticesTo('grace', REPORT)).toHaveLength(1);
  });

  it('is for the person concerned: nobody else’s click reports anything, nor that of an unknown id', async () => {
    await approved(change);
    const id = requestIdIn(await directMessage(as('mia'), NOTICE));
    for (const other of ['ben', 'grace', 'linus']) {
      await forged(other, id, /Only the person whose account it is can report this change/);
    }
    await forged('mia', 'req_nothing', /Only the person whose account it is/);
    expect(await reportedEntries(started)).toEqual([]);
    expect(noticesTo('grace', REPORT)).toEqual([]);
  });

  it('is given up for nobody: the admins are told once Slack takes messages again', async () => {
    await approved(change);
    const notice = await directMessage(as('mia'), NOTICE);
    await quiet(day.place);
    await until(async () => (await query(day.place, 'SELECT 1 FROM notifications')).length === 0);
    day.provoke(/^chat\.postMessage (fatal_error|invalid_blocks)$/);
    day.place.slack.faults.add({ method: 'chat.postMessage', error: 'invalid_blocks' });
    await report('mia', notice);
    const attempts = async () => {
      const rows = await query(
        day.place,
        "SELECT attempts FROM notifications WHERE kind = 'report' AND queue = 'C0ZOOMOPS'",
      );
      return Number(rows[0]?.attempts ?? -1);
    };
    // Ten attempts are the end of any other notification, and a permanent error is at once.
    await until(async () => (await attempts()) >= 1);
    await query(
      day.place,
      "UPDATE notifications SET attempts = 40 WHERE kind = 'report' AND queue = 'C0ZOOMOPS'",
    );
    day.place.clock.advance(600_000);
    await until(async () => (await attempts()) >= 41, PATIENCE);
    day.place.slack.faults.clear();
    day.place.clock.advance(600_000);
    await posted(as('linus'), 'zoom-ops', REPORT);
  });
});

describe('those who decide', () => {
  it('are mentioned on the card, except whoever asked and whoever owns the account', async () => {
    await day.place.restart(
      defaultPolicy.replace('[U0GRACE, U0LINUS]', '[U0GRACE, U0LINUS, U0MIA, S0ADMINS]'),
    );
    const card = await sendRequest(day.place, 'grace', '/zoom change-email mia.new@example.com for @mia');
    expect(textOf(card)).toContain('<@U0LINUS> <!subteam^S0ADMINS>, please decide');
    expect(card.text).toContain('<@U0LINUS> <!subteam^S0ADMINS>, please decide');
    await as('linus').click(card, 'request:approve');
    const ended = await posted(as('linus'), 'zoom-approvals', /Approved by <@U0LINUS>/);
    expect(textOf(ended)).not.toContain('please decide');
  });

  it('after an escalation are written to, also when they are not in the channel', async () => {
    await day.place.restart(
      defaultPolicy.replace(
        'expires_after: 72h',
        'escalate_after: 1h, escalate_to: [U0OWEN], expires_after: 72h',
      ),
    );
    const card = await sendRequest(day.place, 'ada', '/zoom change-email ada.king@example.com I got married');
    day.place.clock.advance(3_700_000);
    const asked = await directMessage(as('owen'), /Nobody has decided this yet, so you’re asked too/);
    expect(textOf(asked)).toMatch(/<@U0ADA> wants to change their Zoom email[\s\S]*I got married/);
    expect(textOf(asked)).toContain(`/archives/C0APPROVALS/p${card.ts.replace('.', '')}|Open the card>`);
    await as('owen').openHome();
    await homeSays(day, 'owen', new RegExp(requestIdIn(card)));
  });
});
