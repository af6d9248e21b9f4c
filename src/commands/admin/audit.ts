import type { AuditEvent } from '../../audit/entry.ts';
import { changeLine } from '../../views/blocks.ts';
import { code, cutPlain, join, type Mrkdwn, md, mention, moment, quote } from '../../views/mrkdwn.ts';
import type { AuditEntry } from '../context.ts';
import { read } from '../define-command.ts';
import { parseDuration } from '../parse/duration.ts';
import { byDay } from './by-day.ts';

const SHOWN = 10;
const DETAIL_MAX = 300;

const eventLabels: Readonly<Record<AuditEvent, string>> = {
  sent: 'Sent for approval',
  approved: 'Approved',
  'approved-alone': 'Approved alone in an emergency',
  'asked-anew': 'Asked anew, as the account had changed',
  denied: 'Denied',
  withdrawn: 'Withdrawn',
  expired: 'Expired',
  done: 'Done in Zoom',
  failed: 'Didn’t work',
  unconfirmed: 'Not confirmed by Zoom',
  undone: 'Undone',
  reported: 'Reported by the person concerned',
  issued: 'Token issued',
  exported: 'Sent as a file',
  'looked-at': 'Looked at',
};
const eventOptions = Object.entries(eventLabels).map(([value, label]) => ({ value, label }));

/** The audit log: who did what, when, and who allowed it. */
export const audit = read({
  name: 'audit',
  title: 'Audit log',
  summary: 'Show who changed or read what in Zoom, and who allowed it',
  examples: ['audit', 'audit denied', 'audit change-email since 7d', 'audit ada@example.com'],
  family: 'administration',
  fields: [
    { name: 'event', label: 'What happened', kind: 'choice', optional: true, options: eventOptions },
    {
      name: 'person',
      label: 'Who asked for it or decided it',
      kind: 'person',
      optional: true,
      placeholder: 'Anybody',
    },
    {
      name: 'command',
      label: 'Command',
      kind: 'text',
      optional: true,
      maxLength: 40,
      placeholder: 'change-email',
    },
    {
      name: 'account',
      label: 'Whose account',
      kind: 'email',
      optional: true,
      placeholder: 'ada@example.com',
    },
    {
      name: 'since',
      label: 'How far back',
      kind: 'duration',
      optional: true,
      hint: 'Such as 12h, 7d or 4w.',
      placeholder: '7d',
    },
  ],
  submit: 'Show',
  subject: 'nobody',
  access: 'admin',
  operations: [],
  parseArgs: (words) => {
    const values: Record<string, string> = {};
    const at = words.findIndex((word) => word.toLowerCase() === 'since');
    const since = words[at + 1] ?? '';
    const timed = at >= 0 && parseDuration(since) !== undefined;
    if (timed) values.since = since.toLowerCase();
    for (const [i, word] of words.entries()) {
      if (at >= 0 && (i === at || i === at + 1)) continue;
      values[kindOf(word)] = isSlackId(word) ? word : word.toLowerCase();
    }
    const problem = 'Write it like since 12h, since 7d or since 4w.';
    return { values, problems: at >= 0 && !timed ? { since: problem } : {} };
  },
  answer: async (context) => {
    const values: Readonly<Record<string, string | undefined>> = context.values;
    const { event, person, command, account, since, before } = values;
    const found = await context.audit.entries(
      {
        event,
        person,
        command,
        account,
        within: since ? parseDuration(since) : undefined,
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
      entries: byDay(shown, (entry) => ({ text: entryMessage(entry) })),
      buttons: [{ label: 'Filter…', action: 'command:audit', spoken: 'Filter the audit log' }],
      note: md`The newest first. Each entry is tied to the one before it, so that a later change would show.`,
      ...(found.length > SHOWN ? { pages: { next: { ...values, before: String(last.seq) } } } : {}),
    };
  },
});

function kindOf(word: string): 'event' | 'person' | 'command' | 'account' {
  if (isSlackId(word)) return 'person';
  if (word.includes('@')) return 'account';
  return Object.hasOwn(eventLabels, word.toLowerCase()) ? 'event' : 'command';
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
      ...(entry.detail ? [quote(cutPlain(entry.detail, DETAIL_MAX))] : []),
    ],
    '\n',
  );
}
