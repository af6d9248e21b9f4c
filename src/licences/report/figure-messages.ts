import { durationWords } from '../../commands/parse/duration.ts';
import { number } from '../../languages/formats.ts';
import { type Text, text } from '../../languages/text.ts';
import { bold, code, join, lowerFirst, type Mrkdwn, md, moment } from '../../views/mrkdwn.ts';
import { DAY, dateWords } from '../days.ts';
import type { DayCounts, KeptReason, ScanProgress, Seat } from '../review.ts';
import { type Figures, yearlyCost } from './figures.ts';
import type { Renewal } from './renewal.ts';

// The sentences about the licences of an account: in the report, in the weekly one and in what admins are told.

/** A scan a day is usual: figures that are older deserve a word. */
const OLD = 2 * DAY;
/** How many days Zoom's host reports go back. */
const REPORTED = 180;
/** The most frequent reasons are named, the others counted. */
const REASONS_NAMED = 4;

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

/** The counts, with what has changed since a week ago where that is known. */
export function countFacts(
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

function signed(value: number): Text {
  return value > 0 ? text`+${number(value)}` : text`−${number(-value)}`;
}

/** How many use their licence too little, what that costs, and who keeps theirs all the same. */
export function idleItems(figures: Figures): Mrkdwn[] {
  const { counts, unused, idle, idleAfter, kept, price, waiting } = figures;
  if (counts.used === 0) return [];
  const spans = unused.map(({ days, count }) => md`${count} for ${days} days`);
  const backs =
    idle === 0
      ? md`*None may go back*: everybody who hasn’t used theirs for ${idleAfter} days has a reason to keep it.`
      : md`*${idle} may go back*: unused for ${idleAfter} days or longer, and nothing speaks against it.`;
  const cost =
    price && idle > 0
      ? md`They cost ${bold(yearlyCost(idle, price))} a year, at ${yearlyCost(1, price)} each. You save it by buying fewer at the renewal; until then others can have them.`
      : null;
  const items = [
    md`*Unused*: ${join(spans, ', ')} or longer`,
    cost ? join([backs, cost], ' ') : backs,
    kept > 0 ? keptItem(figures) : null,
    waiting === 0
      ? null
      : waiting === 1
        ? md`*1 person waits* for a licence.`
        : md`*${waiting} people wait* for a licence.`,
  ];
  return items.filter((item) => item !== null);
}

function keptItem({ kept, keptBy }: Figures): Mrkdwn {
  const reasons = keptBy.slice(0, REASONS_NAMED).map(({ reason, count }) => md`${keptWords(reason, count)}`);
  const others = keptBy.length - REASONS_NAMED;
  const why =
    others > 0 ? md`${join(reasons, ', ')}, and ${others} more reasons` : md`${join(reasons, ', ')}`;
  return kept === 1 ? md`*1 unused one is kept*: ${why}` : md`*${kept} unused ones are kept*: ${why}`;
}

/** How many people keep a licence, and why: "3 with an upcoming meeting". */
export function keptWords(reason: KeptReason, count: number): Text {
  const words: Readonly<Record<KeptReason, Text>> = {
    owner: text`${count} who owns the account`,
    admin: text`${count} with an admin role in Zoom`,
    room: text`${count} for Zoom Rooms`,
    'live-meeting': text`${count} in a meeting right now`,
    'upcoming-meeting': text`${count} with an upcoming meeting that needs it`,
    'upcoming-webinar': text`${count} with an upcoming webinar`,
    bundle: text`${count} with a bundle that would be lost`,
    phone: text`${count} with a Zoom Phone that would be lost`,
    'new-account': text`${count} with a new account`,
    'min-hold': text`${count} who got it only recently`,
    assistants: text`${count} with assistants who schedule for them`,
    'schedules-for': text`${count} scheduling for others`,
    'exempt-person': text`${count} exempt by name`,
    'exempt-group': text`${count} in an exempt group`,
    'exempt-department': text`${count} in an exempt department`,
    'on-leave': text`${count} on leave`,
    granted: text`${count} holding it for an agreed time`,
    'request-open': text`${count} with an open request about it`,
    pending: text`${count} with an invitation not accepted yet`,
    deactivated: text`${count} whose account is deactivated`,
    unknown: text`${count} whom I couldn’t check`,
  };
  return words[reason];
}

/** When the contract is renewed, and how many licences to buy then. */
export function renewalItems({ renewal, price }: Figures): Mrkdwn[] {
  if (!renewal) return [];
  const { day, daysLeft } = renewal;
  const date = dateWords(day);
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

/** How the use has changed since the first day that was counted. */
export function trendItems(history: readonly DayCounts[]): Mrkdwn[] {
  const [first] = history;
  const last = history.at(-1);
  if (!first || !last || first.day === last.day) return [];
  return [md`*Over time*: ${first.used} in use on ${dateWords(first.day)}, ${last.used} now.`];
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

/** Said beside older figures while a count is under way. */
export function scanLine(progress: ScanProgress | null): Mrkdwn[] {
  return progress ? [md`:hourglass_flowing_sand: A new count is under way: ${progressWords(progress)}.`] : [];
}

/** What makes the figures less than they could be. */
export function warnings(
  { at, basis, missingScopes, undecided, oddRows, counts }: Figures,
  now: number,
): Mrkdwn[] {
  const scopes = join(missingScopes.map(code), ', ');
  const lines = [
    now - at > OLD
      ? md`:warning: These figures are ${durationWords(Math.floor((now - at) / DAY) * DAY)} old: no count has been finished since.`
      : null,
    missingScopes.length === 0
      ? null
      : basis === 'sign-in'
        ? md`:warning: Zoom doesn’t let me read its host reports, so the last sign-in counts, which Zoom tells up to three days late. Add ${scopes} to the Zoom app.`
        : md`:warning: I can’t check everything: Zoom wants ${scopes} in its app. Whoever I can’t check keeps the licence.`,
    undecided === 0
      ? null
      : undecided === 1
        ? md`1 person couldn’t be looked up within Zoom’s daily limit. They keep their licence.`
        : md`${undecided} people couldn’t be looked up within Zoom’s daily limit. They keep their licence.`,
    oddRows === 0
      ? null
      : oddRows === 1
        ? md`1 row of Zoom’s lists couldn’t be read. Nobody in them loses a licence.`
        : md`${oddRows} rows of Zoom’s lists couldn’t be read. Nobody in them loses a licence.`,
    counts.bought === null
      ? md`Zoom doesn’t tell how many you’ve bought. Put ${code('bought')} under ${code('licences')} in ${code('policy.yml')}.`
      : null,
  ];
  return lines.filter((line) => line !== null);
}

/** What “unused” means here, and of when it is. */
export function meaning({ at, basis }: Figures, seats: readonly Seat[]): Mrkdwn {
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
