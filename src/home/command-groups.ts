import type { Command } from '../commands/define-command.ts';
import type { HomeAction, HomeGroup } from '../views/home/page.ts';

interface Family {
  readonly title: string;
  readonly words: string;
  readonly commands: readonly string[];
}

/** How the Home tab groups commands. A command of no family is listed under "More". */
const families: readonly Family[] = [
  {
    title: 'Account and profile',
    words: 'Profile, picture, settings, and how you sign in',
    commands: [
      'status',
      'whoami',
      'profile',
      'picture',
      'settings',
      'change-email',
      'set-password',
      'sign-out',
      'permissions',
      'token',
    ],
  },
  {
    title: 'People who schedule',
    words: 'Who may plan meetings for whom',
    commands: ['assistants', 'add-assistant', 'remove-assistant', 'schedulers', 'remove-scheduler'],
  },
  {
    title: 'Licence',
    words: 'Ask for one for a while, or give it back',
    commands: ['request-license', 'return-license'],
  },
  {
    title: 'Look up',
    words: 'Whether an address or a link name is known to Zoom',
    commands: ['check-email', 'check-name'],
  },
  {
    title: 'Accounts',
    words: 'Invite, change, switch off or remove',
    commands: ['list-users', 'create-user', 'edit-user', 'activate', 'deactivate', 'delete-user'],
  },
  {
    title: 'Licences and add-ons',
    words: 'Give and take back',
    commands: ['set-license', 'add-ons'],
  },
  {
    title: 'This desk',
    words: 'Requests, the log, and who is who',
    commands: ['requests', 'audit', 'link', 'unlink'],
  },
];

/** Commands with a place of their own on the tab. */
const elsewhere = new Set(['help', 'my-requests']);

/** Commands by family, in the order above; empty families are left out. */
export function groupCommands(commands: readonly Command[]): HomeGroup[] {
  const byName = new Map(commands.map((one) => [one.name, one]));
  const take = (name: string): HomeAction[] => {
    const command = byName.get(name);
    byName.delete(name);
    return command ? [actionOf(command)] : [];
  };
  const groups = families.map(({ title, words, commands: names }) => ({
    title,
    words,
    actions: names.flatMap(take),
  }));
  const others = [...byName.values()].filter((one) => !elsewhere.has(one.name)).map(actionOf);
  const more = { title: 'More', words: 'What else there is', actions: others };
  return [...groups, more].filter(({ actions }) => actions.length > 0);
}

/** Buttons for those of these commands that the person may use. */
export function toActions(commands: readonly Command[], names: readonly string[]): HomeAction[] {
  return names.flatMap((name) => commands.filter((one) => one.name === name).map(actionOf));
}

function actionOf({ name, title }: Command): HomeAction {
  return { command: name, label: title };
}
