import type { Command } from '../../src/commands/define-command.ts';
import type { Access } from '../../src/commands/described.ts';
import type { Field } from '../../src/commands/field.ts';
import { inEnglish } from '../../src/languages/text.ts';
import { operations } from '../../src/zoom/operations.ts';
import { anchor, cell } from './markdown.ts';

const access: Record<Access, string> = {
  'self-service': 'everybody, at once',
  approval: 'everybody, after an approval',
  admin: 'admins',
  off: 'nobody, until `policy.yml` opens it',
};
const risk: Record<Command['risk'], string> = {
  read: 'reads only',
  reversible: 'changes something that can be changed back',
  sensitive: 'changes something that matters; asked about first',
  destructive: 'cannot be undone; asked about first',
};

/** Who may use a command by default. What could take an account over needs a second person. */
function who(command: Command): string {
  const takesOver = command.risk !== 'read' && command.takeover && command.access === 'admin';
  return takesOver ? `${access.admin}, after an approval` : access[command.access];
}

/** `docs/commands.md`: every command as it declares itself. */
export function commandsPage(commands: readonly Command[]): string {
  return [
    '# Commands',
    '',
    'Type `/zoom` and one of these. What you leave out, a form asks for. Add `for @person` where you may act for others.',
    'Who may use what can be changed in `policy.yml`; this page shows the defaults.',
    '',
    '| command | what it does | who |',
    '|---|---|---|',
    ...commands.map(
      (one) => `| [\`${one.name}\`](#${anchor(one.name)}) | ${cell(inEnglish(one.summary))} | ${who(one)} |`,
    ),
    '',
    ...commands.flatMap(section),
    ...scopes(commands),
  ].join('\n');
}

function section(command: Command): string[] {
  const undo = command.risk !== 'read' && command.undo ? ' It can be undone for 10 minutes.' : '';
  return [
    `## ${command.name}`,
    '',
    `${inEnglish(command.summary)}. For ${who(command)}; ${risk[command.risk]}.${undo}`,
    '',
    ...command.examples.map((example) => `    /zoom ${inEnglish(example)}`),
    '',
    ...(command.fields.length > 0
      ? ['| field | what goes in |', '|---|---|', ...command.fields.map(row), '']
      : []),
  ];
}

function row(field: Field): string {
  const what = [
    field.kind === 'duration' ? kinds.duration : '',
    inEnglish(field.hint ?? ''),
    field.kind === 'secret' ? 'Asked for in the form only, and never stored.' : '',
  ];
  return `| ${cell(inEnglish(field.label))}${field.optional ? ' (optional)' : ''} | ${cell(what.filter(Boolean).join(' ') || kinds[field.kind])} |`;
}

const kinds: Record<Field['kind'], string> = {
  person: 'A person: type @ and pick, or give their email address.',
  email: 'An email address.',
  text: 'Text.',
  choice: 'One of the choices.',
  toggles: 'What is ticked is on.',
  switches: 'What is ticked is on.',
  duration: 'A time as you say it: 14 days, two weeks, 1 month, until Friday, until 24 December.',
  'time-zone': 'A city, a country or a name such as Europe/Berlin; the form searches for it.',
  secret: '',
  picture: 'A JPEG, PNG or GIF file.',
};

function scopes(commands: readonly Command[]): string[] {
  const needed = new Set(
    commands.flatMap((command) => command.operations.flatMap((name) => [...operations[name].scopes])),
  );
  return [
    '## Zoom scopes',
    '',
    'The commands together need these scopes of the Server-to-Server OAuth app:',
    '',
    ...[...needed].sort().map((scope) => `- \`${scope}\``),
    '',
  ];
}
