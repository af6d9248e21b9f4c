import { licenceOf } from '../../identity/account.ts';
import { code, type Mrkdwn, md } from '../../views/mrkdwn.ts';
import type { ListedUser } from '../../zoom/user-pages.ts';

/** States that Zoom lists apart from each other; there is no word for all. */
export const states = ['active', 'inactive', 'pending'] as const;
export type State = (typeof states)[number];

export const stateWords: Readonly<Record<State, string>> = {
  active: 'active',
  inactive: 'inactive',
  pending: 'invited',
};

/** The name that people know somebody by. */
export function nameOf(user: ListedUser): string {
  return user.display_name || [user.first_name, user.last_name].filter(Boolean).join(' ') || user.email;
}

/** One line of the list. */
export function userLine(user: ListedUser, state: State): Mrkdwn {
  const shown = user.status === 'locked' ? 'locked' : stateWords[state];
  return md`${nameOf(user)}  ${code(user.email)}  ${licenceOf(user.type)}, ${shown}`;
}

export const csvHead = [
  ...['Name', 'First name', 'Last name', 'Email', 'Licence', 'State', 'Department', 'Time zone'],
  ...['Last sign-in', 'Zoom id'],
];

/** One row of the file. */
export function userCells(user: ListedUser, state: State): string[] {
  return [
    ...[nameOf(user), user.first_name ?? '', user.last_name ?? '', user.email, licenceOf(user.type)],
    ...[
      user.status ?? state,
      user.dept ?? '',
      user.timezone ?? '',
      user.last_login_time ?? '',
      user.id ?? '',
    ],
  ];
}

/** Whether a name, an address or a department holds these words, in whatever capitals. */
export function holds(user: ListedUser, words: string): boolean {
  const text = `${nameOf(user)} ${user.first_name ?? ''} ${user.last_name ?? ''} ${user.email} ${user.dept ?? ''}`;
  return text.toLowerCase().includes(words.toLowerCase());
}
