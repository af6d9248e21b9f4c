import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../../identity/refusal.ts';
import { type Text, text } from '../../languages/text.ts';
import type { Answer } from '../../views/answer.ts';
import { bold, code, cutPlain, join, type Mrkdwn, md, oneOf } from '../../views/mrkdwn.ts';
import { type AccountState, accountState } from '../account-state.ts';
import type { ReadContext } from '../context.ts';
import { read } from '../define-command.ts';
import type { CatalogueEntry } from '../described.ts';
import type { Field } from '../field.ts';

/** Lists what the person may use, or explains one command. */
export const help = read({
  name: 'help',
  title: text`Help`,
  summary: text`Show what I can do, or how one command works`,
  examples: [text`help`, text`help add-assistant`, text`help all`],
  family: 'general',
  fields: [{ name: 'command', label: text`Command`, kind: 'text', optional: true, maxLength: 60 }],
  submit: text`Show`,
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
  readonly title: Text;
  /** The opaque id of the line that the button types again. */
  readonly value?: string;
}

/** The answer to a line that names no command: the nearest things to do, as buttons. */
export function helpForUnknown(line: string, nearest: readonly Nearest[], slash: string): Answer {
  const [first] = nearest;
  return {
    title: md`I don’t know “${cutPlain(line, 60)}”`,
    lines: first ? [md`Did you mean ${oneOf(nearest.map(({ name }) => code(`${slash} ${name}`)))}?`] : [],
    note: md`${code(`${slash} help`)} shows everything I can do.`,
    buttons: [
      ...nearest.map(({ name, title, value }) => ({
        label: title,
        action: `command:${name}`,
        ...(value ? { value } : {}),
        ...(name === first?.name ? { style: 'primary' as const } : {}),
      })),
      { label: text`Show help`, action: 'command:help' },
    ],
  };
}

/** Commands for few people: they stand in the complete list only. */
export const ADVANCED: ReadonlySet<string> = new Set(['whoami', 'permissions', 'token', 'away']);

/** The short help, by what people look for; families of commands, or single ones by name. */
const groups: readonly { readonly title: Text; readonly of: readonly string[] }[] = [
  { title: text`Account`, of: ['status', 'my-requests', 'profile', 'picture', 'settings'] },
  { title: text`People`, of: ['delegation', 'lookup'] },
  { title: text`Licence`, of: ['licence'] },
  { title: text`Sign-in`, of: ['change-email', 'set-password', 'sign-out'] },
  { title: text`Zoom accounts`, of: ['accounts', 'licences'] },
  { title: text`Requests & audit`, of: ['administration'] },
  // Without a family.
  { title: text`More`, of: [''] },
];

/** What can be done first, by the state of the person's account. */
const tasks: Readonly<Record<AccountState, readonly string[]>> = {
  none: ['request-account', 'my-requests'],
  pending: ['resend-invitation', 'status', 'my-requests'],
  inactive: ['request-activation', 'status', 'my-requests'],
  unlicensed: ['request-license', 'status', 'settings', 'profile', 'my-requests'],
  licensed: ['status', 'settings', 'add-assistant', 'profile', 'my-requests'],
};

/** Slack waits for the help, so Zoom gets at most this long to tell the state of the account, in milliseconds. */
const STATE_WAIT = 700;

async function helpShort(context: Pick<ReadContext, 'catalogue' | 'slash' | 'subject'>): Promise<Answer> {
  const { catalogue, slash } = context;
  const state = await stateOf(context);
  const usable = new Map(catalogue.map(({ command }) => [command.name, command]));
  const [first, ...others] = tasks[state].flatMap((name) => usable.get(name) ?? []);
  const example = catalogue.find(({ command: one }) => one.fields.length > 0 && one.name !== 'help');
  const howTo = md`Type ${code(slash)} and one of these words; what’s missing is asked for in a form.`;
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
      {
        label: text`Everything`,
        action: 'help:all',
        spoken: text`Show everything that I can do, with examples`,
      },
    ],
    note: example ? md`${howTo} ${code(`${slash} help ${example.command.name}`)} explains one.` : howTo,
  };
}

async function stateOf(context: Pick<ReadContext, 'subject'>): Promise<AccountState> {
  const asked = context.subject().then(
    ({ account }): AccountState => accountState(account),
    (error: unknown): AccountState =>
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
  const example = code(text`${slash} ${command.examples[0] ?? command.name}`);
  return access === 'approval'
    ? md`${example}  ${command.summary} _(needs an approval)_`
    : md`${example}  ${command.summary}`;
}

function helpOne({ command, access }: CatalogueEntry, slash: string): Answer {
  const examples = command.examples.map((example) => code(text`${slash} ${example}`));
  const who: Record<CatalogueEntry['access'], Mrkdwn> = {
    'self-service': md`You can do this yourself.`,
    approval: md`An approver decides; I’ll tell you as soon as they have.`,
    admin: md`Only admins can do this.`,
    off: md`This is switched off here.`,
  };
  return {
    title: md`${slash} ${command.name}`,
    lines: [md`${command.summary}. ${who[access]}`],
    items: [
      ...(command.examples.length > 0 ? [md`For example ${join(examples, ' · ')}`] : []),
      ...command.fields.map(helpField),
    ],
    buttons: [{ label: text`Start`, action: `command:${command.name}`, style: 'primary' }],
  };
}

function helpField({ label, optional, hint }: Field): Mrkdwn {
  const name = optional ? md`${bold(label)} (optional)` : bold(label);
  return hint ? md`${name}: ${hint}` : name;
}
