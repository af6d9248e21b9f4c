import type { AuditEvent } from '../../audit/entry.ts';
import type { AuditEntry } from '../../audit/read.ts';
import { type Text, text } from '../../languages/text.ts';
import { changeLine } from '../../views/blocks.ts';
import { code, cutPlain, join, type Mrkdwn, md, mention, moment, quote } from '../../views/mrkdwn.ts';
import { read } from '../define-command.ts';
import type { ParsedArgs } from '../field.ts';
import { commandField, commandIn } from '../general/request-filters.ts';
import { readSince, sinceOf } from '../parse/dates.ts';
import { findEmail } from '../parse/token.ts';
import { byDay } from './by-day.ts';

const SHOWN = 10;
const DETAIL_MAX = 300;

const eventLabels: Readonly<Record<AuditEvent, Text>> = {
  sent: text`Sent for approval`,
  approved: text`Approved`,
  'approved-alone': text`Approved alone in an emergency`,
  'asked-anew': text`Asked again, as the account had changed`,
  denied: text`Denied`,
  withdrawn: text`Withdrawn`,
  moved: text`Moved on the waiting list`,
  removed: text`Taken off the waiting list`,
  expired: text`Expired`,
  done: text`Done in Zoom`,
  failed: text`Didn’t work`,
  unconfirmed: text`Not confirmed by Zoom`,
  undone: text`Undone`,
  reported: text`Reported by the person concerned`,
  issued: text`Token issued`,
  exported: text`Sent as a file`,
  'looked-at': text`Looked at`,
  answered: text`Answered a campaign`,
  paused: text`Campaign paused`,
  resumed: text`Campaign resumed`,
  stopped: text`Campaign stopped`,
  decided: text`Campaign: decided on those who didn’t answer`,
  'rules-changed': text`Rules changed`,
  'stand-in-named': text`Stand-in named`,
  'stand-in-declined': text`Stand-in declined`,
  'stand-in-over': text`Stand-in ended`,
  erased: text`A person was erased`,
  shortened: text`Log shortened`,
};
const eventOptions = Object.entries(eventLabels).map(([value, label]) => ({ value, label }));

/** What people call the events. */
const alsoCalled: Readonly<Record<string, AuditEvent>> = {
  requested: 'sent',
  asked: 'sent',
  declined: 'denied',
  rejected: 'denied',
  refused: 'denied',
  cancelled: 'withdrawn',
  canceled: 'withdrawn',
  'timed-out': 'expired',
  executed: 'done',
  changed: 'done',
  errors: 'failed',
  error: 'failed',
  unknown: 'unconfirmed',
  emergency: 'approved-alone',
  'break-glass': 'approved-alone',
  'stand-in': 'stand-in-named',
};

/** The audit log: who did what, when, and who allowed it. */
export const audit = read({
  name: 'audit',
  title: text`Audit log`,
  summary: text`Show who changed or read what in Zoom, and who allowed it`,
  examples: [
    text`audit`,
    text`audit denied`,
    text`audit change-email since 7d`,
    text`audit failed since Monday`,
    text`audit ada@example.com`,
  ],
  family: 'administration',
  fields: [
    {
      name: 'event',
      label: text`What happened`,
      kind: 'choice',
      optional: true,
      options: eventOptions,
      alsoCalled,
    },
    {
      name: 'person',
      label: text`Who asked for it or decided it`,
      kind: 'person',
      optional: true,
      placeholder: text`Anybody`,
    },
    commandField,
    {
      name: 'account',
      label: text`Whose account`,
      kind: 'email',
      optional: true,
      placeholder: text`ada@example.com`,
    },
    {
      name: 'since',
      label: text`How far back`,
      kind: 'text',
      optional: true,
      maxLength: 60,
      hint: text`Such as 12h, 7 days, Monday or 1 December.`,
      placeholder: text`7d`,
    },
  ],
  submit: text`Show`,
  subject: 'nobody',
  access: 'admin',
  operations: [],
  parseArgs: readFilters,
  check: ({ since }): Record<string, Text> =>
    since !== undefined && readSince(since) === undefined ? { since: NO_TIME } : {},
  answer: async (context) => {
    const values: Readonly<Record<string, string | undefined>> = context.values;
    const { event, person, command, account, since, before } = values;
    const calendar = await context.calendar();
    const found = await context.audit.entries(
      {
        event,
        person,
        command,
        account,
        within: since
          ? calendar.now - (sinceOf(readSince(since, calendar.locale) ?? since, calendar) ?? calendar.now)
          : undefined,
        before: before ? Number(before) : undefined,
      },
      SHOWN + 1,
    );
    const shown = found.slice(0, SHOWN);
    const last = shown.at(-1);
    if (!last) {
      return {
        title: md`Nothing found in the audit log`,
        note: md`It holds every decision, every change, and who looked at whose account. Leave out a filter to see more.`,
      };
    }
    return {
      title: before ? md`Audit log, further back` : md`Audit log`,
      entries: byDay(shown, calendar, (entry) => ({ text: entryMessage(entry) })),
      buttons: [{ label: text`Filter…`, action: 'command:audit', spoken: text`Filter the audit log` }],
      note: md`The newest first. Each entry is tied to the one before it, so that a later change would show.`,
      ...(found.length > SHOWN ? { pages: { next: { ...values, before: String(last.seq) } } } : {}),
    };
  },
});

const NO_TIME = text`I don’t understand that as a time. Write it like 12h, 7 days, Monday or 1 December.`;

const AROUND = new Set('by from of for on the and with what show account command person'.split(' '));
/** The most words that a time is said in. */
const MAX_TIME_WORDS = 5;
/** How many words a time is looked for in. */
const MAX_WORDS = 20;

/**
 * Reads `denied change-email @ada ada@example.com since 7d` in any order: what happened, with which command, by whom, to
 * whose account, and how far back. What is none of these is named to the person.
 */
function readFilters(words: readonly string[], names: readonly string[]): ParsedArgs {
  const values: Record<string, string> = {};
  const problems: Record<string, Text> = {};
  const unread: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    const announced = /^(since|after|last|past|within)$/i.test(word);
    const time = values.since === undefined && i < MAX_WORDS ? timeIn(words, i) : undefined;
    if (time) {
      values.since = time.value;
      i += time.count - 1;
      continue;
    }
    if (announced && values.since === undefined) {
      const said = words.slice(i + 1, i + 1 + MAX_TIME_WORDS).join(' ');
      problems.since = text`“${said.slice(0, 80)}”: ${NO_TIME}`;
      break;
    }
    const [name, value] = filterIn(word, names) ?? [];
    if (name && value && values[name] === undefined) values[name] = value;
    else if (name || !AROUND.has(word.toLowerCase())) unread.push(word);
  }
  return { values, problems, unread };
}

function timeIn(words: readonly string[], at: number): { value: string; count: number } | undefined {
  for (let count = Math.min(MAX_TIME_WORDS, words.length - at); count > 0; count--) {
    const value = readSince(words.slice(at, at + count).join(' '));
    if (value !== undefined) return { value, count };
  }
  return undefined;
}

function filterIn(word: string, names: readonly string[]): readonly [string, string] | undefined {
  if (isSlackId(word)) return ['person', word];
  const account = findEmail(word);
  if (account) return ['account', account];
  const plain = word.toLowerCase().replace(/[,.]$/, '').replaceAll('_', '-');
  if (Object.hasOwn(eventLabels, plain)) return ['event', plain];
  if (Object.hasOwn(alsoCalled, plain)) return ['event', alsoCalled[plain] ?? plain];
  const command = commandIn(plain, names);
  return command ? ['command', command] : undefined;
}

/** Who stands in for whom is logged by their ids, and read by their names. */
function quoteDetail({ event, detail }: AuditEntry): Mrkdwn {
  const text = cutPlain(detail, DETAIL_MAX);
  const isInPlace = (event === 'approved' || event === 'denied') && /^In place of [UW]/.test(detail);
  const names = event.startsWith('stand-in-') ? 2 : isInPlace ? 1 : 0;
  const ids = (text.match(/\b[UW][A-Z0-9]{2,}\b/g) ?? []).slice(0, names);
  const [first = '', ...rest] = ids.length > 0 ? text.split(new RegExp(`(${ids.join('|')})`)) : [text];
  const parts = rest.map((part) => (ids.includes(part) ? mention(part) : md`${part}`));
  return names === 0 ? quote(text) : md`> ${join([md`${first}`, ...parts], '')}`;
}

function isSlackId(word: string): boolean {
  return /^[UW][A-Z0-9]+$/.test(word);
}

function entryMessage(entry: AuditEntry): Mrkdwn {
  const words = eventOptions.find(({ value }) => value === entry.event)?.label ?? entry.event;
  const who = isSlackId(entry.actor) ? mention(entry.actor) : md`Frontdesk`;
  const changes = entry.changes.map((one) => changeLine(one));
  const { account } = entry;
  const about = account ? `${account.name} <${account.email}>` : '';
  return join(
    [
      md`*${words}* by ${who}  ·  ${code(entry.command)}  ·  ${moment(entry.at)}`,
      ...(account ? [md`${about}${changes.length > 0 ? md`: ${join(changes, ', ')}` : md``}`] : []),
      ...(entry.detail ? [quoteDetail(entry)] : []),
    ],
    '\n',
  );
}
