import { durationWords } from '../../commands/parse/duration.ts';
import { listed, smallFirst } from '../../languages/formats.ts';
import { type Text, text } from '../../languages/text.ts';
import type { Answer } from '../../views/answer.ts';
import type { Button } from '../../views/blocks.ts';
import { code, type Mrkdwn, md, moment } from '../../views/mrkdwn.ts';
import { DAY } from '../days.ts';
import type { DayCounts, ScanProgress, Seat } from '../review.ts';
import {
  countFacts,
  idleItems,
  keptWords,
  meaning,
  renewalItems,
  scanLine,
  titleOf,
  trendItems,
  warnings,
} from './figure-messages.ts';
import { type Figures, unusedFor } from './figures.ts';

/** From so many days on somebody is in the table. */
const IN_TABLE = 30;

/** The buttons of the report, by the part of it that they show. */
const buttons = {
  refresh: { label: text`Refresh`, action: 'licences:refresh', spoken: text`Count the licences again` },
  chart: { label: text`Chart`, action: 'licences:chart', spoken: text`Send me the chart of the last months` },
  csv: { label: text`Download CSV`, action: 'licences:csv' },
  kept: { label: text`Who is kept`, action: 'licences:kept', spoken: text`Show who keeps an unused licence` },
  report: { label: text`Show the report`, action: 'licences:report', spoken: text`Show the licence report` },
  back: { label: text`Back to the report`, action: 'licences:report' },
} satisfies Record<string, Button>;

/** For messages that lead to the report. */
export const reportButton: Button = buttons.report;

/** What an admin can do about it, as far as they may. */
export interface Offers {
  readonly reclaim: boolean;
  readonly waitingList: boolean;
}

/** The report as an admin reads it, with names. */
export function reportAnswer(view: {
  readonly figures: Figures;
  readonly seats: readonly Seat[];
  readonly progress: ScanProgress | null;
  /** The counts by day, the oldest first. */
  readonly history: readonly DayCounts[];
  readonly now: number;
  readonly offers: Offers;
}): Answer {
  const { figures, seats, progress, history, now, offers } = view;
  const shown = unusedFor(seats, IN_TABLE);
  return {
    title: titleOf(figures),
    lines: [...scanLine(progress), ...warnings(figures, now)],
    facts: countFacts(figures),
    items: [...idleItems(figures), ...renewalItems(figures), ...trendItems(history)],
    table: {
      caption: text`Unused for ${IN_TABLE} days or longer`,
      columns: [
        { title: text`Name`, type: 'text' },
        { title: text`Days unused`, type: 'number' },
        { title: text`May go back`, type: 'text' },
        { title: figures.basis === 'sign-in' ? text`Last sign-in` : text`Last use`, type: 'date' },
        { title: text`Department`, type: 'text' },
        { title: text`Email`, type: 'text' },
      ],
      rows: shown.map((one) => [
        one.name,
        one.idleDays,
        mayGoBack(one, figures.idleAfter),
        one.lastUse?.at ?? null,
        one.department,
        one.email,
      ]),
    },
    buttons: [
      ...(offers.reclaim && figures.idle > 0
        ? [{ label: text`Ask for them back…`, action: 'command:reclaim-licences', style: 'primary' } as const]
        : []),
      ...(offers.waitingList && figures.waiting > 0
        ? [{ label: text`Waiting list`, action: 'command:waiting-list' }]
        : []),
      buttons.chart,
      buttons.csv,
      ...(figures.kept > 0 ? [buttons.kept] : []),
      buttons.refresh,
    ],
    note: meaning(figures, seats),
  };
}

/** The report of the week for a channel: the figures, and nobody's name. */
export function weeklyAnswer(view: {
  readonly figures: Figures;
  /** In use a week ago; `null`: not counted. */
  readonly usedBefore: number | null;
  readonly now: number;
}): Answer {
  const { figures, usedBefore, now } = view;
  return {
    title: md`Licences this week: ${titleOf(figures)}`,
    lines: warnings(figures, now),
    facts: countFacts(figures, usedBefore),
    items: [...idleItems(figures), ...renewalItems(figures)],
    buttons: [buttons.report],
    note: md`Counted ${moment(figures.at)}. The report with names is for admins.`,
  };
}

/** Who keeps a licence that they do not use, and why. */
export function keptAnswer(figures: Figures, kept: readonly Seat[]): Answer {
  if (kept.length === 0)
    return { title: md`Nobody keeps a licence that they don’t use`, buttons: [buttons.back] };
  return {
    title: keptTitle(kept.length, figures.idleAfter),
    items: figures.keptBy.map(({ reason, count }) => md`${keptWords(reason, count)}`),
    table: {
      caption: text`Never taken, and why`,
      columns: [
        { title: text`Name`, type: 'text' },
        { title: text`Why`, type: 'text' },
        { title: text`Days unused`, type: 'number' },
        { title: text`Department`, type: 'text' },
        { title: text`Email`, type: 'text' },
      ],
      rows: kept.map((one) => [
        one.name,
        semicolons(one.kept.map(({ says }) => says)),
        one.idleDays,
        one.department,
        one.email,
      ]),
    },
    buttons: [buttons.csv, buttons.back],
    note: md`Anyone with several reasons is counted for each. Exemptions are in ${code('policy.yml')}.`,
  };
}

function keptTitle(people: number, idleAfter: number): Mrkdwn {
  const days = durationWords(idleAfter * DAY);
  return people === 1
    ? md`1 person keeps a licence that they haven’t used for ${days}`
    : md`${people} people keep a licence that they haven’t used for ${days}`;
}

/** Where no count was ever finished. */
export function notCountedAnswer(progress: ScanProgress | null): Answer {
  return {
    title: md`I haven’t counted your licences yet`,
    lines: scanLine(progress),
    note: md`The first count takes a few minutes. I’ll send you a direct message when the report is there.`,
  };
}

/** The reasons one after the other. */
function semicolons([first = text``, ...others]: readonly Text[]): Text {
  return others.reduce((all, one) => text`${all}; ${one}`, first);
}

/** Whether somebody's licence may be taken back, or why not. */
export function mayGoBack(seat: Seat, idleAfter: number): Text {
  const [first, ...others] = seat.kept.map((one) => one.says);
  if (first) return text`No: ${semicolons([smallFirst(first), ...others])}`;
  if (!seat.idle) return text`Not before ${idleAfter} days`;
  return seat.loses.length > 0 ? text`Yes, with ${listed(seat.loses, 'unit')}` : text`Yes`;
}
