import type { Message } from '../../sandbox/slack/desktop.ts';
import type { ApiEntry } from '../../sandbox/slack/log.ts';
import type { Person } from '../../sandbox/slack/person.ts';
import { askDatabase } from '../simulation/ask-database.ts';
import { buttonsIn } from '../simulation/session.ts';
import { posted, reply, type Workplace } from '../support/workplace.ts';

/** Slack's way to say that nobody has an address. */
const NOBODY = 'users.lookupByEmail users_not_found';

/** Calls of the bot that Slack refused, as `method error`; messages and forms that are not valid Block Kit are among them. */
export function refusedCalls({ slack }: Workplace): string[] {
  return slack.log
    .filter((one): one is ApiEntry => one.kind === 'api' && !one.ok)
    .map((one) => `${one.method} ${one.error}`)
    .filter((one) => one !== NOBODY);
}

export { buttonsIn };

/** What was really changed in Zoom, as `operation userId`. */
export function changesIn({ zoom }: Workplace): string[] {
  return zoom.changes.map((one) => `${one.operation} ${one.userId}`);
}

/** The approval cards, open and decided, without what else is told in the approval channel. */
export function cardsIn(place: Workplace): Message[] {
  const messages = place.as('linus').messages('zoom-approvals');
  return messages.filter((one) => /wants to|would like/.test(JSON.stringify(one.blocks)));
}

/** Everything as on the first morning; the bot and its store go on. */
export function startAfresh({ slack, zoom }: Workplace): void {
  slack.reset();
  zoom.reset();
}

/** Somebody asks for what needs an approval and sends it; the card as it stands in the approval channel. */
export async function sendRequest(
  place: Workplace,
  who: string,
  line: string,
  words = /wants to|would like/,
): Promise<Message> {
  const person = place.as(who);
  const known = new Set(
    place
      .as('linus')
      .messages('zoom-approvals')
      .map((one) => one.ts),
  );
  const before = new Set(person.ephemerals().map((one) => one.ts));
  await person.command(line);
  const preview = await person.waitFor(() =>
    person.ephemerals().find((one) => !before.has(one.ts) && /Send request/.test(JSON.stringify(one.blocks))),
  );
  await person.click(preview, 'confirm:run');
  const card = await place.as('linus').waitFor(() =>
    place
      .as('linus')
      .messages('zoom-approvals')
      .find((one) => !known.has(one.ts) && words.test(JSON.stringify(one.blocks))),
  );
  await reply(person, /Sent to /);
  return card;
}

/** The card as it is now, once its words match. */
export const cardSays = (place: Workplace, words: RegExp, ms?: number) =>
  posted(place.as('linus'), 'zoom-approvals', words, ms);

/** The opaque id that a card's or a preview's buttons carry. */
export function requestIdIn(message: Message): string {
  const [id] = buttonsIn(message.blocks).flatMap(({ value }) => (value?.startsWith('req_') ? [value] : []));
  if (!id) throw new Error(`No button carries a request id: ${JSON.stringify(message.blocks)}`);
  return id;
}

/** A click of one's own making, signed by Slack like any other. */
export function forgedClick(
  place: Workplace,
  who: Person,
  click: { action: string; value: string; triggerId?: string; teamId?: string; blocks?: unknown },
) {
  const { slack } = place;
  const teamId = click.teamId ?? slack.teamId;
  return slack.deliver({
    kind: 'interactive',
    payload: {
      type: 'block_actions',
      user: { id: who.id, username: 'x', name: 'x', team_id: teamId },
      team: { id: teamId, domain: 'x' },
      api_app_id: slack.appId,
      token: 'x',
      trigger_id: click.triggerId ?? `forged.${Math.random()}`,
      container: { type: 'message', message_ts: '1.1', channel_id: 'C0APPROVALS', is_ephemeral: false },
      channel: { id: 'C0APPROVALS', name: 'zoom-approvals' },
      message: { type: 'message', ts: '1.1', text: 'x', blocks: click.blocks ?? [] },
      response_url: `${slack.url}/hooks/forged`,
      state: { values: {} },
      actions: [
        {
          type: 'button',
          action_id: click.action,
          block_id: 'b',
          value: click.value,
          text: { type: 'plain_text', text: 'x' },
          action_ts: '1.1',
        },
      ],
    },
  });
}

/** A command of one's own making, as Slack would deliver it for somebody who cannot type here. */
export function forgedCommand(
  place: Workplace,
  userId: string,
  text: string,
  over: Record<string, string> = {},
) {
  const { slack } = place;
  return slack.deliver({
    kind: 'slash_commands',
    payload: {
      command: '/zoom',
      text,
      user_id: userId,
      user_name: 'x',
      team_id: slack.teamId,
      team_domain: 'x',
      channel_id: 'C0GENERAL',
      channel_name: 'general',
      api_app_id: slack.appId,
      token: 'x',
      trigger_id: `forged.${Math.random()}`,
      response_url: `${slack.url}/hooks/forged`,
      ...over,
    },
  });
}

/** Runs one statement on the bot's PostgreSQL database. */
export async function query(
  place: Workplace,
  sql: string,
  values: unknown[] = [],
): Promise<Record<string, unknown>[]> {
  const { database } = place.config;
  if (database.kind !== 'postgres') throw new Error('Only PostgreSQL can be read beside the bot');
  return askDatabase(database.url, sql, values);
}

/** Asks every 20 ms until the answer is truthy. */
export async function until<T>(
  ask: () => Promise<T | undefined | null | false> | T | undefined | null | false,
  ms = 15_000,
): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const found = await ask();
    if (found) return found;
    if (Date.now() > end) throw new Error(`Waited ${ms} ms in vain`);
    await new Promise((done) => setTimeout(done, 20));
  }
}

/** The same for what may have to wait for a lease or a pause: after a while a minute goes by. */
export async function untilDue<T>(
  { clock }: Pick<Workplace, 'clock'>,
  ask: () => Promise<T | undefined | null | false>,
): Promise<T> {
  for (const minutes of [1, 2]) {
    const end = Date.now() + 8_000;
    while (Date.now() < end) {
      const found = await ask();
      if (found) return found;
      await new Promise((done) => setTimeout(done, 50));
    }
    clock.advance(minutes * 61_000);
  }
  return until(ask, 10_000);
}

/** Waits until the bot has nothing left to do or to tell. */
export async function quiet(place: Workplace): Promise<void> {
  await until(async () => {
    const [row] = await query(
      place,
      `SELECT (SELECT count(*) FROM notifications WHERE attempts = 0) + (SELECT count(*) FROM requests WHERE lease_owner IS NOT NULL) AS n`,
    );
    return Number(row?.n) === 0;
  }, 10_000);
}

/** Time passes, and the bot has looked at what was due by then. */
export async function passTime(place: Workplace, ms: number): Promise<void> {
  place.clock.advance(ms);
  const due = 'SELECT count(*) AS n FROM requests WHERE due_at <= $1 OR lease_owner IS NOT NULL';
  await until(async () => Number((await query(place, due, [place.clock.now()]))[0]?.n) === 0);
}
