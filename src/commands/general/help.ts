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
  examples: ['help', 'help add-assistant'],
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
    return one ? helpOne(one, context.slash) : helpAll(context, typed);
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

function helpAll({ catalogue, slash }: Pick<ReadContext, 'catalogue' | 'slash'>, unknown?: string): Answer {
  const example = catalogue.find((entry) => entry.command.fields.length > 0 && entry.command.name !== 'help');
  const one = example ? md` ${code(`${slash} help ${example.command.name}`)} explains one command.` : md``;
  const forAdmins = catalogue.filter(({ access }) => access === 'admin');
  const forEverybody = catalogue.filter(({ access }) => access !== 'admin');
  return {
    title: md`What I can do for you`,
    lines: unknown ? [md`I do not know ${code(unknown)}, but I do know these:`] : [],
    items: forEverybody.map((entry) => helpLine(entry, slash)),
    groups:
      forAdmins.length > 0
        ? [{ title: md`For admins`, items: forAdmins.map((entry) => helpLine(entry, slash)) }]
        : [],
    note: md`Leave out what you do not know and I open a form.${one}`,
  };
}

function helpLine({ command, access }: CatalogueEntry, slash: string): Mrkdwn {
  const approval = access === 'approval' ? md` _(needs an approval)_` : md``;
  return md`${code(`${slash} ${command.examples[0] ?? command.name}`)}  ${command.summary}${approval}`;
}

function helpOne({ command, access }: CatalogueEntry, slash: string): Answer {
  const who: Record<CatalogueEntry['access'], string> = {
    'self-service': 'You can do this yourself.',
    approval: 'An approver decides; I tell you as soon as they have.',
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
