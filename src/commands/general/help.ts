import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../../identity/refusal.ts';
import type { Answer } from '../../views/answer.ts';
import { bold, code, join, type Mrkdwn, md } from '../../views/mrkdwn.ts';
import type { ReadContext } from '../context.ts';
import { read } from '../define-command.ts';
import type { CatalogueEntry } from '../described.ts';

/** Lists what the person may use, or explains one command. */
export const help = read({
  name: 'help',
  title: 'Help',
  summary: 'Show what I can do, or how one command works',
  examples: ['help', 'help add-assistant', 'help all'],
  family: 'general',
  fields: [{ name: 'command', label: 'Command', kind: 'text', optional: true, maxLength: 60 }],
  submit: 'Show',
  subject: 'nobody',
  access: 'self-service',
  operations: [],
  answer: async (context) => {
    const typed = context.values.command;
    const wanted = typed?.toLowerCase().replace(/[\s_]+/g, '-');
    const one = context.catalogue.find((entry) => entry.command.name === wanted);
    if (one) return helpOne(one, context.slash);
    if (wanted === undefined) return helpShort(context);
    return helpAll(context, wanted === 'all' ? undefined : typed);
  },
});

/** Something that may have been meant by an unknown line. */
interface Nearest {
  readonly name: string;
  readonly title: string;
  /** The opaque id of the line that the button types again. */
  readonly value?: string;
}

/** The answer to a line that names no command: the nearest things to do, as buttons. */
export function helpForUnknown(line: string, nearest: readonly Nearest[], slash: string): Answer {
  const [first] = nearest;
  return {
    title: md`I don’t know “${shorten(line)}”`,
    lines: first
      ? [
          md`Did you mean ${join(
            nearest.map(({ name }) => code(`${slash} ${name}`)),
            ' or ',
          )}?`,
        ]
      : [],
    note: md`${code(`${slash} help`)} shows everything I can do.`,
    buttons: [
      ...nearest.map(({ name, title, value }) => ({
        label: title,
        action: `command:${name}`,
        ...(value ? { value } : {}),
        ...(name === first?.name ? { style: 'primary' as const } : {}),
      })),
      { label: 'Show help', action: 'command:help' },
    ],
  };
}

function shorten(word: string): string {
  const letters = [...word];
  return letters.length > 60 ? `${letters.slice(0, 59).join('')}…` : word;
}

/** Commands for few people: they stand in the complete list only. */
export const ADVANCED: ReadonlySet<string> = new Set(['whoami', 'permissions', 'token', 'away']);

/** The short help, by what people look for; families of commands, or single ones by name. */
const groups: readonly { readonly title: string; readonly of: readonly string[] }[] = [
  { title: 'Account', of: ['status', 'my-requests', 'profile', 'picture', 'settings'] },
  { title: 'People', of: ['delegation', 'lookup'] },
  { title: 'Licence', of: ['licence'] },
  { title: 'Sign-in', of: ['change-email', 'set-password', 'sign-out'] },
  { title: 'Zoom accounts', of: ['accounts', 'licences'] },
  { title: 'Requests & audit', of: ['administration'] },
  // Without a family.
  { title: 'More', of: [''] },
];

/** What can be done first, by the state of the person's account. */
const tasks: Readonly<Record<State, readonly string[]>> = {
  none: ['request-account', 'my-requests'],
  pending: ['resend-invitation', 'status', 'my-requests'],
  inactive: ['request-activation', 'status', 'my-requests'],
  unlicensed: ['request-license', 'status', 'settings', 'profile', 'my-requests'],
  licensed: ['status', 'settings', 'add-assistant', 'profile', 'my-requests'],
};
type State = 'none' | 'pending' | 'inactive' | 'unlicensed' | 'licensed';

/** Slack waits for the help, so Zoom gets at most this long to tell the state of the account, in milliseconds. */
const STATE_WAIT = 700;

async function helpShort(context: Pick<ReadContext, 'catalogue' | 'slash' | 'subject'>): Promise<Answer> {
  const { catalogue, slash } = context;
  const state = await stateOf(context);
  const usable = new Map(catalogue.map(({ command }) => [command.name, command]));
  const [first, ...others] = tasks[state].flatMap((name) => usable.get(name) ?? []);
  const example = catalogue.find(({ command: one }) => one.fields.length > 0 && one.name !== 'help');
  const explains = example ? md` ${code(`${slash} help ${example.command.name}`)} explains one.` : md``;
  const button = ({ name, title }: CatalogueEntry['command']) => ({
    label: title,
    action: `command:${name}`,
  });
  return {
    title: md`What would you like to do?`,
    lines: groups.flatMap(({ title, of }) => {
      const found = catalogue.filter(
        ({ command: { name, family = '' } }) =>
          (of.includes(name) || of.includes(family)) && !ADVANCED.has(name),
      );
      return found.length === 0
        ? []
        : [md`${bold(title)}:  ${found.map(({ command }) => command.name).join('  ·  ')}`];
    }),
    buttons: [
      ...(first ? [{ ...button(first), style: 'primary' as const }] : []),
      ...others.slice(0, 4).map(button),
      { label: 'Everything', action: 'help:all', spoken: 'Show everything that I can do, with examples' },
    ],
    note: md`Type ${code(slash)} and one of these words; what’s missing is asked for in a form.${explains}`,
  };
}

async function stateOf(context: Pick<ReadContext, 'subject'>): Promise<State> {
  const asked = context.subject().then(
    ({ account: { status, licence } }): State => {
      if (status === 'pending') return 'pending';
      if (status !== 'active') return 'inactive';
      return licence === 'Basic' || licence === 'Unassigned' ? 'unlicensed' : 'licensed';
    },
    (error: unknown): State =>
      error instanceof Refusal && error.reason === 'no-zoom-account' ? 'none' : 'licensed',
  );
  const late = new AbortController();
  const tooLate = sleep(STATE_WAIT, 'licensed' as const, { signal: late.signal }).catch(
    () => 'licensed' as const,
  );
  const state = await Promise.race([asked, tooLate]);
  late.abort();
  return state;
}

function helpAll({ catalogue, slash }: Pick<ReadContext, 'catalogue' | 'slash'>, unknown?: string): Answer {
  const forAdmins = catalogue.filter(({ access }) => access === 'admin');
  const advanced = catalogue.filter(
    ({ command, access }) => access !== 'admin' && ADVANCED.has(command.name),
  );
  const forEverybody = catalogue.filter(
    ({ command, access }) => access !== 'admin' && !ADVANCED.has(command.name),
  );
  const group = (title: Mrkdwn, entries: readonly CatalogueEntry[]) =>
    entries.length > 0 ? [{ title, items: entries.map((entry) => helpLine(entry, slash)) }] : [];
  return {
    title: md`What I can do for you`,
    lines: unknown ? [md`I don’t know “${unknown}”, but I do know these:`] : [],
    items: forEverybody.map((entry) => helpLine(entry, slash)),
    groups: [...group(md`Advanced`, advanced), ...group(md`For admins`, forAdmins)],
    note: md`Leave out what you don’t know, and I’ll ask for it in a form.`,
  };
}

function helpLine({ command, access }: CatalogueEntry, slash: string): Mrkdwn {
  const approval = access === 'approval' ? md` _(needs an approval)_` : md``;
  return md`${code(`${slash} ${command.examples[0] ?? command.name}`)}  ${command.summary}${approval}`;
}

function helpOne({ command, access }: CatalogueEntry, slash: string): Answer {
  const who: Record<CatalogueEntry['access'], string> = {
    'self-service': 'You can do this yourself.',
    approval: 'An approver decides; I’ll tell you as soon as they have.',
    admin: 'Only admins can do this.',
    off: 'This is switched off here.',
  };
  return {
    title: md`${slash} ${command.name}`,
    lines: [md`${command.summary}. ${who[access]}`],
    items: [
      ...command.examples.map((example) => md`For example ${code(`${slash} ${example}`)}`),
      ...command.fields.map(
        (field) =>
          md`${bold(field.label)}${field.optional ? ' (optional)' : ''}${field.hint ? md`\n     ${field.hint}` : md``}`,
      ),
    ],
    buttons: [{ label: 'Start', action: `command:${command.name}`, style: 'primary' }],
  };
}
