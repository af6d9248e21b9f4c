import { durationWords } from '../../commands/parse/duration.ts';
import { listed, number, smallFirst } from '../../languages/formats.ts';
import { type Text, text } from '../../languages/text.ts';
import type { Answer } from '../../views/answer.ts';
import type { Button } from '../../views/blocks.ts';
import { bold, code, join, lowerFirst, type Mrkdwn, md, moment } from '../../views/mrkdwn.ts';
import type { DayCounts, ScanProgress, Seat } from '../review.ts';
import { type Figures, unusedFor } from './figures.ts';
import { keptWords } from './kept-words.ts';
import type { Renewal } from './renewal.ts';
import { dayWords, yearlyCost } from './words.ts';

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
  refresh: { label: text`Refresh`, action: 'licences:refresh', spoken: text`Count the licences again` },
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
      rows: kept.map((one) => [one.name, whyKept(one), one.idleDays, one.department, one.email]),
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

/** Before anything was counted. */
export function notCountedAnswer(progress: ScanProgress | null): Answer {
  return {
    title: md`I haven’t counted your licences yet`,
    lines: scanLine(progress),
    note: md`The first count takes a few minutes. I’ll send you a direct message when the report is there.`,
  };
}

/** How far a count is. */
export function progressWords({ phase, done, total }: ScanProgress): Text {
  if (total === null || total === 0) {
    const soFar = {
      people: text`reading who has a licence, ${done} so far`,
      'host reports': text`reading Zoom’s host reports, ${done} so far`,
      checks: text`checking who needs theirs, ${done} so far`,
    };
    return soFar[phase];
  }
  const ofAll = {
    people: text`reading who has a licence, ${done} of ${total}`,
    'host reports': text`reading Zoom’s host reports, ${done} of ${total}`,
    checks: text`checking who needs theirs, ${done} of ${total}`,
  };
  return ofAll[phase];
}

/** Why somebody keeps their licence. */
function whyKept({ kept }: Seat): Text {
  return semicolons(kept.map((one) => one.says));
}

/** Sentences one after the other. */
function semicolons([first = text``, ...others]: readonly Text[]): Text {
  return others.reduce((all, one) => text`${all}; ${one}`, first);
}

/** Whether somebody's licence may be taken, and what speaks against it. */
export function mayGoBack(seat: Seat, idleAfter: number): Text {
  const [first, ...others] = seat.kept.map((one) => one.says);
  if (first) return text`No: ${semicolons([smallFirst(first), ...others])}`;
  if (!seat.idle) return text`Not before ${idleAfter} days`;
  return seat.loses.length > 0 ? text`Yes, with ${listed(seat.loses, 'unit')}` : text`Yes`;
}

/** How many are free, in one line. */
export function titleOf({ counts: { bought, used, free } }: Pick<Figures, 'counts'>): Mrkdwn {
  if (used === 0 && !bought) return md`Nobody has a Zoom licence`;
  if (bought === null || free === null)
    return used === 1 ? md`1 Zoom licence is in use` : md`${used} Zoom licences are in use`;
  if (bought === 1)
    return free === 1 ? md`${free} of 1 Zoom licence is free` : md`${free} of 1 Zoom licence are free`;
  return free === 1
    ? md`${free} of ${bought} Zoom licences is free`
    : md`${free} of ${bought} Zoom licences are free`;
}

function countFacts(
  { counts: { bought, used, pending, free } }: Figures,
  usedBefore: number | null = null,
): (readonly [Text, Mrkdwn])[] {
  const known = (value: number | null) => (value === null ? md`not known` : md`${value}`);
  const more = usedBefore === null ? 0 : used - usedBefore;
  const since =
    usedBefore === null
      ? md`${used}`
      : more === 0
        ? md`${used} (as a week ago)`
        : md`${used} (${signed(more)} in a week)`;
  return [
    [text`Bought`, known(bought)],
    [text`In use`, since],
    [text`Invited`, pending > 0 ? md`${pending} of those in use haven’t accepted yet` : md`${pending}`],
    [text`Free`, known(free)],
  ];
}

function idleItems(figures: Figures): Mrkdwn[] {
  const { counts, unused, idle, idleAfter, kept, price, waiting } = figures;
  if (counts.used === 0) return [];
  const spans = unused.map(({ days, count }) => md`${count} for ${days} days`);
  const cost =
    price && idle > 0
      ? [
          md`They cost ${bold(yearlyCost(idle, price))} a year, at ${yearlyCost(1, price)} each. You save it by buying fewer at the renewal; until then others can have them.`,
        ]
      : [];
  const backs =
    idle === 0
      ? md`*None may go back*: everybody who hasn’t used theirs for ${idleAfter} days has a reason to keep it.`
      : md`*${idle} may go back*: unused for ${idleAfter} days or longer, and nothing speaks against it.`;
  return [
    md`*Unused*: ${join(spans, ', ')} or longer`,
    join([backs, ...cost], ' '),
    ...(kept > 0 ? [keptItem(figures)] : []),
    ...(waiting === 0
      ? []
      : [waiting === 1 ? md`*1 person waits* for a licence.` : md`*${waiting} people wait* for a licence.`]),
  ];
}

function keptItem({ kept, keptBy }: Figures): Mrkdwn {
  const reasons = keptBy.slice(0, REASONS_NAMED).map(({ reason, count }) => md`${keptWords(reason, count)}`);
  const others = keptBy.length - REASONS_NAMED;
  const why =
    others > 0 ? md`${join(reasons, ', ')}, and ${others} more reasons` : md`${join(reasons, ', ')}`;
  return kept === 1 ? md`*1 unused one is kept*: ${why}` : md`*${kept} unused ones are kept*: ${why}`;
}

function renewalItems({ renewal, price }: Figures): Mrkdwn[] {
  if (!renewal) return [];
  const { day, daysLeft } = renewal;
  const date = dayWords(day);
  if (daysLeft < 0) {
    return [
      md`*Renewal*: ${date} is over. Put the next one into ${code('policy.yml')}, under ${code('licences')}.`,
    ];
  }
  const buy = lowerFirst(renewalWords(renewal, price));
  return [
    daysLeft === 0
      ? md`*Renewal on ${date}*, today: ${buy}`
      : daysLeft === 1
        ? md`*Renewal on ${date}*, in 1 day: ${buy}`
        : md`*Renewal on ${date}*, in ${daysLeft} days: ${buy}`,
  ];
}

/** "Buy *358*, 92 fewer than now. That is 412 in use − …" */
export function renewalWords(renewal: Renewal, price: Figures['price']): Mrkdwn {
  return join([whatToBuy(renewal, price), ...sumOf(renewal)], ' ');
}

/** How the use has changed since the first day that was counted. */
function trendItems(history: readonly DayCounts[]): Mrkdwn[] {
  const [first] = history;
  const last = history.at(-1);
  if (!first || !last || first.day === last.day) return [];
  return [md`*Over time*: ${first.used} in use on ${dayWords(first.day)}, ${last.used} now.`];
}

function whatToBuy({ buy, change: more }: Renewal, price: Figures['price']): Mrkdwn {
  if (more === null) return md`Buy *${buy}*.`;
  if (more === 0) return md`Buy *${buy}*, as many as now.`;
  const by = Math.abs(more);
  if (!price)
    return more > 0 ? md`Buy *${buy}*, ${by} more than now.` : md`Buy *${buy}*, ${by} fewer than now.`;
  const cost = yearlyCost(by, price);
  return more > 0
    ? md`Buy *${buy}*, ${by} more than now, ${cost} a year more.`
    : md`Buy *${buy}*, ${by} fewer than now, ${cost} a year less.`;
}

/** How the number to buy comes about, so that nobody has to believe it. */
function sumOf({ used, idle, waiting, growth, daysLeft }: Renewal): Mrkdwn[] {
  const parts = [
    md`${used} in use`,
    ...(idle > 0 ? [md`− ${idle} that may go back`] : []),
    ...(waiting > 0 ? [md`+ ${waiting} waiting`] : []),
    ...(growth && growth.licences > 0
      ? [
          md`+ ${growth.licences} for growth until then (${number(growth.perMonth)} a month, as in the last ${durationWords(growth.days * DAY)})`,
        ]
      : []),
  ];
  const sum = md`That is ${join(parts, ' ')}.`;
  if (!growth) return [sum, md`Growth isn’t in it: it takes four weeks of counting.`];
  return growth.licences === 0 && daysLeft > 0
    ? [sum, md`Real use hasn’t grown in the last ${durationWords(growth.days * DAY)}.`]
    : [sum];
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
          md`:warning: These figures are ${durationWords(Math.floor((now - at) / DAY) * DAY)} old: no count has been finished since.`,
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
          undecided === 1
            ? md`1 person couldn’t be looked up within Zoom’s daily limit. They keep their licence.`
            : md`${undecided} people couldn’t be looked up within Zoom’s daily limit. They keep their licence.`,
        ]
      : []),
    ...(oddRows > 0
      ? [
          oddRows === 1
            ? md`1 row of Zoom’s lists couldn’t be read. Nobody in them loses a licence.`
            : md`${oddRows} rows of Zoom’s lists couldn’t be read. Nobody in them loses a licence.`,
        ]
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
  const far = never && basis === 'host reports';
  const spans = seats.some(({ lastUse }) => lastUse?.precision === 'span');
  return join(
    [
      md`Counted ${moment(at)}.`,
      unused,
      ...(far ? [md`${REPORTED} days are as far as Zoom’s reports go back.`] : []),
      ...(spans ? [md`Zoom reports by the month, so a last use may be up to 30 days earlier.`] : []),
    ],
    ' ',
  );
}

function signed(value: number): Text {
  return value > 0 ? text`+${number(value)}` : text`−${number(-value)}`;
}
