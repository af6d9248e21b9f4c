import { type Text, text } from '../../languages/text.ts';
import type { Answer } from '../../views/answer.ts';
import type { Button } from '../../views/blocks.ts';
import { bold, code, join, lowerFirst, type Mrkdwn, md, moment } from '../../views/mrkdwn.ts';
import type { DayCounts, ScanProgress, Seat } from '../review.ts';
import { type Figures, unusedFor } from './figures.ts';
import { keptWords } from './kept-words.ts';
import type { Renewal } from './renewal.ts';
import { counted, dayWords, yearlyCost } from './words.ts';

const DAY = 86_400_000;
/** A scan a day is usual: figures that are older deserve a word. */
const OLD = 2 * DAY;
/** From so many days on somebody is in the table. */
const IN_TABLE = 30;
/** How many days Zoom's host reports go back. */
const REPORTED = 180;
/** The most frequent reasons are named, the others counted. */
const REASONS_NAMED = 4;

/** The buttons of the report, by the part of it that they show. */
const buttons = {
  refresh: { label: text`Refresh`, action: 'licences:refresh', spoken: text`Count the licences anew` },
  chart: { label: text`Chart`, action: 'licences:chart', spoken: text`Send me the chart of the last months` },
  csv: { label: text`Download CSV`, action: 'licences:csv' },
  kept: { label: text`Who is kept`, action: 'licences:kept', spoken: text`Show who keeps an unused licence` },
  report: { label: text`Show the report`, action: 'licences:report', spoken: text`Show the licence report` },
  back: { label: text`Back to the report`, action: 'licences:report' },
} satisfies Record<string, Button>;

/** Shows the report, in a message that tells of it. */
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
    title: md`${counted(kept.length, 'person keeps', 'people keep')} a licence that they haven’t used for ${counted(figures.idleAfter, 'day')}`,
    items: figures.keptBy.map(
      ({ reason, count }) => md`${bold(count.toLocaleString('en'))} ${keptWords[reason]}`,
    ),
    table: {
      caption: text`Never taken, and why`,
      columns: [
        { title: text`Name`, type: 'text' },
        { title: text`Why`, type: 'text' },
        { title: text`Days unused`, type: 'number' },
        { title: text`Department`, type: 'text' },
        { title: text`Email`, type: 'text' },
      ],
      rows: kept.map((one) => [one.name, whyKept(one), one.idleDays, one.department, one.email]),
    },
    buttons: [buttons.csv, buttons.back],
    note: md`Who has several reasons is counted for each. Exemptions stand in ${code('policy.yml')}.`,
  };
}

/** Before anything was counted. */
export function notCountedAnswer(progress: ScanProgress | null): Answer {
  return {
    title: md`I haven’t counted your licences yet`,
    lines: scanLine(progress),
    note: md`The first count takes a few minutes. I’ll send you a direct message when the report is there.`,
  };
}

/** How far a count is. */
export function progressWords({ phase, done, total }: ScanProgress): string {
  const what = {
    people: 'reading who has a licence',
    'host reports': 'reading Zoom’s host reports',
    checks: 'checking who needs theirs',
  }[phase];
  if (total === null || total === 0) return `${what}, ${done.toLocaleString('en')} so far`;
  return `${what}, ${done.toLocaleString('en')} of ${total.toLocaleString('en')}`;
}

/** Why somebody keeps their licence. Plain text. */
function whyKept({ kept }: Seat): string {
  return kept.map((one) => one.says).join('; ');
}

/** Whether somebody's licence may be taken, and what speaks against it. Plain text. */
export function mayGoBack(seat: Seat, idleAfter: number): string {
  if (seat.kept.length > 0) {
    const why = whyKept(seat);
    return `No: ${why.charAt(0).toLowerCase()}${why.slice(1)}`;
  }
  if (!seat.idle) return `Not before ${idleAfter} days`;
  return seat.loses.length > 0 ? `Yes, with ${seat.loses.join(', ')}` : 'Yes';
}

/** How many are free, in one line. */
export function titleOf({ counts: { bought, used, free } }: Pick<Figures, 'counts'>): Mrkdwn {
  if (used === 0 && !bought) return md`Nobody has a Zoom licence`;
  if (bought === null || free === null)
    return md`${counted(used, 'Zoom licence is', 'Zoom licences are')} in use`;
  return md`${free.toLocaleString('en')} of ${counted(bought, 'Zoom licence')} ${free === 1 ? 'is' : 'are'} free`;
}

function countFacts(
  { counts: { bought, used, pending, free } }: Figures,
  usedBefore: number | null = null,
): (readonly [Text, Mrkdwn])[] {
  const number = (value: number | null) =>
    value === null ? md`not known` : md`${value.toLocaleString('en')}`;
  const more = usedBefore === null ? 0 : used - usedBefore;
  const since = usedBefore === null ? '' : more === 0 ? ' (as a week ago)' : ` (${signed(more)} in a week)`;
  return [
    [text`Bought`, number(bought)],
    [text`In use`, md`${used.toLocaleString('en')}${since}`],
    [
      text`Invited`,
      md`${pending.toLocaleString('en')}${pending > 0 ? ' of those in use haven’t accepted yet' : ''}`,
    ],
    [text`Free`, number(free)],
  ];
}

function idleItems({ counts, unused, idle, idleAfter, kept, keptBy, price, waiting }: Figures): Mrkdwn[] {
  if (counts.used === 0) return [];
  const spans = unused.map(({ days, count }) => md`${count.toLocaleString('en')} for ${days} days`);
  const cost =
    price && idle > 0
      ? md` They cost ${bold(yearlyCost(idle, price))} a year, at ${yearlyCost(1, price)} each. You save it by buying fewer at the renewal; until then others can have them.`
      : md``;
  const reasons = keptBy
    .slice(0, REASONS_NAMED)
    .map(({ reason, count }) => md`${count.toLocaleString('en')} ${keptWords[reason]}`);
  const others = keptBy.length - REASONS_NAMED;
  return [
    md`${bold('Unused')}: ${join(spans, ', ')} or longer`,
    idle === 0
      ? md`${bold('None may go back')}: nobody has been without a use for ${idleAfter} days whom nothing keeps.`
      : md`${bold(`${idle.toLocaleString('en')} may go back`)}: unused for ${idleAfter} days or longer, and nothing speaks against it.${cost}`,
    ...(kept > 0
      ? [
          md`${bold(`${kept.toLocaleString('en')} unused ${kept === 1 ? 'one is' : 'ones are'} kept`)}: ${join(reasons, ', ')}${others > 0 ? `, and ${others} more reasons` : ''}`,
        ]
      : []),
    ...(waiting > 0 ? [md`${bold(counted(waiting, 'person waits', 'people wait'))} for a licence.`] : []),
  ];
}

function renewalItems({ renewal, price }: Figures): Mrkdwn[] {
  if (!renewal) return [];
  const { day, daysLeft } = renewal;
  if (daysLeft < 0) {
    return [
      md`${bold('Renewal')}: ${dayWords(day)} is over. Put the next one into ${code('policy.yml')}, under ${code('licences')}.`,
    ];
  }
  const when = daysLeft === 0 ? 'today' : `in ${counted(daysLeft, 'day')}`;
  return [md`${bold(`Renewal on ${dayWords(day)}`)}, ${when}: ${lowerFirst(renewalWords(renewal, price))}`];
}

/** "Buy *358*, 92 fewer than now. That is 412 in use − …" */
export function renewalWords(renewal: Renewal, price: Figures['price']): Mrkdwn {
  return md`Buy ${bold(renewal.buy.toLocaleString('en'))}${change(renewal, price)}. ${sumOf(renewal)}`;
}

/** How the use has changed since the first day that was counted. */
function trendItems(history: readonly DayCounts[]): Mrkdwn[] {
  const [first] = history;
  const last = history.at(-1);
  if (!first || !last || first.day === last.day) return [];
  return [
    md`${bold('Over time')}: ${first.used.toLocaleString('en')} in use on ${dayWords(first.day)}, ${last.used.toLocaleString('en')} now.`,
  ];
}

function change({ change: more }: Renewal, price: Figures['price']): string {
  if (more === null) return '';
  if (more === 0) return ', as many as now';
  const money = price ? `, ${yearlyCost(Math.abs(more), price)} a year ${more > 0 ? 'more' : 'less'}` : '';
  return `, ${Math.abs(more).toLocaleString('en')} ${more > 0 ? 'more' : 'fewer'} than now${money}`;
}

/** How the number to buy comes about, so that nobody has to believe it. */
function sumOf({ used, idle, waiting, growth, daysLeft }: Renewal): string {
  const parts = [
    `${used.toLocaleString('en')} in use`,
    ...(idle > 0 ? [`− ${idle.toLocaleString('en')} that may go back`] : []),
    ...(waiting > 0 ? [`+ ${waiting.toLocaleString('en')} waiting`] : []),
    ...(growth && growth.licences > 0
      ? [
          `+ ${growth.licences.toLocaleString('en')} for growth until then (${growth.perMonth} a month, as in the last ${counted(growth.days, 'day')})`,
        ]
      : []),
  ];
  const none = !growth
    ? ' Growth isn’t in it: it takes four weeks of counting.'
    : growth.licences === 0 && daysLeft > 0
      ? ` Real use hasn’t grown in the last ${counted(growth.days, 'day')}.`
      : '';
  return `That is ${parts.join(' ')}.${none}`;
}

function scanLine(progress: ScanProgress | null): Mrkdwn[] {
  return progress ? [md`:hourglass_flowing_sand: A new count is under way: ${progressWords(progress)}.`] : [];
}

/** What makes the figures less than they could be. */
function warnings({ at, basis, missingScopes, undecided, oddRows, counts }: Figures, now: number): Mrkdwn[] {
  const scopes = join(missingScopes.map(code), ', ');
  return [
    ...(now - at > OLD
      ? [
          md`:warning: These figures are ${counted(Math.floor((now - at) / DAY), 'day')} old: no count has been finished since.`,
        ]
      : []),
    ...(missingScopes.length > 0 && basis === 'sign-in'
      ? [
          md`:warning: Zoom doesn’t let me read its host reports, so the last sign-in counts, which Zoom tells up to three days late. Add ${scopes} to the Zoom app.`,
        ]
      : missingScopes.length > 0
        ? [
            md`:warning: I can’t check everything: Zoom wants ${scopes} in its app. Whoever I can’t check keeps the licence.`,
          ]
        : []),
    ...(undecided > 0
      ? [
          md`${counted(undecided, 'person', 'people')} couldn’t be looked up within Zoom’s limit for a day. They keep their licence.`,
        ]
      : []),
    ...(oddRows > 0
      ? [md`${counted(oddRows, 'row')} of Zoom’s lists couldn’t be read. Nobody in them loses a licence.`]
      : []),
    ...(counts.bought === null
      ? [
          md`Zoom doesn’t tell how many you’ve bought. Put ${code('bought')} under ${code('licences')} in ${code('policy.yml')}.`,
        ]
      : []),
  ];
}

/** What “unused” means here, and of when it is. */
function meaning({ at, basis }: Figures, seats: readonly Seat[]): Mrkdwn {
  const unused =
    basis === 'sign-in'
      ? md`Unused: hasn’t signed in.`
      : md`Unused: hosted no webinar, and no meeting of over 40 minutes with two or more people.`;
  const never = seats.some(({ lastUse, idleDays }) => lastUse === null && (idleDays ?? 0) >= REPORTED);
  const far =
    never && basis === 'host reports' ? md` ${REPORTED} days are as far as Zoom’s reports go back.` : md``;
  const spans = seats.some(({ lastUse }) => lastUse?.precision === 'span');
  const exact = spans ? md` Zoom reports by the month, so a last use may be up to 30 days earlier.` : md``;
  return md`Counted ${moment(at)}. ${unused}${far}${exact}`;
}

function signed(value: number): string {
  return value > 0 ? `+${value.toLocaleString('en')}` : `−${Math.abs(value).toLocaleString('en')}`;
}
