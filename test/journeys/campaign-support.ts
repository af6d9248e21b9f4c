import type { Message } from '../../sandbox/slack/desktop.ts';
import { directMessage, posted, reply, textOf } from '../support/workplace.ts';
import { query, sendRequest, until, untilDue } from './support.ts';
import type { Everyday } from './use-workplace.ts';

/** Ada and Mia have hosted nothing for long, and the bot has looked at everybody's licences. */
export async function twoIdle(day: Everyday): Promise<void> {
  for (const one of day.place.zoom.account.users) {
    if (one.type === 2 && !['ada', 'mia'].some((who) => one.id === day.idOf(who))) one.type = 1;
    one.assistants = [];
  }
  for (const who of ['ada', 'mia']) Object.assign(day.user(who), { hosted: [], meetings: [], webinars: [] });
  await query(day.place, 'DELETE FROM licence_scans');
  await day.as('grace').command('/zoom reclaim-licences 14d');
  await reply(day.as('grace'), /I’m looking now/);
  await until(async () => {
    const [row] = await query(day.place, "SELECT count(*) AS n FROM licence_scans WHERE state = 'done'");
    return Number(row?.n) > 0;
  });
}

/** Grace asks, Linus approves, and the message with the progress is there. */
export async function startCampaign(day: Everyday, line = '/zoom reclaim-licences 14d'): Promise<Message> {
  if (day.user('ada').hosted.length > 0) await twoIdle(day);
  const card = await sendRequest(day.place, 'grace', line, /whether they still need/);
  await day.as('linus').click(card, 'request:approve');
  return progress(day, /Asking/);
}

/** The message with the progress once its words match. */
export const progress = (day: Everyday, words: RegExp) => posted(day.as('grace'), 'zoom-ops', words);

/** Somebody's question. */
export const questionTo = (day: Everyday, who: string) =>
  directMessage(day.as(who), /do you still need your Zoom licence/);

export interface Person {
  readonly state: string;
  readonly answer: string | null;
  readonly answers: number;
  readonly why: string | null;
  readonly request_id: string | null;
  readonly sending_json: string | null;
}

export async function stored(day: Everyday, who: string): Promise<Person | undefined> {
  const sql = 'SELECT * FROM campaign_people WHERE zoom_id = $1';
  return (await query(day.place, sql, [day.idOf(who)]))[0] as Person | undefined;
}

/** Waits until somebody is in this state. */
export const becomes = (day: Everyday, who: string, state: string) =>
  untilDue(day.place, async () => (await stored(day, who))?.state === state);

/** Lets the time of the campaign go on to its reminder or its end. */
export async function goTo(day: Everyday, column: 'remind_at' | 'ends_at', ms = 1_000): Promise<void> {
  const [row] = await query(day.place, `SELECT ${column} AS at FROM campaigns WHERE open = 1`);
  day.place.clock.advance(Number(row?.at) + ms - day.place.clock.now());
}

/** What the audit log says of a campaign's answers and of those who ran it. */
export async function audited(day: Everyday): Promise<string[]> {
  const rows = await query(
    day.place,
    `SELECT event, actor, account_name, detail FROM audit WHERE command = 'reclaim-licences'
     AND request_id IN (SELECT request_id FROM campaigns)
     AND event IN ('answered', 'paused', 'resumed', 'stopped', 'decided') ORDER BY seq`,
  );
  return rows.map(({ event, actor, account_name: name, detail }) =>
    [event, actor, name, detail].filter(Boolean).join(' '),
  );
}

export { directMessage, reply, textOf };
