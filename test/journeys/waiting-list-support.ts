import type { Message } from '../../sandbox/slack/desktop.ts';
import { seatsTaken } from '../../sandbox/zoom/licences.ts';
import { directMessage, textOf } from '../support/workplace.ts';
import { cardSays, query, requestIdIn, until } from './support.ts';
import type { Everyday } from './use-workplace.ts';

export const DAY = 86_400_000;
/** Longer than the pause between two looks at Zoom's licences. */
export const NEXT_LOOK = 31_000;

/** What the tests of the waiting list do to a workplace. */
export function waitingList(day: Everyday) {
  const { as, user } = day;
  const account = () => day.place.zoom.account;
  const list = {
    /** Ben, Ada and Mia are Basic, and so many licences are free. */
    onlyFree(free: number): void {
      for (const handle of ['ben', 'ada', 'mia']) user(handle).type = 1;
      account().seats = seatsTaken(account()) + free;
    },

    /** Asks, confirms, and is approved. @returns the id of the request */
    async ask(who: string, line = '/zoom request-license workshops'): Promise<string> {
      const before = new Set(as(who).ephemerals());
      await as(who).command(line);
      const preview = await as(who).waitFor(() =>
        as(who)
          .ephemerals()
          .find((one) => !before.has(one) && /Join the waiting list|Send request/.test(textOf(one))),
      );
      await as(who).click(preview, 'confirm:run');
      const id = requestIdIn(preview);
      const card = await as('linus').waitFor(() =>
        as('linus')
          .messages('zoom-approvals')
          .find((one) => JSON.stringify(one.blocks).includes(id)),
      );
      await as('linus').click(card, 'request:approve');
      return id;
    },

    /** Asks and has joined the line. */
    async join(who: string, line?: string): Promise<string> {
      const id = await list.ask(who, line);
      await list.reaches(id, 'waiting');
      await list.message(who, /Waiting for a licence/);
      return id;
    },

    reaches: (id: string, state: string) =>
      until(async () => {
        const [row] = await query(day.place, 'SELECT state FROM requests WHERE id = $1', [id]);
        return row?.state === state;
      }),

    /** The message that shows the person's place, once it says this. */
    message: (who: string, words: RegExp): Promise<Message> => directMessage(as(who), words),

    /** How many messages about a place in line somebody has got. */
    messagesOf: (who: string) =>
      as(who)
        .dms()
        .filter((one) => /Waiting for a licence|waiting list|The waiting is over/.test(textOf(one))).length,

    /** One more licence is free, and the bot does not know. */
    buyOne(): void {
      account().seats += 1;
    },

    /** Time passes once no message is on its way: it would count as lost then, and be sent once more. */
    async passes(ms: number): Promise<void> {
      const sql = 'SELECT 1 FROM notifications WHERE attempts = 0 AND due_at > $1';
      await until(async () => (await query(day.place, sql, [day.place.clock.now()])).length === 0);
      day.place.clock.advance(ms);
    },

    cardSays: (words: RegExp) => cardSays(day.place, words),

    /** Who waits, the first in line first, by handle. */
    async order(): Promise<string[]> {
      const rows = await query(
        day.place,
        `SELECT r.requester_slack_id AS id FROM waiting_list w JOIN requests r ON r.id = w.request_id
          WHERE r.state = 'waiting' ORDER BY w.rank, w.request_id`,
      );
      return rows.map(({ id }) => String(id).slice(2).toLowerCase());
    },
  };
  return list;
}
