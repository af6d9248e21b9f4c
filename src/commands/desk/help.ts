import type { Answer } from '../../views/answer.ts';
import { bold, code, md } from '../../views/mrkdwn.ts';
import { type CatalogueEntry, type ReadContext, read } from '../command.ts';

/** Lists what the person may use, or explains one command. */
export const help = read({
  name: 'help',
  title: 'Help',
  summary: 'Show what I can do, or how one command works',
  examples: ['help', 'help add-assistant'],
  fields: [{ name: 'command', label: 'Command', kind: 'text', optional: true, maxLength: 60 }],
  submit: 'Show',
  subject: 'nobody',
  access: 'self-service',
  operations: [],
  answer: async (context) => {
    const wanted = context.values.command?.toLowerCase();
    const one = context.catalogue.find((entry) => entry.command.name === wanted);
    return one ? helpOne(one, context.slash) : helpAll(context);
  },
});

/** The help after an unknown word, with the nearest command where one is near. */
export function helpForUnknown(word: string, nearest: string | undefined, slash: string): Answer {
  return {
    title: md`I do not know ${code(word)}.`,
    lines: nearest ? [md`Did you mean ${code(`${slash} ${nearest}`)}?`] : [],
    note: md`${code(`${slash} help`)} shows everything I can do.`,
    buttons: [
      ...(nearest ? [{ label: nearest, action: `command:${nearest}`, style: 'primary' as const }] : []),
      { label: 'Show help', action: 'command:help' },
    ],
  };
}

function helpAll({ catalogue, slash }: Pick<ReadContext, 'catalogue' | 'slash'>): Answer {
  return {
    title: md`What I can do for you`,
    items: catalogue.map(
      ({ command, access }) =>
        md`${code(`${slash} ${command.examples[0] ?? command.name}`)}  ${command.summary}${
          access === 'approval' ? md` _(needs an approval)_` : md``
        }`,
    ),
    note: md`Leave out what you do not know and I open a form. ${code(`${slash} help change-email`)} explains one command.`,
  };
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
          md`${bold(field.label)}${field.optional ? ' (optional)' : ''}${field.hint ? md`: ${field.hint}` : md``}`,
      ),
    ],
    buttons: [{ label: 'Start', action: `command:${command.name}`, style: 'primary' }],
  };
}
