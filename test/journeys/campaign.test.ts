import { afterEach, describe, expect, it } from 'vitest';
import { defaultPolicy } from '../support/workplace.ts';
import { scrape } from '../telemetry/scrape.ts';
import {
  audited,
  becomes,
  directMessage,
  goTo,
  progress,
  questionTo,
  reply,
  startCampaign,
  stored,
  textOf,
  twoIdle,
} from './campaign-support.ts';
import { buttonsIn, changesIn, forgedClick, query, until } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const admins = defaultPolicy.replace('admins: [U0GRACE]', 'admins: [U0GRACE, U0OWEN]');
const takeBack = `${admins}licences: { on_silence: take-back, price: 180, currency: EUR }\n`;
const day = useWorkplace({ policy: takeBack });
const as = (handle: string) => day.as(handle);
const DAY = 86_400_000;

/** New rules, while the bot runs. */
async function rules(policy: string): Promise<void> {
  changed = true;
  day.place.writePolicy(policy);
  await day.place.bot.reloadRules();
}
let changed = false;
/** Restarts the bot with another policy until the end of the test. */
async function otherPolicy(policy: string): Promise<void> {
  changed = true;
  await day.place.restart(policy);
}
afterEach(async () => {
  if (changed) await day.place.restart(takeBack);
  changed = false;
});

describe('people answer', () => {
  it('Ada gives hers back and wants it again, Mia keeps hers; each has one message, and all of it is audited', async () => {
    await twoIdle(day);
    await as('grace').command('/zoom reclaim licenses 14d');
    const preview = textOf(await reply(as('grace'), /whether they still need/));
    expect(preview).toMatch(/Asked: \*2 people of 2 with a licence/);
    expect(preview).toMatch(/May save: \*€360 a year/);
    expect(preview).toMatch(/Without an answer: \*the licence goes back/);
    await as('grace').click(await reply(as('grace'), /whether they still need/), 'confirm:cancel');
    await as('ben').command('/zoom reclaim-licences 14d');
    await reply(as('ben'), /for Frontdesk admins/);

    await startCampaign(day);
    const asked = await questionTo(day, 'ada');
    expect(textOf(asked)).toMatch(/Hi Ada[\s\S]*no meeting of yours over 40 minutes in the last \d+ days/);
    expect(buttonsIn(asked.blocks).map((one) => one.action_id)).toEqual([
      'campaign:keep',
      'campaign:give-back',
      'campaign:keep-until',
    ]);
    const [{ value = '' } = { value: '' }] = buttonsIn(asked.blocks);
    day.provoke(/expired_url/);
    await forgedClick(day.place, as('ben'), { action: 'campaign:give-back', value });
    await directMessage(as('ben'), /was for somebody else/);

    await as('ada').click(asked, 'campaign:give-back');
    await directMessage(as('ada'), /free for somebody else/);
    expect(day.user('ada').type).toBe(1);
    await as('mia').click(await questionTo(day, 'mia'), 'campaign:keep');
    await directMessage(as('mia'), /You keep your Zoom licence/);
    expect(day.user('mia').type).toBe(2);

    const done = await progress(day, /Done: asked 2 people/);
    expect(textOf(done)).toMatch(
      /2 of 2 answered[\s\S]*Keep it\*\n1[\s\S]*Gave it back\*\n1[\s\S]*€180 a year/,
    );
    await directMessage(as('grace'), /Done: asked 2 people/);
    // Long after the end, one click brings it back.
    day.place.clock.advance(20 * DAY);
    await as('ada').click(await directMessage(as('ada'), /free for somebody else/), 'campaign:again');
    await directMessage(as('ada'), /You have your Zoom licence back/);
    expect(day.user('ada').type).toBe(2);
    await progress(day, /Took it again/);
    expect([as('ada').dms().length, as('mia').dms().length]).toEqual([1, 1]);
    expect(await audited(day)).toEqual([
      'answered U0ADA Ada Lovelace give-back',
      'answered U0MIA Mia Chen keep',
      'answered U0ADA Ada Lovelace again',
    ]);
    const events = await query(
      day.place,
      "SELECT event, account_name AS name FROM audit WHERE command = 'set-license' ORDER BY seq",
    );
    expect(events.map(({ event, name }) => `${event} ${name}`)).toEqual([
      'done Ada Lovelace',
      'undone Ada Lovelace',
    ]);
    // Who has said that they need it is not asked again.
    await as('grace').command('/zoom reclaim-licences 7d');
    await reply(as('grace'), /looked at your licences|too old/);
  });

  it('nobody answers: one reminder, then the licences go back, except of who has hosted since; both can have theirs again', async () => {
    await startCampaign(day);
    await questionTo(day, 'ada');
    await becomes(day, 'mia', 'asked');
    await goTo(day, 'remind_at');
    await directMessage(as('ada'), /a short reminder/);
    await directMessage(as('mia'), /a short reminder/);
    const today = new Date(day.place.clock.now() - DAY).toISOString();
    day.user('mia').hosted = [{ last: today, times: 3, everyDays: 1, minutes: 60, participants: 4 }];
    await goTo(day, 'ends_at');
    const gone = await directMessage(as('ada'), /Your Zoom licence has gone back/);
    expect(day.user('ada').type).toBe(1);
    await becomes(day, 'mia', 'spared');
    expect(day.user('mia').type).toBe(2);
    await directMessage(as('mia'), /Something has changed since I asked/);
    await until(() => as('ada').dms().length === 3);
    await as('ada').click(gone, 'campaign:again');
    await directMessage(as('ada'), /You have your Zoom licence back/);
    expect(day.user('ada').type).toBe(2);
    expect(changesIn(day.place).length).toBe(2);
  });

  it('a date: nobody asks again before it; and a late answer says what can still be done', async () => {
    await startCampaign(day);
    const toAda = await questionTo(day, 'ada');
    await as('ada').click(toAda, 'campaign:keep-until');
    const form = await as('ada').waitFor((seen) =>
      seen.views.find((one) => one.view.callback_id === 'campaign-keep-until'),
    );
    expect(JSON.stringify(await as('ada').submit('top', { until: '9999-12-01' }))).toContain('within a year');
    const date = new Date(day.place.clock.now() + 60 * DAY).toISOString().slice(0, 10);
    expect(form).toBeDefined();
    await as('ada').submit('top', { until: date });
    await directMessage(as('ada'), /Nobody asks you again before/);
    expect(await stored(day, 'ada')).toMatchObject({ state: 'kept', answer: 'keep-until' });

    await becomes(day, 'mia', 'asked');
    const [{ value = '' } = { value: '' }] = buttonsIn((await questionTo(day, 'mia')).blocks);
    await as('grace').click(await progress(day, /Asking/), 'campaign:stop');
    await progress(day, /Stopped by <@U0GRACE>/);
    await as('owen').command('/zoom campaign history');
    expect(textOf(await reply(as('owen'), /Earlier campaigns have brought back 0 licences/))).toMatch(
      /saves €0 a year[\s\S]*Licences back/,
    );
    await directMessage(as('mia'), /Your admins have stopped asking/);
    day.provoke(/expired_url/);
    await forgedClick(day.place, as('mia'), { action: 'campaign:give-back', value });
    await directMessage(as('mia'), /This campaign is over, and you still have your licence/);
    expect(await stored(day, 'mia')).toMatchObject({ state: 'left', answer: 'give-back', answers: 1 });
    expect(await audited(day)).toContain('answered U0MIA Mia Chen give-back (too late to be followed)');
    expect(changesIn(day.place)).toEqual([]);
  });

  it('Keep it, clicked while the licence goes back: it comes straight back', async () => {
    await startCampaign(day);
    const asked = await questionTo(day, 'ada');
    day.place.zoom.faults.add({ operation: 'updateUser', times: 1, kind: 'late', delayMs: 2_500 });
    await as('ada').click(asked, 'campaign:give-back');
    // Zoom is being asked: a moment earlier, what she says would keep the licence from going at all.
    const running = "SELECT 1 FROM requests WHERE command = 'set-license' AND state = 'running'";
    await until(async () => (await query(day.place, running)).length > 0);
    const [{ value = '' } = { value: '' }] = buttonsIn(asked.blocks);
    day.provoke(/expired_url/);
    await forgedClick(day.place, as('ada'), { action: 'campaign:keep', value });
    await becomes(day, 'ada', 'restored');
    await directMessage(as('ada'), /You have your Zoom licence back/);
    expect(day.user('ada').type).toBe(2);
  });

  it('Mia hosts a meeting right now: hers goes back when it is over; no licence is free for Ada, who can request one', async () => {
    await startCampaign(day);
    day.user('mia').meetingRunning = true;
    await as('mia').click(await questionTo(day, 'mia'), 'campaign:give-back');
    await as('ada').click(await questionTo(day, 'ada'), 'campaign:give-back');
    await becomes(day, 'ada', 'returned');
    expect(await stored(day, 'mia')).toMatchObject({ state: 'taking' });
    expect(day.user('mia').type).toBe(2);
    const gone = await directMessage(as('ada'), /free for somebody else/);
    // Somebody has given and taken it since: the old button undoes no later decision.
    await query(
      day.place,
      `INSERT INTO requests (id, state, version, command, input_json, team_id, requester_slack_id, reply_to, subject_zoom_id,
         resource, attempts, created_at, updated_at)
       VALUES ('req_later', 'undone', 1, 'request-license', '{}', 'T', 'U0ADA', '', $1, 'licence', 0, $2, $2)`,
      [day.idOf('ada'), day.place.clock.now() + 1_000],
    );
    await as('ada').click(gone, 'campaign:again');
    await reply(as('ada'), /Get a Zoom licence[\s\S]*can approve this/);
    await query(day.place, "DELETE FROM requests WHERE id = 'req_later'");
    day.place.zoom.account.seats = 1;
    await as('ada').click(await directMessage(as('ada'), /free for somebody else/), 'campaign:again');
    await reply(as('ada'), /No licence is free right now[\s\S]*Join the waiting list/);
    expect(await stored(day, 'ada')).toMatchObject({ state: 'returned', answer: 'again' });
    day.user('mia').meetingRunning = false;
    day.place.clock.advance(11 * 60_000);
    await becomes(day, 'mia', 'returned');
  });
});

describe('admins', () => {
  it('pause it and go on; nobody starts a second one; what was begun in somebody’s name ends with their rights', async () => {
    await startCampaign(day);
    await becomes(day, 'ada', 'asked');
    await becomes(day, 'mia', 'asked');
    await as('grace').command('/zoom reclaim-licences 7d');
    await reply(as('grace'), /Another campaign is still under way/);
    await as('ben').click(await progress(day, /Asking/), 'campaign:pause');
    await reply(as('ben'), /Only Frontdesk admins can do that/);
    // Its buttons ask for the same right as what is typed.
    await rules(`${takeBack}commands: { campaign: { allow: [U0GRACE] } }\n`);
    await as('owen').click(await progress(day, /Asking/), 'campaign:pause');
    await reply(as('owen'), /`campaign` is only for/);
    await rules(takeBack);
    await as('grace').click(await progress(day, /Asking/), 'campaign:pause');
    await progress(day, /Paused/);
    const before = await query(day.place, 'SELECT ends_at FROM campaigns');
    await as('ada').click(await questionTo(day, 'ada'), 'campaign:give-back');
    day.place.clock.advance(2 * DAY);
    expect(await stored(day, 'ada')).toMatchObject({ state: 'taking' });
    expect(day.user('ada').type).toBe(2);

    // Grace is no admin any more: it stops by itself until another admin has looked at it.
    await otherPolicy(takeBack.replace('[U0GRACE, U0OWEN]', '[U0OWEN]'));
    await as('owen').click(await progress(day, /Paused/), 'campaign:resume');
    await becomes(day, 'ada', 'returned');
    expect(await audited(day)).toEqual([
      'paused U0GRACE',
      'answered U0ADA Ada Lovelace give-back',
      'resumed U0OWEN',
    ]);
    const [after] = await query(day.place, 'SELECT ends_at, run_by FROM campaigns');
    expect(after?.run_by).toBe('U0OWEN');
    expect(Number(after?.ends_at) - Number(before[0]?.ends_at)).toBeGreaterThan(DAY);
    const [made] = await query(
      day.place,
      "SELECT requester_slack_id AS by FROM requests WHERE command = 'set-license'",
    );
    expect(made?.by).toBe('U0OWEN');
  });

  it('pause, resume and stop it by typed words, and read how it goes; for others it is as if the command did not exist', async () => {
    await as('owen').command('/zoom campaign');
    await reply(as('owen'), /No|Nobody|Done|Stopped/);
    await startCampaign(day);
    await becomes(day, 'mia', 'asked');
    await as('ben').command('/zoom campaign stop');
    await reply(as('ben'), /for Frontdesk admins/);
    await as('owen').command('/zoom reclaim-licences pause');
    const paused = await reply(as('owen'), /Paused: asking 2 people/);
    await progress(day, /Paused/);
    const metrics = await scrape(day.place);
    expect.soft(metrics.of('frontdesk_campaigns{state="paused"}')).toBe(1);
    expect.soft(metrics.of('frontdesk_campaign_people{state="asked"}')).toBeGreaterThan(0);
    await as('owen').command('/zoom campaign pause');
    await reply(as('owen'), /It’s already paused/);
    // What only Owen sees is answered in its place.
    await as('owen').click(paused, 'campaign:resume');
    await reply(as('owen'), /^(?!.*Paused).*Asking 2 people/);
    await progress(day, /Asking/);
    await as('owen').command('/zoom stop the campaign');
    const question = await reply(as('owen'), /Stop this campaign\?/);
    expect(await audited(day)).toEqual(['paused U0OWEN', 'resumed U0OWEN']);
    await as('owen').click(question, 'campaign:stop');
    await reply(as('owen'), /Stopped by/);
    await progress(day, /Stopped/);
    await as('owen').command('/zoom campaign resume');
    await reply(as('owen'), /No campaign is under way/);
    const read = as('owen').ephemerals().length;
    await as('owen').command('/zoom campaign status');
    await as('owen').waitFor(() => as('owen').ephemerals().length > read);
    expect(textOf(as('owen').ephemerals().at(-1))).toMatch(/Stopped: asking 2 people/);
    await directMessage(as('mia'), /Your admins have stopped asking/);
  });

  it('its approval is for those on its list: a row that names another account takes nobody’s licence', async () => {
    await startCampaign(day);
    await becomes(day, 'ada', 'asked');
    day.user('linus').type = 2;
    await query(
      day.place,
      'UPDATE campaign_people SET zoom_id = $1, email = $2, slack_id = $3 WHERE zoom_id = $4',
      [day.idOf('linus'), 'linus@example.com', 'U0LINUS', day.idOf('ada')],
    );
    await query(
      day.place,
      "UPDATE campaign_people SET state = 'taking', answer = 'give-back', due_at = 0 WHERE zoom_id = $1",
      [day.idOf('linus')],
    );
    await progress(day, /This isn’t what was approved/);
    expect(day.user('linus').type).toBe(2);
    expect(changesIn(day.place)).toEqual([]);
  });

  it('what takes licences is checked once more: the list of the campaign is sealed', async () => {
    await startCampaign(day);
    await becomes(day, 'ada', 'asked');
    await query(day.place, "UPDATE campaigns SET list = 'AAAA' || list");
    await as('ada').click(await questionTo(day, 'ada'), 'campaign:give-back');
    await progress(day, /This isn’t what was approved/);
    expect(day.user('ada').type).toBe(2);
  });

  it('the approver has lost the right: it stops by itself and says why', async () => {
    await startCampaign(day);
    await becomes(day, 'ada', 'asked');
    await otherPolicy(takeBack.replace('approvers: [U0GRACE, U0LINUS]', 'approvers: [U0GRACE, U0MIA]'));
    await as('ada').click(await questionTo(day, 'ada'), 'campaign:give-back');
    await progress(day, /approval no longer counts/);

    // Who started it may start none any more, and who approved it resumes it as another Slack user.
    await rules(`${takeBack}commands: { reclaim-licences: { allow: [U0OWEN] } }\n`);
    await query(day.place, "INSERT INTO links VALUES ($1, 'U0OWEN', $2, 'U0GRACE', 0)", [
      day.place.slack.teamId,
      day.idOf('linus'),
    ]);
    await as('owen').click(await progress(day, /Paused/), 'campaign:resume');
    await until(async () => (await query(day.place, 'SELECT run_by FROM campaigns'))[0]?.run_by === 'U0OWEN');
    await progress(day, /approval no longer counts/);
    await rules(`${takeBack}commands: { reclaim-licences: { allow: [U0GRACE] } }\n`);
    await query(day.place, "UPDATE campaigns SET state = 'running'");
    await progress(day, /Whoever started it may no longer do that/);
    await as('owen').click(await progress(day, /Paused/), 'campaign:resume');
    await reply(as('owen'), /you may not start campaigns here/);
    expect(day.user('ada').type).toBe(2);
  });
});

describe('on_silence: ask-admin', () => {
  it('the admins read who has not answered and who could not be asked, and decide on each list; who is in Slack is told', async () => {
    await otherPolicy(admins);
    await twoIdle(day);
    // Ben has the address of the account, and somebody else has used it first.
    Object.assign(day.user('ben'), { type: 2, hosted: [], meetings: [], webinars: [] });
    await query(day.place, "INSERT INTO identity_pins VALUES ($1, $2, 'U0IVY', 'email', 0)", [
      day.place.slack.teamId,
      day.idOf('ben'),
    ]);
    await query(day.place, 'DELETE FROM licence_scans');
    const [owner] = day.place.zoom.account.users.filter((one) => one.email === 'kwame@example.com');
    expect(owner).toBeDefined();
    if (owner) owner.type = 2;
    // Whoever has not confirmed their address in Slack might be anybody.
    Object.assign(day.user('uma'), { type: 2, hosted: [], meetings: [], webinars: [] });
    await as('grace').command('/zoom reclaim-licences 14d');
    await until(async () => {
      const [row] = await query(day.place, "SELECT count(*) AS n FROM licence_scans WHERE state = 'done'");
      return Number(row?.n) > 0;
    });
    await startCampaign(day);
    await becomes(day, 'ada', 'asked');
    await as('mia').click(await questionTo(day, 'mia'), 'campaign:keep');
    await goTo(day, 'ends_at');
    const card = await progress(day, /1 person didn’t answer/);
    expect(textOf(card)).toMatch(/Ada Lovelace[\s\S]*3 people couldn’t be asked/);
    expect(textOf(card)).toMatch(/Please decide by/);
    await as('grace').click(card, 'campaign:leave-silent');
    await becomes(day, 'ada', 'left');
    await as('owen').click(await progress(day, /couldn’t be asked/), 'campaign:take-unreachable');
    await progress(day, /Done: asked 5 people/);
    expect([owner?.type, day.user('ben').type, day.user('ada').type]).toEqual([1, 1, 2]);
    await directMessage(as('ben'), /Your Zoom account was changed[\s\S]*Make \*Ben Okafor\* Basic/);
    expect(as('uma').dms()).toEqual([]);
    expect(await audited(day)).toEqual([
      'answered U0MIA Mia Chen keep',
      'decided U0GRACE leave 1 without an answer',
      'decided U0OWEN take back 3 not asked',
    ]);
  });
});
