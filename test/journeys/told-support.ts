import type { Message } from '../../sandbox/slack/desktop.ts';
import type { Person } from '../../sandbox/slack/person.ts';
import * as workplace from '../support/workplace.ts';
import { query, sendRequest } from './support.ts';
import type { Everyday } from './use-workplace.ts';

/** Where the machine is busy, a message may take a while. */
export const PATIENCE = 15_000;

export const directMessage = (reader: Person, words: RegExp) =>
  workplace.directMessage(reader, words, PATIENCE);
export const reply = (reader: Person, words: RegExp) => workplace.reply(reader, words, PATIENCE);
export const posted = (reader: Person, channel: string, words: RegExp) =>
  workplace.posted(reader, channel, words, PATIENCE);

/** What the owner of an account is told, and what admins are told about a report. */
export const NOTICE = /Your Zoom account was changed/;
export const REPORT = /reported a change: “This wasn't me”/;

/** What people do in the tests of who is told, in this workplace. */
export function tellings(day: Everyday) {
  const { as } = day;
  return {
    /** Grace asks, Linus approves; the card. */
    async approved(line: string): Promise<Message> {
      const card = await sendRequest(day.place, 'grace', line);
      await as('linus').click(card, 'request:approve');
      return card;
    },
    noticesTo: (handle: string, words = NOTICE) =>
      as(handle)
        .dms()
        .filter((one) => words.test(workplace.textOf(one))),
    report: (handle: string, notice: Message) => as(handle).click(notice, 'subject:report'),
    /** The audit entries of reports after this entry. */
    reportedEntries: (after: number) =>
      query(
        day.place,
        "SELECT actor, command, subject FROM audit WHERE event = 'reported' AND seq > $1 ORDER BY seq",
        [after],
      ),
    /** The number of the newest audit entry. */
    async newestEntry(): Promise<number> {
      const [row] = await query(day.place, 'SELECT coalesce(max(seq), 0) AS seq FROM audit');
      return Number(row?.seq);
    },
  };
}
